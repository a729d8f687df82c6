import {beforeEach, describe, expect, test} from 'vitest';
import type {ConsoleOptions} from '../../../source/console/state/console-state.ts';
import {createConsoleStore} from '../../../source/console/state/console-store.ts';
import {receiveFacts, receivePoll} from '../../../source/console/state/director-reducers.ts';
import type {ConsoleStore} from '../../../source/console/state/model.ts';
import {moveCursor} from '../../../source/console/state/move-reducers.ts';
import type {LiveServer, LiveService} from '../../../source/director/polling/live.ts';
import {drainLine} from '../../../source/features/drain/drain-line.ts';
import {drains} from '../../../source/features/drain/drains.ts';
import type {RememberedDrain} from '../../../source/plans/remembered-drain.ts';
import type {Sysctls} from '../../../source/plans/seen.ts';
import {assembly} from '../../../source/program/features.ts';
import {defaultSysctls} from '../../support/default-sysctls.ts';
import {type FakeOutside, fakeOutside, read} from '../../support/open-console.ts';
import {partsOf} from '../../support/parts-of.ts';
import {director, server, service} from '../../support/sample-director.ts';

const id = 'tcp:10.1.1.1:80';
const row = `${id} 10.0.0.1:80`;
const start = Date.UTC(2026, 0, 2, 3, 0, 0);
const drain: RememberedDrain = {service: id, server: '10.0.0.1:80', weight: 3, since: start};

let outside: FakeOutside;
let store: ConsoleStore;

function open(options: ConsoleOptions = {}): void {
	outside = fakeOutside();
	store = createConsoleStore(assembly, outside, options);
}

beforeEach(() => open());

/** A reading this many seconds after the start of the drain. */
function reading(
	seconds: number,
	told: Partial<LiveServer>,
	options: Partial<LiveService> = {},
): void {
	outside.time = seconds * 1000;
	const servers = [server('10.0.0.1:80', told), server('10.0.0.2:80')];
	store.update(
		receivePoll(
			read(
				director([service(id, servers, options)], {
					time: start + seconds * 1000,
					monotonic: seconds * 1000,
				}),
			),
		),
	);
}

function facts(drains: readonly RememberedDrain[], sysctls: Partial<Sysctls> = {}): void {
	store.update(
		receiveFacts({
			sysctls: {...defaultSysctls, ...sysctls},
			drains,
			owners: null,
		}),
	);
}

const followed = () => partsOf(store).drains.followed.get(row);
const said = (text: string): number =>
	store.getState().messages.filter(message => message.text.includes(text)).length;

describe('a remembered drain', () => {
	test('is followed from its true start, even by a console that was started later', () => {
		facts([drain]);
		reading(3600, {weight: 0, activeConnections: 6, inactiveConnections: 70});
		expect(followed()).toMatchObject({weight: 3, isEmpty: false});
		expect(followed()?.progress).toMatchObject({took: 3_600_000, left: 76});
	});

	test('is estimated by how fast its connections decrease', () => {
		facts([drain]);
		reading(10, {weight: 0, activeConnections: 40});
		reading(20, {weight: 0, activeConnections: 30});
		expect(followed()?.progress.toEmpty).toBe(30_000);
		expect(drainLine(drains.see(store.getState()))).toBe(
			'drain 10.0.0.1:80: 30 active, about 30 s to go',
		);
	});

	test('is reported as empty once, with its duration', () => {
		facts([drain]);
		reading(10, {weight: 0, activeConnections: 1});
		// A closing connection still counts: it may be half closed only.
		reading(20, {weight: 0, activeConnections: 0, inactiveConnections: 5});
		expect(said('is drained')).toBe(0);
		reading(42, {weight: 0, activeConnections: 0, inactiveConnections: 0});
		expect(store.getState().message?.text).toBe(
			'10.0.0.1:80 in tcp:10.1.1.1:80 is drained: empty after 42 s',
		);
		reading(44, {weight: 0});
		facts([drain]);
		reading(46, {weight: 0});
		expect(said('is drained')).toBe(1);
		expect(followed()).toMatchObject({isEmpty: true, emptyAfter: 42_000});
	});

	test('that was empty when the console started is no news, and its duration is unknown', () => {
		facts([drain]);
		reading(86_400, {weight: 0});
		reading(86_402, {weight: 0});
		expect(followed()).toMatchObject({isEmpty: true, emptyAfter: null});
		expect(said('is drained')).toBe(0);
	});

	test('of a server that is not in the table waits', () => {
		facts([{...drain, server: '10.9.9.9:80'}]);
		reading(1, {});
		expect([...partsOf(store).drains.followed]).toEqual([]);
	});
});

