/**
 * A console that may change nothing: no key in any place, however it was reached, and no command by name reaches
 * anything that changes the director. Every new place has to be added here, or a test fails.
 */
import {describe, expect, test} from 'vitest';
import {columnsOverlay} from '../../../source/console/bindings/columns.ts';
import {helpOverlay} from '../../../source/console/bindings/help-overlay.ts';
import {moveCursor} from '../../../source/console/bindings/move.ts';
import {messagesOverlay} from '../../../source/console/bindings/screen.ts';
import {askCommand} from '../../../source/console/keys/command-name.ts';
import {pressKey} from '../../../source/console/keys/dispatch.ts';
import {characterKey, namedKey} from '../../../source/console/keys/key-events.ts';
import {placeOf} from '../../../source/console/keys/place.ts';
import type {ConsoleOptions} from '../../../source/console/state/console-state.ts';
import {createConsoleStore} from '../../../source/console/state/console-store.ts';
import {receivePoll} from '../../../source/console/state/director-reducers.ts';
import {askFilter} from '../../../source/console/state/filter-prompt.ts';
import type {CommandContext, ConsoleStore, Overlay} from '../../../source/console/state/model.ts';
import {openOverlay} from '../../../source/console/state/screen-actions.ts';
import {openView} from '../../../source/console/state/view.ts';
import {receiveChecks} from '../../../source/features/checks/console/checks-actions.ts';
import {askDrain} from '../../../source/features/drain/drain-actions.ts';
import {askForm} from '../../../source/features/edit/forms/form-actions.ts';
import {problemsOverlay} from '../../../source/features/problems/problems-overlay.ts';
import {realServerOverlay} from '../../../source/features/servers/details-overlay.tsx';
import {detailsOverlay} from '../../../source/features/services/details/details-overlay.tsx';
import {markShown} from '../../../source/features/services/table-reducers.ts';
import {ask} from '../../../source/features/snapshots/console/snapshot-actions.ts';
import {unfinishedOverlay} from '../../../source/features/snapshots/console/unfinished-actions.ts';
import {askForWeight} from '../../../source/features/weight/weight-actions.ts';
import {assembly} from '../../../source/program/features.ts';
import {resultOf} from '../../features/checks/facts-of.ts';
import {fakeSnapshot} from '../../support/fake-snapshots.ts';
import {type FakeOutside, fakeOutside, read} from '../../support/open-console.ts';
import {sampleDirector, service} from '../../support/sample-director.ts';

const terminal = {quit() {}, suspend() {}, redraw() {}};

type WayIn = (store: ConsoleStore) => void;

const saved = fakeSnapshot(1, ['-A -t 10.1.1.1:80 -s rr']);

const viewIds = assembly.views.map(({id}) => id);

const view =
	(id: string): WayIn =>
	store =>
		store.update(openView(id));

const overlay =
	(shown: Omit<Overlay, 'scroll'>): WayIn =>
	store =>
		store.update(openOverlay(shown));

/** An overlay whose keys depend on its place alone. */
const text = (place: string): WayIn => overlay({place, text: () => ({title: place, lines: []})});

/** Opens a plan although changes are not allowed, as when permission is lost meanwhile. */
function planOf(store: ConsoleStore, all: boolean): void {
	store.update(openView('services'));
	const {services} = sampleDirector();
	const targets = services.flatMap(service => service.servers.map(server => ({service, server})));
	askDrain(store, all ? targets : targets.slice(0, 1));
}

const unfinished = {
	name: '/snapshots/wanted.ipvs',
	user: 'ann',
	began: '2026-01-02T03:04:05.000Z',
	before: '/snapshots/before.ipvs',
};

/** The ways to reach each place; the first is the place itself. */
const waysIn: Readonly<Record<string, readonly WayIn[]>> = {
	services: [
		view('services'),
		store => store.update(moveCursor(1)),
		store => store.update(markShown),
	],
	servers: [view('servers')],
	connections: [view('connections')],
	traffic: [view('traffic')],
	snapshots: [view('snapshots')],
	log: [view('log')],
	checks: [
		view('checks'),
		store => {
			const found = resultOf({services: [service('tcp:10.1.1.1:80', [])]});
			store.update(openView('checks'), receiveChecks(found, 0));
		},
	],
	'check-details': [text('check-details')],
	director: [text('director')],
	problems: [overlay(problemsOverlay)],
	help: [overlay(helpOverlay())],
	messages: [overlay(messagesOverlay)],
	columns: [overlay(columnsOverlay)],
	details: [overlay(detailsOverlay('tcp:172.16.249.138:80 10.0.0.8:80'))],
	rules: [text('rules')],
	difference: [text('difference')],
	unfinished: [overlay(unfinishedOverlay(unfinished))],
	'real-server': [overlay(realServerOverlay('10.0.0.8'))],
	'log-entry': [text('log-entry')],
	connection: [text('connection')],
	notices: [text('notices')],
	form: [
		store => {
			store.update(moveCursor(1));
			askForm(store, 'edit');
		},
	],
	text: [
		store => store.update(askFilter),
		store => askCommand({store, terminal}),
		store => {
			store.update(moveCursor(1));
			askForWeight(store);
		},
	],
	question: [store => ask(store, {what: 'delete', snapshot: saved})],
	confirm: [store => planOf(store, false)],
	consent: [store => planOf(store, true)],
};

