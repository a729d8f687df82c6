import {describe, expect, test} from 'vitest';
import {receivePoll} from '../../../source/console/state/director-reducers.ts';
import type {LiveDirector} from '../../../source/director/polling/live.ts';
import {changeInWords, changesOf, timeOfChange} from '../../../source/features/changes/index.ts';
import {noteLogged, noteOutside, notePlan} from '../../../source/features/changes/note-changes.ts';
import {
	byService,
	type Change,
	keptFor,
	most,
	withChange,
} from '../../../source/features/changes/slice.ts';
import {rowChanges} from '../../../source/features/outside/row-changes.ts';
import type {Outcome, Plan} from '../../../source/plans/plan.ts';
import {type KeyStore, keyStore} from '../../support/key-store.ts';
import {read} from '../../support/open-console.ts';
import {director, server, service} from '../../support/sample-director.ts';

const web = 'tcp:10.1.1.1:80';
const mail = 'tcp:10.1.1.1:25';
const [one, two] = [`${web} 10.0.0.8:80`, `${web} 10.0.0.9:80`] as const;

/** A director at a monotonic time, with the weight of its first server. */
function at(monotonic: number, weight = 1): LiveDirector {
	return director(
		[
			service(web, [server('10.0.0.8:80', {weight}), server('10.0.0.9:80')]),
			service(mail, [server('10.0.0.8:25')]),
		],
		{monotonic, time: Date.parse('2026-01-01T12:00:00Z') + monotonic},
	);
}

/** The plan that gives the first server a weight. */
function weightPlan(before: LiveDirector, weight: number): Plan {
	const [service] = before.services;
	const rule = service?.servers[0]?.rule;
	if (!service || !rule) {
		throw new Error('the sample has no rule');
	}

	return {
		title: `weight of 10.0.0.8:80 in ${web}: ${rule.weight} → ${weight}`,
		danger: 'none',
		warnings: [],
		steps: [
			{
				command: ['ipvsadm'],
				before: {row: 'server', service: service.key, rule},
				after: {row: 'server', service: service.key, rule: {...rule, weight}},
			},
		],
	};
}

function noted(before: LiveDirector, after: LiveDirector) {
	return rowChanges(before.services, after.services).map(change => ({
		...change,
		time: after.time,
		monotonic: after.monotonic,
	}));
}

function wordsOf({store}: KeyStore, row: Parameters<typeof changesOf>[1]): readonly string[] {
	return changesOf(store.getState().director, row).map(
		change => `${change.by}: ${changeInWords(change, row)}`,
	);
}

