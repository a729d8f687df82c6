import {expect, test} from 'vitest';
import {helpOverlay} from '../../source/console/bindings/help-overlay.ts';
import {moveCursor} from '../../source/console/bindings/move.ts';
import {messagesOverlay} from '../../source/console/bindings/screen.ts';
import {activeBindings} from '../../source/console/keys/active-bindings.ts';
import {askCommand} from '../../source/console/keys/command-name.ts';
import {pressKey} from '../../source/console/keys/dispatch.ts';
import {characterKey, namedKey} from '../../source/console/keys/key-events.ts';
import {placeOf} from '../../source/console/keys/place.ts';
import {createConsoleStore} from '../../source/console/state/console-store.ts';
import {receivePoll} from '../../source/console/state/director-reducers.ts';
import {askFilter} from '../../source/console/state/filter-prompt.ts';
import type {ConsoleStore} from '../../source/console/state/model.ts';
import {askInterval, openOverlay} from '../../source/console/state/screen-actions.ts';
import {openView} from '../../source/console/state/view.ts';
import {askForm} from '../../source/features/edit/forms/form-actions.ts';
import {log} from '../../source/features/log/log-list.ts';
import {openRealServer} from '../../source/features/servers/details-overlay.tsx';
import {markShownRealServers} from '../../source/features/servers/servers-actions.ts';
import {openDetails} from '../../source/features/services/details/details-overlay.tsx';
import {markShown} from '../../source/features/services/table-reducers.ts';
import {assembly} from '../../source/program/features.ts';
import {viewNames} from '../../source/program/view-names.ts';
import {loggedEntry} from '../support/logged-entry.ts';
import {fakeOutside, read} from '../support/open-console.ts';
import {director, sampleDirector, server, service} from '../support/sample-director.ts';

test('the command line knows the views by their names', () => {
	expect(viewNames).toEqual(assembly.views.map(({id}) => id));
});

/** The bindings of a place, as they work there. */
function bindingsAt(place: string) {
	const {store} = {store: createConsoleStore(assembly, fakeOutside())};
	const isView = assembly.views.some(({id}) => id === place);
	const state = isView ? {...store.getState(), view: place} : store.getState();
	return activeBindings(state, place);
}

const everywhere = [
	...assembly.views.map(({id}) => id),
	...assembly.overlays,
	...['text', 'question', 'confirm', 'consent'],
];

const keyTable = assembly.bindings;

const describedKeys = keyTable.flatMap(binding => binding.keys.map(key => ({key, binding})));

test.each(everywhere)('no key has two meanings at the place %s', place => {
	const here = bindingsAt(place).flatMap(({keys}) => keys);
	expect(here).toEqual([...new Set(here)]);
});

test.each(everywhere)('no command name means two things at the place %s', place => {
	const here = bindingsAt(place).map(({command}) => command);
	expect(here).toEqual([...new Set(here)]);
});

test.each(keyTable)('$command can be described', ({command, description, where}) => {
	expect(command).toMatch(/^[a-z]+(-[a-z]+)*$/);
	expect(description).toMatch(/^\S.*[^.\s]$/);
	expect(where.length).toBeGreaterThan(0);
});

test('every place can be left', () => {
	for (const place of everywhere) {
		const ways = bindingsAt(place).filter(({keys}) => keys.includes('esc') || keys.includes('q'));
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

const terminal = {quit() {}, suspend() {}, redraw() {}};

const waysIn: readonly (readonly [string, (store: ConsoleStore) => void])[] = [
	['the view', () => {}],
	['a server', store => store.update(moveCursor(1))],
	['marked servers', store => store.update(markShown)],
	['the machines', store => store.update(openView('servers'))],
	['marked machines', store => store.update(openView('servers'), markShownRealServers)],
	[
		'a machine',
		store => {
			store.update(openView('servers'));
			openRealServer(store);
		},
	],
	[
		'the log',
		store =>
			store.update(
				openView('log'),
				log.change(() => ({log: {entries: [loggedEntry(1, 5)], unreadable: 0}})),
			),
	],
	['the help', store => store.update(openOverlay(helpOverlay()))],
	['the messages', store => store.update(openOverlay(messagesOverlay))],
	['the details', openDetails],
	['a form', store => askForm(store, 'edit')],
	['a filter', store => store.update(askFilter)],
	['an interval', store => store.update(askInterval)],
	['a command', store => askCommand({store, terminal})],
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
		const store = createConsoleStore(assembly, outside, options);
		store.update(receivePoll(read(sampleDirector(told))));
		open(store);
		const context = {store, terminal};
		const places = new Set<string>();
		for (const key of [first, namedKey('enter'), characterKey('y'), namedKey('enter')]) {
			pressKey(context, key);
			places.add(placeOf(store.getState()));
		}

		expect(places).not.toContain('confirm');
		expect(places).not.toContain('consent');
		expect(store.getState().prompt).not.toMatchObject({name: 'weight'});
		expect(outside.asked).not.toContainEqual(expect.objectContaining({apply: expect.anything()}));
	}
});

test('a key that is missing because of permission says so', () => {
	const store = createConsoleStore(assembly, fakeOutside());
	store.update(
		receivePoll(read(director([service('tcp:10.1.1.1:80', [server('10.0.0.8:80')])], proc))),
	);
	pressKey({store, terminal}, characterKey('w'));
	expect(store.getState().message?.text).toBe('read-only: changes need root');
});
