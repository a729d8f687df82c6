import {expect, test} from 'vitest';
import {pressKey} from '../../source/console/keys/dispatch.ts';
import {characterKey, namedKey} from '../../source/console/keys/key-events.ts';
import {everywhere, type Place, placeOf} from '../../source/console/keys/place.ts';
import {scrollExtent} from '../../source/console/screen/scroll-extent.ts';
import {type ConsoleStore, createConsoleStore} from '../../source/console/state/console-store.ts';
import {moveCursor} from '../../source/console/state/move-reducers.ts';
import {receivePoll} from '../../source/console/state/poll-reducers.ts';
import {askCommand, askFilter, askInterval} from '../../source/console/state/prompt-reducers.ts';
import {
	openDetails,
	openHelp,
	openMessages,
	openView,
} from '../../source/console/state/screen-actions.ts';
import {askForm} from '../../source/features/edit/forms/form-actions.ts';
import {markShownMachines, openMachine} from '../../source/features/servers/servers-actions.ts';
import {markShown} from '../../source/features/services/table-reducers.ts';
import {keyTable} from '../../source/program/key-table.ts';
import {loggedEntry} from '../support/logged-entry.ts';
import {fakeOutside, read} from '../support/open-console.ts';
import {director, sampleDirector, server, service} from '../support/sample-director.ts';

const describedKeys = keyTable.flatMap(binding => binding.keys.map(key => ({key, binding})));

test.each(everywhere)('no key has two meanings at the place %s', place => {
	const here = keyTable.filter(({where}) => where.includes(place)).flatMap(({keys}) => keys);
	expect(here).toEqual([...new Set(here)]);
});

test.each(everywhere)('no command name means two things at the place %s', place => {
	const here = keyTable.filter(({where}) => where.includes(place)).map(({command}) => command);
	expect(here).toEqual([...new Set(here)]);
});

test.each(keyTable)('$command can be described', ({command, description, where}) => {
	expect(command).toMatch(/^[a-z]+(-[a-z]+)*$/);
	expect(description).toMatch(/^\S.*[^.\s]$/);
	expect(where.length).toBeGreaterThan(0);
});

test('every place can be left', () => {
	for (const place of everywhere) {
		const ways = keyTable.filter(
			({where, keys}) => where.includes(place) && (keys.includes('esc') || keys.includes('q')),
		);
		expect(ways.length, place).toBeGreaterThan(0);
	}
});

/** Every key that the table knows, and every character of the keyboard. */
const allKeys = [
	...new Set([
		...describedKeys.map(({key}) => key),
		...Array.from({length: 95}, (_, index) => String.fromCodePoint(0x20 + index)),
	]),
].map(key => (key.length === 1 ? characterKey(key) : namedKey(key)));

const waysIn: readonly (readonly [string, (store: ConsoleStore) => void])[] = [
	['the view', () => {}],
	['a server', store => store.update(moveCursor(1))],
	['marked servers', store => store.update(markShown)],
	['the machines', store => store.update(openView('servers'))],
	['marked machines', store => store.update(openView('servers'), markShownMachines)],
	['a machine', store => store.update(openView('servers'), openMachine)],
	[
		'the log',
		store =>
			store.update(openView('log'), ({log}) => ({
				log: {...log, log: {entries: [loggedEntry(1, 5)], unreadable: 0}},
			})),
	],
	['the help', openHelp],
	['the messages', openMessages],
	['the details', openDetails],
	['a form', store => askForm(store, 'edit')],
	['a filter', store => store.update(askFilter)],
	['an interval', store => store.update(askInterval)],
	['a command', store => store.update(askCommand)],
];

const proc = {access: {level: 'proc', missing: 'changes need root'}} as const;

test.each(
	waysIn.flatMap(([name, open]) => [
		{name, open, why: '--read-only', options: {readOnly: true}, told: {}},
		{name, open, why: 'an ordinary user', options: {}, told: proc},
	]),
)('no two keys after each other change anything from $name with $why', ({open, options, told}) => {
	for (const first of allKeys) {
		const outside = fakeOutside();
		const store = createConsoleStore(outside, options);
		store.update(receivePoll(read(sampleDirector(told))));
		open(store);
		const terminal = {quit() {}, suspend() {}, redraw() {}};
		const context = {store, terminal, table: keyTable, scrollExtent};
		const places = new Set<Place>();
		for (const key of [first, namedKey('enter'), characterKey('y'), namedKey('enter')]) {
			pressKey(context, key);
			places.add(placeOf(store.getState()));
		}

		expect(places).not.toContain('confirm');
		expect(places).not.toContain('consent');
		expect(store.getState().prompt?.kind).not.toBe('weight');
		expect(outside.asked).not.toContainEqual(expect.objectContaining({apply: expect.anything()}));
	}
});

test('a key that is not there for want of permission says so', () => {
	const store = createConsoleStore(fakeOutside());
	store.update(
		receivePoll(read(director([service('tcp:10.1.1.1:80', [server('10.0.0.8:80')])], proc))),
	);
	const terminal = {quit() {}, suspend() {}, redraw() {}};
	pressKey({store, terminal, table: keyTable, scrollExtent}, characterKey('w'));
	expect(store.getState().message?.text).toBe('read-only: changes need root');
});
