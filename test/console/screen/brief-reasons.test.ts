/** Why a key cannot be used on a row: a sentence, and a few words that fit into the line of key hints. */
import {describe, expect, it} from 'vitest';
import {activeBindings} from '../../../source/console/keys/active-bindings.ts';
import {placeOf} from '../../../source/console/keys/place.ts';
import {receiveFacts} from '../../../source/console/state/director-reducers.ts';
import {sayDeparture} from '../../../source/console/state/message.ts';
import type {ConsoleStore, Reducer} from '../../../source/console/state/model.ts';
import {briefCells, briefOf, sentenceOf} from '../../../source/console/state/refusal.ts';
import {textWidth} from '../../../source/console/text/text.ts';
import {unknownSysctls} from '../../../source/plans/known-row.ts';
import {keyboard} from '../../support/keyboard.ts';
import {director, server, service} from '../../support/sample-director.ts';

/** With every kind of row: a service; drained, weighted, `Local`, with another port, and not known in full. */
const rows = director([
	service('tcp:[2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff]:65535', [
		server('[2001:db8:1111:2222:3333:4444:5555:1]:65535', {weight: 0}),
		server('[2001:db8:1111:2222:3333:4444:5555:2]:65535', {weight: 5}),
		server('[2001:db8:1111:2222:3333:4444:5555:3]:65535', {forwarding: 'local'}),
		server('[2001:db8:1111:2222:3333:4444:5555:4]:65535', {
			rule: null,
			unreadable: {text: '-> something long that ipvsadm has printed', reason: 'not an address'},
		}),
	]),
	service('tcp:10.0.0.1:80', [], {rule: null}),
]);

const facts = receiveFacts({sysctls: unknownSysctls, drains: [], owners: []});
const nothing: Reducer = () => ({});

/** The reasons at the cursor for the keys that change a row. */
function reasonsOf({getState}: Pick<ConsoleStore, 'getState'>) {
	const state = getState();
	return activeBindings(state, placeOf(state))
		.filter(({changes, where}) => changes && where.some(kind => ['targets', 'rows'].includes(kind)))
		.flatMap(({command, disabled}) => {
			const reason = disabled?.(state) ?? null;
			return reason === null ? [] : [{command, reason}];
		});
}

describe('a reason at the cursor', () => {
	it.each([
		['a service', '', facts, {weight: 'a service', drain: 'a service', undrain: 'a service'}],
		['a server at 0', 'j', nothing, {drain: 'has weight 0', undrain: 'drains not read yet'}],
		['a server at 0', 'j', facts, {drain: 'has weight 0', undrain: 'earlier weight not known'}],
		['a server with weight', 'jj', facts, {undrain: 'not drained'}],
		[
			'a Local server',
			'jjj',
			facts,
			{weight: 'ipvsadm cannot edit it', edit: 'ipvsadm cannot edit it', undrain: 'not drained'},
		],
		[
			'a server that cannot be read',
			'jjjj',
			facts,
			{weight: 'entry is not fully known', edit: 'entry is not fully known'},
		],
		[
			'a service that is not known in full',
			'G',
			facts,
			{edit: 'entry is not fully known', 'copy-service': 'entry is not fully known'},
		],
		[
			'a row under a cursor that moved',
			'',
			sayDeparture('10.0.0.8:80 is gone'),
			{
				weight: 'another row: press again',
				delete: 'another row: press again',
				zero: 'another row: press again',
			},
		],
		[
			'a row while another one is awaited',
			'',
			() => ({awaited: 'tcp:10.0.0.9:80' as const}),
			{
				weight: 'wait for the new row',
				delete: 'wait for the new row',
			},
		],
	] as const)('on %s is brief (%j)', (_, script, change, expected) => {
		const {store, press} = keyboard(rows);
		press(script);
		store.update(change);
		const found = reasonsOf(store);
		expect(
			Object.fromEntries(found.map(({command, reason}) => [command, briefOf(reason)])),
		).toMatchObject(expected);
		for (const {reason} of found) {
			expect(textWidth(briefOf(reason))).toBeLessThanOrEqual(briefCells);
			expect(briefOf(reason)).not.toBe('');
			expect(sentenceOf(reason).length).toBeGreaterThanOrEqual(briefOf(reason).length);
		}
	});

	it.each([
		['before the first reading', null],
		['without rows', director([])],
	])('%s is brief too', (_, live) => {
		const {store, press} = keyboard(live);
		for (const view of ['1', '2', '3']) {
			press(view);
			for (const {reason} of reasonsOf(store)) {
				expect(textWidth(briefOf(reason))).toBeLessThanOrEqual(briefCells);
			}
		}
	});
});
