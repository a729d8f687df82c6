import {beforeEach, describe, expect, test} from 'vitest';
import {moveCursor} from '../../../source/console/bindings/move.ts';
import {createConsoleStore} from '../../../source/console/state/console-store.ts';
import {receiveFacts, receivePoll} from '../../../source/console/state/director-reducers.ts';
import {askFilter} from '../../../source/console/state/filter-prompt.ts';
import type {ConsoleStore} from '../../../source/console/state/model.ts';
import {agree} from '../../../source/console/state/plan-dialog.ts';
import {closePrompt} from '../../../source/console/state/prompt.ts';
import type {LiveService} from '../../../source/director/polling/live.ts';
import {
	askDrain,
	askUndrain,
	drainRefused,
	fallbackOptionRefused,
	shownDrain,
	summariesOf,
	toggleDrainOption,
	undrainRefused,
} from '../../../source/features/drain/drain-actions.ts';
import {markShown} from '../../../source/features/services/table-reducers.ts';
import type {RememberedDrain} from '../../../source/plans/remembered-drain.ts';
import {assembly} from '../../../source/program/features.ts';
import {defaultSysctls} from '../../support/default-sysctls.ts';
import {type FakeOutside, fakeOutside, read} from '../../support/open-console.ts';
import {director, server, service} from '../../support/sample-director.ts';

const sysctls = defaultSysctls;

let outside: FakeOutside;
let store: ConsoleStore;

beforeEach(() => {
	outside = fakeOutside();
	store = createConsoleStore(assembly, outside);
});

/** The console on these services, with the cursor on the first server. */
function look(services: readonly LiveService[]): void {
	store.update(receivePoll(read(director(services))), moveCursor(0));
	store.update(receiveFacts({sysctls, drains: [], owners: null}), moveCursor(1));
}

const web = (first = {}, told: Partial<LiveService> = {}) =>
	service('tcp:10.1.1.1:80', [server('10.0.0.1:80', first), server('10.0.0.2:80')], told);

function commands(): readonly string[] {
	const {prompt} = store.getState();
	return prompt?.kind === 'confirm' ? prompt.plan.steps.map(({command}) => command.join(' ')) : [];
}

const drainHere = () => askDrain(store, store.getState().selection.targets());
const said = () => store.getState().message?.text;

describe('a drain', () => {
	test('leaves out servers with weight 0, and is refused if all have it', () => {
		look([web({weight: 0})]);
		expect(drainRefused(store.getState())).toMatchObject({sentence: 'it has weight 0'});
		store.update(markShown);
		expect(drainRefused(store.getState())).toBeNull();
		drainHere();
		expect(commands()).toEqual(['ipvsadm -e -t 10.1.1.1:80 -r 10.0.0.2:80 -m -w 0']);
	});

	test('of the rows as they were seen: changing an option does not take newer rows for them', () => {
		look([web({weight: 3}, {scheduler: 'sh'})]);
		drainHere();
		store.update(receivePoll(read(director([web({weight: 9}, {scheduler: 'sh'})]))));
		toggleDrainOption(store, 'fallbackFirst');
		const {prompt} = store.getState();
		expect(prompt?.kind === 'confirm' && prompt.plan.steps[0]?.before).toMatchObject({
			rule: {weight: 3},
		});
	});

	test('shows the numbers of the latest reading while it waits', () => {
		look([web({activeConnections: 5})]);
		drainHere();
		store.update(receivePoll(read(director([web({activeConnections: 2})]))));
		const state = store.getState();
		const {prompt} = state;
		const drain = shownDrain.of(prompt);
		if (drain === null) {
			throw new Error('a drain has to be shown');
		}

		const [summary] = summariesOf(state.director, drain);
		expect([...(summary?.present.values() ?? [])]).toEqual(['10.0.0.1:80: 2 active, 0 inactive']);
	});

	test('reads the number of persistent clients while it is shown', () => {
		look([web({}, {persistence: {timeout: 300, netmask: '255.255.255.255'}})]);
		drainHere();
		expect(outside.asked).toContainEqual({want: {persistentConnections: true}});
		store.update(closePrompt);
		expect(outside.asked.at(-1)).toEqual({want: {persistentConnections: false}});
	});
});