/** Every key that the table knows, and every character of the keyboard. */
const allKeys = [
	...new Set([
		...assembly.bindings.flatMap(({keys}) => keys),
		...Array.from({length: 95}, (_, index) => String.fromCodePoint(0x20 + index)),
	]),
].map(key => (key.length === 1 ? characterKey(key) : namedKey(key)));

interface Opened {
	readonly outside: FakeOutside;
	readonly context: CommandContext;
}

interface Permission {
	readonly why: string;
	readonly options: ConsoleOptions;
	readonly level: 'full' | 'proc';
}

const permissions: readonly Permission[] = [
	{why: '--read-only', options: {readOnly: true}, level: 'full'},
	{why: 'an ordinary user', options: {}, level: 'proc'},
];

function open({options, level}: Permission): Opened {
	const outside = fakeOutside();
	outside.snapshots.saved = [saved];
	const store = createConsoleStore(assembly, outside, options);
	const missing = level === 'full' ? null : 'changes need root';
	store.update(receivePoll(read(sampleDirector({access: {level, missing}}))));
	return {outside, context: {store, terminal}};
}

/** The calls that would change the director. */
function changesAsked({outside}: Opened): readonly unknown[] {
	return outside.asked.filter(
		asked =>
			typeof asked === 'object' && asked !== null && ('apply' in asked || 'restore' in asked),
	);
}

/** Every place. */
const everywhere = [
	...viewIds,
	...assembly.overlays,
	...['text', 'question', 'confirm', 'consent'],
];

test('every place is come to', () => {
	expect(Object.keys(waysIn).toSorted()).toEqual(everywhere.toSorted());
});

const cases = everywhere.flatMap(place =>
	permissions.flatMap(permission =>
		(waysIn[place] ?? []).map((way, index) => ({place, way, index, ...permission})),
	),
);

test.each(cases)(
	'no key at $place ($index) changes anything with $why',
	({place, way, ...told}) => {
		for (const first of allKeys) {
			const opened = open(told);
			const {context} = opened;
			way(context.store);
			expect(placeOf(context.store.getState())).toBe(place);
			for (const key of [first, namedKey('enter'), characterKey('y'), namedKey('enter')]) {
				pressKey(context, key);
			}

			expect(changesAsked(opened), first.key).toEqual([]);
		}
	},
);

const names = [...new Set(assembly.bindings.map(({command}) => command))];

describe.each(viewIds)('in the view %s', id => {
	test.each(permissions)('no command by name changes anything with $why', told => {
		for (const name of names) {
			const opened = open(told);
			const {context} = opened;
			context.store.update(openView(id), moveCursor(1));
			const keys = [...`:${name}`].map(characterKey);
			for (const key of [...keys, namedKey('enter'), characterKey('y'), namedKey('enter')]) {
				pressKey(context, key);
			}

			const {prompt} = context.store.getState();
			expect(prompt?.kind, name).not.toBe('confirm');
			expect(prompt, name).not.toMatchObject({name: 'weight'});
			expect(changesAsked(opened), name).toEqual([]);
		}
	});
});

test('the same keys do change something if it is allowed, so this test proves something', () => {
	const opened = open({why: '', options: {}, level: 'full'});
	planOf(opened.context.store, false);
	pressKey(opened.context, characterKey('y'));
	expect(changesAsked(opened)).toHaveLength(1);
});

test('a dry run carries no plan out, wherever it comes from', () => {
	for (const all of [false, true]) {
		const opened = open({why: '', options: {dryRun: true}, level: 'full'});
		planOf(opened.context.store, all);
		for (const key of [...'yyes'].map(characterKey)) {
			pressKey(opened.context, key);
		}

		pressKey(opened.context, namedKey('enter'));
		expect(changesAsked(opened)).toEqual([]);
	}
});
