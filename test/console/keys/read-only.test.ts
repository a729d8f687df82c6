/**
 * A console that may change nothing: no key in any place, no matter how one came there, and no command by
 * name reaches anything that changes the director. A place that is new has to be added here, or this does
 * not compile.
 */
import {describe, expect, test} from 'vitest';
import type {CommandContext} from '../../../source/console/keys/binding.ts';
import {pressKey} from '../../../source/console/keys/dispatch.ts';
import {characterKey, namedKey} from '../../../source/console/keys/key-events.ts';
import {everywhere, type Place, placeOf} from '../../../source/console/keys/place.ts';
import {scrollExtent} from '../../../source/console/screen/scroll-extent.ts';
import type {ConsoleOptions, Overlay} from '../../../source/console/state/console-state.ts';
import {
	type ConsoleStore,
	createConsoleStore,
} from '../../../source/console/state/console-store.ts';
import {moveCursor} from '../../../source/console/state/move-reducers.ts';
import {showProposal} from '../../../source/console/state/plan-actions.ts';
import {receivePoll} from '../../../source/console/state/poll-reducers.ts';
import {askCommand, askFilter, askWeight} from '../../../source/console/state/prompt-reducers.ts';
import {openView} from '../../../source/console/state/screen-actions.ts';
import {targetsOf} from '../../../source/console/state/targets.ts';
import {viewIds} from '../../../source/console/state/views.ts';
import {proposeDrain} from '../../../source/features/drain/drain.ts';
import {askForm} from '../../../source/features/edit/forms/form-actions.ts';
import {markShown} from '../../../source/features/services/table-reducers.ts';
import {snapshotPrompt} from '../../../source/features/snapshots/console/snapshot-prompt.ts';
import {unknownSysctls} from '../../../source/plans/seen.ts';
import {keyTable} from '../../../source/program/key-table.ts';
import {fakeSnapshot} from '../../support/fake-snapshots.ts';
import {type FakeOutside, fakeOutside, read} from '../../support/open-console.ts';
import {sampleDirector} from '../../support/sample-director.ts';

type WayIn = (store: ConsoleStore) => void;

const saved = fakeSnapshot(1, ['-A -t 10.1.1.1:80 -s rr']);

const view =
	(id: (typeof viewIds)[number]): WayIn =>
	store =>
		store.update(openView(id));

const overlay =
	(shown: Overlay): WayIn =>
	store =>
		store.update(() => ({overlay: shown}));

/** A plan waits although nothing may be changed, as where the permission is lost while it does. */
function planOf(store: ConsoleStore, all: boolean): void {
	store.update(openView('services'));
	const {services} = sampleDirector();
	const targets = services.flatMap(service => service.servers.map(server => ({service, server})));
	const choice = {sysctls: unknownSysctls, settings: null, services, fallbackFirst: true};
	const proposal = proposeDrain(all ? targets : targets.slice(0, 1), choice);
	showProposal(store, proposal, {
		origin: 'test',
		purpose: {
			kind: 'drain',
			targets,
			wishes: {fallbackFirst: true, deleteWhenEmpty: false},
		},
	});
}

const connection = {
	protocol: 'tcp',
	client: {address: '10.9.9.9', port: 1},
	virtual: {address: '10.1.1.1', port: 80},
	server: {address: '10.0.0.8', port: 80},
	state: 'ESTABLISHED',
	expires: 900,
	engine: null,
	template: false,
	invalid: false,
	service: null,
	standing: 'orphan',
} as const;

const unfinished = {
	name: '/snapshots/wanted.ipvs',
	user: 'ann',
	began: '2026-01-02T03:04:05.000Z',
	before: '/snapshots/before.ipvs',
};

/** How every place is come to; the first way is the place itself. */
const waysIn: Readonly<Record<Place, readonly WayIn[]>> = {
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
	help: [overlay({kind: 'help', scroll: 0})],
	messages: [overlay({kind: 'messages', scroll: 0})],
	details: [overlay({kind: 'details', row: 'tcp:172.16.249.138:80 10.0.0.8:80', scroll: 0})],
	rules: [overlay({kind: 'rules', title: 'rules', lines: [], scroll: 0})],
	difference: [overlay({kind: 'difference', title: '', counts: '', lines: [], scroll: 0})],
	unfinished: [overlay({kind: 'unfinished', unfinished, scroll: 0})],
	machine: [overlay({kind: 'machine', machine: '10.0.0.8', scroll: 0})],
	'log-entry': [overlay({kind: 'log-entry', entry: '', scroll: 0})],
	connection: [overlay({kind: 'connection', connection, scroll: 0})],
	notices: [overlay({kind: 'notices', scroll: 0})],
	form: [
		store => {
			store.update(moveCursor(1));
			askForm(store, 'edit');
		},
	],
	text: [
		store => store.update(askFilter),
		store => store.update(askCommand),
		store => {
			store.update(moveCursor(1));
			store.update(askWeight(targetsOf(store.getState())));
		},
	],
	question: [
		store => store.update(() => ({prompt: snapshotPrompt({what: 'delete', snapshot: saved})})),
	],
	confirm: [store => planOf(store, false)],
	consent: [store => planOf(store, true)],
};

/** Every key that the table knows, and every character of the keyboard. */
const allKeys = [
	...new Set([
		...keyTable.flatMap(({keys}) => keys),
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
	const store = createConsoleStore(outside, options);
	const missing = level === 'full' ? null : 'changes need root';
	store.update(receivePoll(read(sampleDirector({access: {level, missing}}))));
	const terminal = {quit() {}, suspend() {}, redraw() {}};
	return {outside, context: {store, terminal, table: keyTable, scrollExtent}};
}

/** What was asked of the outside that changes the director. */
function changesAsked({outside}: Opened): readonly unknown[] {
	return outside.asked.filter(
		asked =>
			typeof asked === 'object' && asked !== null && ('apply' in asked || 'restore' in asked),
	);
}

const cases = everywhere.flatMap(place =>
	permissions.flatMap(permission =>
		waysIn[place].map((way, index) => ({place, way, index, ...permission})),
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

const names = [...new Set(keyTable.map(({command}) => command))];

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
			expect(prompt?.kind, name).not.toBe('weight');
			expect(changesAsked(opened), name).toEqual([]);
		}
	});
});

test('the same keys do change something where it is allowed, so that this proves something', () => {
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
