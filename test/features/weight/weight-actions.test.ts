import {beforeEach, describe, expect, test} from 'vitest';
import {moveCursor} from '../../../source/console/bindings/move.ts';
import {createConsoleStore} from '../../../source/console/state/console-store.ts';
import {receivePoll} from '../../../source/console/state/director-reducers.ts';
import type {ConsoleStore} from '../../../source/console/state/model.ts';
import {targetsRefused} from '../../../source/console/state/permission.ts';
import {agree, disagree} from '../../../source/console/state/plan-dialog.ts';
import {accept, type as typeText} from '../../../source/console/state/prompt.ts';
import {toggleMark} from '../../../source/features/services/table-reducers.ts';
import {askForWeight, stepWeights} from '../../../source/features/weight/weight-actions.ts';
import type {Outcome} from '../../../source/plans/plan.ts';
import {assembly} from '../../../source/program/features.ts';
import {type FakeOutside, fakeOutside, read} from '../../support/open-console.ts';
import {partsOf} from '../../support/parts-of.ts';
import {director, server, service} from '../../support/sample-director.ts';

const web = director([
	service('tcp:10.1.1.1:80', [
		server('10.0.0.1:80', {weight: 3, upperThreshold: 50, lowerThreshold: 20}),
		server('10.0.0.2:80', {weight: 1}),
	]),
]);

let outside: FakeOutside;
let store: ConsoleStore;

beforeEach(() => {
	outside = fakeOutside();
	store = createConsoleStore(assembly, outside);
	store.update(receivePoll(read(web)), moveCursor(0));
	store.update(moveCursor(1));
});

function commands(): readonly string[] {
	const {prompt} = store.getState();
	return prompt?.kind === 'confirm' ? prompt.plan.steps.map(({command}) => command.join(' ')) : [];
}

function typeWeight(text: string): void {
	askForWeight(store);
	store.update(typeText({edit: 'insert', text}));
	accept(store);
}

const said = (): string | undefined => store.getState().message?.text;

describe('a typed weight', () => {
	test('becomes a plan with the whole entry, and nothing is run before it is agreed to', () => {
		typeWeight('5');
		expect(commands()).toEqual(['ipvsadm -e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 5 -x 50 -y 20']);
		expect(outside.asked).toEqual([]);
	});

	test('that is invalid stays at the prompt', () => {
		typeWeight('70000');
		expect(store.getState().prompt).toMatchObject({name: 'weight'});
	});

	test('that is empty changes nothing', () => {
		typeWeight('');
		expect(store.getState().prompt).toBeNull();
		expect(said()).toBe('no weight given: nothing was changed');
	});

	test('that the server already has makes no plan and says so', () => {
		typeWeight('3');
		expect(store.getState().prompt).toBeNull();
		expect(said()).toBe('10.0.0.1:80 already has weight 3');
	});

	test('is for the marked servers, wherever the cursor is', () => {
		store.update(toggleMark, toggleMark);
		store.update(moveCursor(-10));
		expect(targetsRefused(store.getState())).toBeNull();
		typeWeight('9');
		expect(commands()).toEqual([
			'ipvsadm -e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 9 -x 50 -y 20',
			'ipvsadm -e -t 10.1.1.1:80 -r 10.0.0.2:80 -m -w 9',
		]);
	});

	test('is for the row as it was when the question was asked', () => {
		askForWeight(store);
		const changed = director([
			service('tcp:10.1.1.1:80', [server('10.0.0.1:80', {weight: 7, forwarding: 'route'})]),
		]);
		store.update(receivePoll(read(changed)));
		store.update(typeText({edit: 'insert', text: '5'}));
		accept(store);
		const {prompt} = store.getState();
		expect(prompt?.kind === 'confirm' && prompt.plan.steps[0]?.before).toMatchObject({
			rule: {weight: 3, forwarding: 'masq'},
		});
	});
});