describe('a drain of a persistent service', () => {
	const persistence = {persistence: {timeout: 300, netmask: '255.255.255.255'}};

	test('requests persistent connections until there are none', () => {
		facts([drain]);
		reading(2, {weight: 0, activeConnections: 1}, persistence);
		expect(outside.asked).toContainEqual({want: {persistentConnections: true}});
		expect(followed()).toMatchObject({isEmpty: false, progress: {left: null}});

		reading(4, {weight: 0, persistentConnections: 2}, persistence);
		expect(followed()).toMatchObject({isEmpty: false, progress: {left: 2}});
		reading(6, {weight: 0, persistentConnections: 0}, persistence);
		expect(followed()?.isEmpty).toBe(true);
		expect(outside.asked.at(-1)).toEqual({want: {persistentConnections: false}});

		reading(8, {weight: 0, persistentConnections: null}, persistence);
		expect(followed()?.isEmpty).toBe(true);
	});

	test('does not request them if known clients leave by themselves', () => {
		facts([drain], {expireQuiescentTemplate: true});
		reading(2, {weight: 0, activeConnections: 1}, persistence);
		reading(4, {weight: 0}, persistence);
		expect(outside.asked).not.toContainEqual({want: {persistentConnections: true}});
		expect(followed()?.isEmpty).toBe(true);
	});
});

describe('weight set by somebody else', () => {
	/** The remembered drains were read again, unchanged. */
	const readAgain = () => facts([drain]);

	test('is reported once after another look, and the drain is forgotten', () => {
		facts([drain]);
		reading(2, {weight: 0, activeConnections: 1});
		reading(4, {weight: 5});
		expect(outside.asked).toContain('look again');
		readAgain();
		expect(said('no longer drained')).toBe(0);

		reading(6, {weight: 5});
		readAgain();
		expect(store.getState().message).toMatchObject({
			severity: 'warning',
			text: '10.0.0.1:80 in tcp:10.1.1.1:80 is no longer drained: somebody else set its weight to 5',
		});
		expect(outside.asked).toContainEqual({forget: drain});

		reading(8, {weight: 5});
		readAgain();
		reading(10, {weight: 5});
		readAgain();
		expect(said('no longer drained')).toBe(1);
	});

	test('is not reported if the drain was forgotten meanwhile: another lvstop has ended it', () => {
		facts([drain]);
		reading(2, {weight: 0});
		reading(4, {weight: 3});
		reading(6, {weight: 3});
		facts([]);
		reading(8, {weight: 3});
		expect(said('no longer drained')).toBe(0);
		expect(outside.asked).not.toContainEqual({forget: drain});
	});

	test('is reported by a read-only console, which does not forget the drain', () => {
		open({readOnly: true});
		facts([drain]);
		reading(4, {weight: 5});
		reading(6, {weight: 5});
		readAgain();
		reading(8, {weight: 5});
		readAgain();
		expect(said('no longer drained')).toBe(1);
		expect(outside.asked).not.toContainEqual({forget: drain});
	});

	test('after a time with weight 0 is reported again', () => {
		facts([drain]);
		reading(4, {weight: 5});
		reading(6, {weight: 0});
		reading(8, {weight: 5});
		readAgain();
		expect(said('no longer drained')).toBe(0);
	});
});

describe('the message line about drains', () => {
	const second: RememberedDrain = {...drain, server: '10.0.0.2:80', since: start + 1000};

	/** Both servers are drained, and the cursor is on a row. */
	function both(cursor: number): void {
		facts([drain, second]);
		const servers = [
			server('10.0.0.1:80', {weight: 0, activeConnections: 4}),
			server('10.0.0.2:80', {weight: 0, activeConnections: 8}),
			server('10.0.0.3:80'),
		];
		outside.time = 10_000;
		store.update(
			receivePoll(
				read(director([service(id, servers)], {time: start + 10_000, monotonic: 10_000})),
			),
		);
		store.update(moveCursor(cursor));
	}

	test.each([
		[1, 'drain 10.0.0.1:80: 4 active'],
		[2, 'drain 10.0.0.2:80: 8 active'],
		[3, 'drain 10.0.0.2:80: 8 active'],
	])('with the cursor on row %d is: %s', (cursor, text) => {
		both(cursor);
		expect(drainLine(drains.see(store.getState()))).toBe(text);
	});

	test('says how long the last connection lives, if known', async () => {
		outside.drains.longestExpiry = async ({server}) => (server === '10.0.0.2:80' ? 850 : null);
		both(3);
		await Promise.resolve();
		expect(drainLine(drains.see(store.getState()))).toBe(
			'drain 10.0.0.2:80: 8 active, the longest for 14 min 10 s',
		);
	});
});

test('the lifetime of connections is not read at every reading', () => {
	const asked: string[] = [];
	outside.drains.longestExpiry = async ({server}) => {
		asked.push(server);
		return null;
	};
	facts([drain]);
	for (let seconds = 2; seconds <= 20; seconds += 2) {
		reading(seconds, {weight: 0, activeConnections: 1});
	}

	expect(asked).toHaveLength(2);
	reading(40, {weight: 0});
	expect(asked).toHaveLength(2);
});