describe('the list of changes', () => {
	test('has a plan of this console on its row, its service and the director, at the time of its end', async () => {
		const console = keyStore();
		await console.poll(at(1000));
		console.outside.time = 5000;
		console.store.update(
			notePlan(weightPlan(at(1000), 0), {result: 'done', steps: 1, warnings: []}),
		);
		expect(wordsOf(console, one)).toEqual(['this-console: weight of 10.0.0.8:80: 1 → 0']);
		expect(wordsOf(console, web)).toEqual(['this-console: weight of 10.0.0.8:80: 1 → 0']);
		expect(wordsOf(console, null)).toEqual([
			`this-console: weight of 10.0.0.8:80 in ${web}: 1 → 0`,
		]);
		expect(wordsOf(console, two)).toEqual([]);
		expect(wordsOf(console, mail)).toEqual([]);
		const {director} = console.store.getState();
		expect(changesOf(director, one).map(change => timeOfChange(director, change))).toEqual([
			Date.parse('2026-01-01T12:00:05Z'),
		]);
	});

	test('has a change from outside for longer than its row shows it', async () => {
		const console = keyStore();
		await console.poll(at(1000));
		await console.poll(at(3000, 0));
		console.store.update(noteOutside(noted(at(1000), at(3000, 0))));
		await console.poll(at(3000 + 3_600_000, 0));
		expect(wordsOf(console, one)).toEqual(['outside: weight 1 → 0']);
		expect(wordsOf(console, web)).toEqual(['outside: 10.0.0.8:80 weight 1 → 0']);
		expect(wordsOf(console, null)).toEqual([`outside: 10.0.0.8:80 in ${web} weight 1 → 0`]);
		expect(wordsOf(console, mail)).toEqual([]);
	});

	test('has what another lvstop did, but not twice what this console did', async () => {
		const console = keyStore();
		await console.poll(at(1000));
		console.store.update(noteLogged(noted(at(1000), at(3000, 0)), 1000));
		expect(wordsOf(console, one)).toEqual(['other-lvstop: weight 1 → 0']);
		console.outside.time = 4000;
		console.store.update(
			notePlan(weightPlan(at(3000, 0), 5), {result: 'done', steps: 1, warnings: []}),
			noteLogged(noted(at(3000, 0), at(5000, 5)), 3000),
		);
		expect(wordsOf(console, one)).toEqual([
			'this-console: weight of 10.0.0.8:80: 0 → 5',
			'other-lvstop: weight 1 → 0',
		]);
	});

	test.each<[string, Outcome, readonly string[]]>([
		['a refused plan is not in it', {result: 'refused', reason: 'changed'}, []],
		[
			'a failed command is not in it',
			{result: 'failed', reason: 'no', done: 0, nextUntouched: true, warnings: []},
			[],
		],
		[
			'a command without an answer is in it',
			{result: 'failed', reason: 'no answer', done: 0, warnings: []},
			['this-console: weight of 10.0.0.8:80: 1 → 0 (failed after 0 of 1 commands)'],
		],
	])('%s', async (_, outcome, words) => {
		const console = keyStore();
		await console.poll(at(1000));
		console.store.update(notePlan(weightPlan(at(1000), 0), outcome));
		expect(wordsOf(console, one)).toEqual(words);
	});

	test('of a service that was deleted are also those of its servers', async () => {
		const console = keyStore();
		const after = director([service(mail, [server('10.0.0.8:25')])], {monotonic: 3000});
		await console.poll(at(1000));
		await console.poll(after);
		console.store.update(noteOutside(noted(at(1000), after)));
		expect(wordsOf(console, one)).toEqual([`outside: ${web} deleted with 2 servers`]);
		expect(wordsOf(console, web)).toEqual(['outside: deleted with 2 servers']);
	});

	test('of many rows says the first and how many more', async () => {
		const console = keyStore();
		const after = director([], {monotonic: 3000});
		await console.poll(at(1000));
		console.store.update(receivePoll(read(after)), noteOutside(noted(at(1000), after)));
		expect(wordsOf(console, null)).toEqual([`outside: ${web} deleted with 2 servers, and 1 more`]);
	});

	test('keeps its time on the axis if the clock is set', async () => {
		const console = keyStore();
		await console.poll(at(1000));
		console.store.update(noteOutside(noted(at(1000), at(3000, 0))));
		const set = {...at(63_000, 0), time: Date.parse('2026-01-01T18:00:00Z')};
		await console.poll(set);
		const {director} = console.store.getState();
		// A minute ago by the monotonic clock is a minute ago on the clock that the operator now sees.
		expect(changesOf(director, one).map(change => timeOfChange(director, change))).toEqual([
			Date.parse('2026-01-01T17:59:00Z'),
		]);
	});
});

describe('the limits of the list', () => {
	const change = (monotonic: number, rows = 1): Change => ({
		...{by: 'outside', monotonic, plan: null},
		...byService(
			Array.from({length: rows}, (_, index) => [`${web} 10.0.0.8:${index + 1}`, 'x'] as const),
		),
	});

	test('are its age, the number of changes and the number of rows', () => {
		const times = (changes: readonly Change[]) => changes.map(({monotonic}) => monotonic);
		expect(times(withChange([change(0), change(1)], change(keptFor + 1)))).toEqual([
			1,
			keptFor + 1,
		]);
		const full = Array.from({length: most.changes}, (_, index) => change(index));
		expect(withChange(full, change(600))).toHaveLength(most.changes);
		expect(withChange(full, change(600)).at(0)?.monotonic).toBe(1);
		const rows = [change(0, 20_000), change(1, 20_000), change(2, 20_000)];
		expect(times(withChange(rows, change(3, 20_000)))).toEqual([2, 3]);
	});

	test('never leave out the newest change, however many rows it has', () => {
		const changes = withChange([change(0)], change(1, most.rows + 1));
		expect(changes.map(({rows}) => rows)).toEqual([most.rows + 1]);
	});
});