describe('steps', () => {
	test('add up while the plan waits', () => {
		stepWeights(store, 1);
		stepWeights(store, 1);
		stepWeights(store, 1);
		expect(commands()).toEqual(['ipvsadm -e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 6 -x 50 -y 20']);
		stepWeights(store, -1);
		expect(commands()).toEqual(['ipvsadm -e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 5 -x 50 -y 20']);
	});

	test('that return to the start leave nothing to confirm', () => {
		stepWeights(store, -1);
		stepWeights(store, 1);
		expect(store.getState().prompt).toBeNull();
		expect(said()).toBe('no weight would change');
	});
});

test('on a service there is advice', () => {
	store.update(moveCursor(-1));
	expect(targetsRefused(store.getState())).toHaveProperty(
		'sentence',
		'this is a service: go to one of its servers, or mark them with Space',
	);
});

describe('an agreed plan', () => {
	test('runs, and requests a reading that shows it', async () => {
		stepWeights(store, 1);
		await agree(store);
		expect(outside.asked).toEqual([
			{apply: ['ipvsadm -e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 4 -x 50 -y 20']},
			'refresh',
		]);
		expect(said()).toBe('done: weight of 10.0.0.1:80 in tcp:10.1.1.1:80: 3 → 4');
	});

	test('does not change the weight on the screen: only a reading does', async () => {
		stepWeights(store, 1);
		await agree(store);
		const row = partsOf(store).services.rows[1];
		expect(row?.kind === 'server' && row.server.weight).toBe(3);
	});

	test('lets no other change begin while it is under way', async () => {
		let finish: (outcome: Outcome) => void = () => {};
		outside.outcome = new Promise(resolve => {
			finish = resolve;
		});
		stepWeights(store, 1);
		const ended = agree(store);
		expect(said()).toContain('running: weight of 10.0.0.1:80');
		expect(targetsRefused(store.getState())).toHaveProperty(
			'sentence',
			expect.stringContaining('is still running'),
		);
		await agree(store);
		finish({result: 'done', steps: 1, warnings: []});
		await ended;
		expect(outside.asked).toHaveLength(2);
		expect(targetsRefused(store.getState())).toBeNull();
	});

	test.each<{outcome: Outcome; severity: string; text: string}>([
		{
			outcome: {result: 'refused', reason: 'changed in the meantime: weight is 2'},
			severity: 'error',
			text: 'refused, nothing was changed: changed in the meantime: weight is 2',
		},
		{
			outcome: {result: 'failed', reason: 'No such destination', done: 0, warnings: []},
			severity: 'error',
			text: 'failed after 0 of 1 commands: No such destination',
		},
		{
			outcome: {result: 'done', steps: 1, warnings: ['the log cannot be written']},
			severity: 'warning',
			text: 'done: weight of 10.0.0.1:80 in tcp:10.1.1.1:80: 3 → 4; but the log cannot be written',
		},
	])('that is $outcome.result is reported', async ({outcome, severity, text}) => {
		outside.outcome = outcome;
		stepWeights(store, 1);
		await agree(store);
		expect(store.getState().message).toMatchObject({severity, text});
	});

	test('that crashes while running is reported and does not hang', async () => {
		outside.outcome = Promise.reject(new Error('ssh: connection lost'));
		stepWeights(store, 1);
		await agree(store);
		expect(said()).toContain('ssh: connection lost');
		expect(store.getState().applying).toBeNull();
	});

	test('that was not confirmed does not run', async () => {
		stepWeights(store, 1);
		disagree(store);
		await agree(store);
		expect(outside.asked).toEqual([]);
		expect(said()).toBe('nothing was changed');
	});
});

test('a plan that drops traffic runs only after the word', async () => {
	const last = director([service('tcp:10.1.1.1:80', [server('10.0.0.1:80')])]);
	store.update(receivePoll(read(last)));
	typeWeight('0');
	await agree(store);
	expect(outside.asked).toEqual([]);
	store.update(typeText({edit: 'insert', text: 'yes'}));
	await agree(store);
	expect(outside.asked).toContainEqual({
		apply: ['ipvsadm -e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 0'],
	});
});