test('the fallback flag is offered only if one is missing', () => {
	look([web()]);
	expect(fallbackOptionRefused(store.getState())).toBe('this is only for drain plans');
	drainHere();
	expect(fallbackOptionRefused(store.getState())).toBe(
		'no service of this drain lacks a fallback flag',
	);
	store.update(closePrompt);
	look([web({}, {scheduler: 'mh'})]);
	drainHere();
	expect(fallbackOptionRefused(store.getState())).toBeNull();
});

describe('an undrain', () => {
	const drain: RememberedDrain = {
		...{service: 'tcp:10.1.1.1:80', server: '10.0.0.1:80'},
		...{weight: 1, since: 0},
	};
	const remember = (...drains: readonly RememberedDrain[]) =>
		store.update(receiveFacts({sysctls, drains, owners: null}));

	test('is available only if a weight is remembered', () => {
		look([web({weight: 0})]);
		expect(undrainRefused(store.getState())).toHaveProperty(
			'sentence',
			'the weight of 10.0.0.1:80 in tcp:10.1.1.1:80 before the drain is not known, because lvstop did not drain it; set the weight by hand',
		);
		remember({...drain, server: '10.0.0.2:80'});
		expect(undrainRefused(store.getState())).not.toBeNull();
		remember(drain);
		expect(undrainRefused(store.getState())).toBeNull();
	});

	test('is available for marked servers if a weight of one of them is remembered', () => {
		look([web({weight: 0})]);
		store.update(markShown);
		expect(undrainRefused(store.getState())).not.toBeNull();
		remember(drain);
		expect(undrainRefused(store.getState())).toBeNull();
	});
});

test('an undrain waits until the remembered drains are read', () => {
	store.update(receivePoll(read(director([web({weight: 0})]))), moveCursor(0));
	store.update(moveCursor(1));
	askUndrain(store, store.getState().selection.targets());
	expect(said()).toBe('the earlier drains have not been read yet');
});

describe('the option to delete', () => {
	const drain = {service: 'tcp:10.1.1.1:80', server: '10.0.0.1:80', weight: 1, since: 0} as const;

	/** The drain was confirmed and is remembered; the server has this many connections left. */
	async function drained(activeConnections: number): Promise<void> {
		look([web({activeConnections: 4})]);
		drainHere();
		toggleDrainOption(store, 'deleteWhenEmpty');
		await agree(store);
		store.update(receiveFacts({sysctls, drains: [drain], owners: null}));
		outside.time += 2000;
		empty(activeConnections);
	}

	function empty(activeConnections: number): void {
		const after = director([web({weight: 0, activeConnections})], {monotonic: outside.time});
		store.update(receivePoll(read(after)));
	}

	test('shows the plan when the server is empty, and carries nothing out', async () => {
		await drained(3);
		expect(commands()).toEqual([]);
		outside.time += 2000;
		empty(0);
		expect(commands()).toEqual(['ipvsadm -d -t 10.1.1.1:80 -r 10.0.0.1:80']);
		expect(outside.asked.filter(asked => JSON.stringify(asked).includes('"apply"'))).toHaveLength(
			1,
		);
	});

	test('waits until nothing else is being asked', async () => {
		await drained(3);
		store.update(askFilter);
		outside.time += 2000;
		empty(0);
		expect(store.getState().prompt).toMatchObject({name: 'filter'});
		expect(said()).toBe(
			'10.0.0.1:80 can be deleted: lvstop asks as soon as you have answered this',
		);
		store.update(closePrompt);
		expect(commands()).toEqual(['ipvsadm -d -t 10.1.1.1:80 -r 10.0.0.1:80']);
	});

	test('is given up when the server gets weight', async () => {
		await drained(3);
		const back = (at: number) =>
			store.update(receivePoll(read(director([web({weight: 1})], {monotonic: at}))));
		outside.time += 2000;
		back(outside.time);
		outside.time += 2000;
		empty(0);
		expect(commands()).toEqual([]);
	});
});
