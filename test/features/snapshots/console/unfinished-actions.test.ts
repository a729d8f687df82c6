/**
 * An unfinished restore, as the next console sees it.
 */
import {expect, test} from 'vitest';
import type {ConsoleOptions} from '../../../../source/console/state/console-state.ts';
import {proposeRestore} from '../../../../source/features/snapshots/restore/propose-restore.ts';
import {keyStore} from '../../../support/key-store.ts';
import {rulesOf} from '../../../support/rules-of.ts';
import {director, server, service} from '../../../support/sample-director.ts';

const live = director([service('tcp:10.1.1.1:80', [server('10.0.0.8:80')])]);
const before = {path: '/snapshots/before.ipvs', rules: rulesOf()};
const cutOff = {
	name: 'good',
	user: 'ann',
	began: '2026-01-02T03:04:05.000Z',
	before: before.path,
};
const rest = ['-A -t 10.1.1.1:80 -s rr', '-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 4'];

async function openStore(options: ConsoleOptions = {}) {
	const opened = keyStore(options);
	const {outside, store} = opened;
	const ways: string[] = [];
	outside.snapshots.cutOff = cutOff;
	outside.snapshots.wayOut = async way => {
		ways.push(way);
		return {
			proposal: proposeRestore({
				name: 'good',
				wanted: rulesOf(...rest),
				services: live.services,
			}),
			before,
		};
	};
	await opened.poll(live);
	return {...opened, ways, overlay: () => store.getState().overlay};
}

test('it is offered once the director has been read', async () => {
	const {overlay} = await openStore();
	expect(overlay()).toMatchObject({place: 'unfinished', topic: {value: cutOff}});
});

test.each([
	['f', 'finish'],
	['r', 'roll-back'],
])('%s shows the plan to %s it', async (key, way) => {
	const {press, ways, store, outside} = await openStore();
	await press(key);
	expect(ways).toEqual([way]);
	expect(store.getState().prompt).toMatchObject({kind: 'confirm', topic: {value: {before}}});
	await press('y');
	expect(outside.asked).toContainEqual({
		restore: ['ipvsadm -e -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 4'],
		before: before.path,
	});
});

test('if nothing is left of it, it is finished at once', async () => {
	const {press, store, outside, message} = await openStore();
	outside.snapshots.wayOut = async () => ({
		proposal: proposeRestore({name: 'good', wanted: rulesOf(), services: []}),
		before,
	});
	outside.snapshots.outcome = {result: 'done', before: null, warnings: []};
	await press('f');
	expect(store.getState().prompt).toBeNull();
	expect(outside.asked).toContainEqual({restore: [], before: before.path});
	expect(message()).toBe('done: restore of good: no differences');
});

test('x forgets it, and says where the rules before it are', async () => {
	const {press, outside, overlay, message} = await openStore();
	await press('x');
	expect(outside.asked).toContain('forget');
	expect(overlay()).toBeNull();
	expect(message()).toBe(
		'the restore of good is forgotten; the previous rules are saved in /snapshots/before.ipvs',
	);
});

test('Esc leaves it for later; it can be asked for by name', async () => {
	const {press, outside, overlay} = await openStore();
	await press('<esc>');
	expect(overlay()).toBeNull();
	expect(outside.asked).not.toContain('forget');
	await press(':unfinished-restore<enter>');
	expect(overlay()).toMatchObject({place: 'unfinished'});
});

test('a read-only console only reports it', async () => {
	const {overlay, message} = await openStore({readOnly: true});
	expect(overlay()).toBeNull();
	expect(message()).toBe(
		'a restore of good, started by ann at 2026-01-02T03:04:05.000Z, was not finished (read-only: the options or the configuration say so)',
	);
});

test('that there is none is shown only to somebody who asks', async () => {
	const {store, press, poll, outside, message} = keyStore();
	outside.snapshots.cutOff = null;
	await poll(live);
	expect(store.getState().messages).toEqual([]);
	await press(':unfinished-restore<enter>');
	expect(message()).toBe('no restore was interrupted');
});

test('an invalid journal is reported', async () => {
	const {poll, outside, message} = keyStore();
	outside.snapshots.unfinished = async () => {
		throw new Error('/lb1/restore.json is not the journal of a restore; look at it and delete it');
	};
	await poll(live);
	expect(message()).toMatch(/^\/lb1\/restore\.json is not the journal/);
});
