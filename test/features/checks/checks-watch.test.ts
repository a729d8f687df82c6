import {beforeEach, describe, expect, it} from 'vitest';
import type {LiveDirector} from '../../../source/director/polling/live.ts';
import {
	type ChecksWatch,
	createChecksWatch,
	sameRules,
} from '../../../source/features/checks/checks-watch.ts';
import type {CheckResult} from '../../../source/features/checks/run-checks.ts';
import {createManualClock, type ManualClock} from '../../../source/simulator/manual-clock.ts';
import {director, server, service} from '../../support/sample-director.ts';

const nothing: CheckResult = {findings: [], unknown: []};
const one = director([service('tcp:10.1.1.1:80', [server('10.0.0.8:80')])]);
const sameAgain = director([
	service('tcp:10.1.1.1:80', [server('10.0.0.8:80', {activeConnections: 9})]),
]);
const other = director([service('tcp:10.1.1.1:80', [server('10.0.0.8:80', {weight: 5})])]);

let clock: ManualClock;
let watch: ChecksWatch;
let live: LiveDirector | null;
let isOpen: boolean;
let runs: number;
let results: (CheckResult | {readonly problem: string})[];
/** Ends a run that waits; null if none does. */
let finish: (() => void) | null;
let isHeld: boolean;

beforeEach(() => {
	clock = createManualClock();
	live = null;
	isOpen = false;
	runs = 0;
	results = [];
	finish = null;
	isHeld = false;
	watch = createChecksWatch({
		clock,
		director: () => live,
		isOpen: () => isOpen,
		run() {
			runs += 1;
			return isHeld
				? new Promise(resolve => {
						finish = () => resolve(nothing);
					})
				: Promise.resolve(nothing);
		},
		onBegin() {},
		onResult: result => results.push(result),
	});
});

function see(director: LiveDirector): void {
	live = director;
	watch.see(director);
}

describe('the checks of a console', () => {
	it('run once after the first reading, and not at each of them', async () => {
		see(one);
		await clock.pass(1900);
		expect(runs).toBe(0);
		await clock.pass(200);
		expect(runs).toBe(1);
		for (let tick = 0; tick < 100; tick += 1) {
			see(sameAgain);
			await clock.pass(2000);
		}

		expect(runs).toBe(1);
	});

	it('run after the rules have changed, once for many changes', async () => {
		see(one);
		await clock.pass(3000);
		see(other);
		await clock.pass(1000);
		see(one);
		await clock.pass(1000);
		expect(runs).toBe(1);
		await clock.pass(1500);
		expect(runs).toBe(2);
	});

	it('run although the rules never stay the same', async () => {
		see(one);
		await clock.pass(3000);
		expect(runs).toBe(1);
		for (let tick = 0; tick < 30; tick += 1) {
			see(tick % 2 === 0 ? other : one);
			await clock.pass(1000);
		}

		expect(runs).toBe(4);
	});

	it('rest between two runs in proportion to the rows of a large director', async () => {
		const large = {...one, services: Array.from({length: 20_000}, () => one.services).flat()};
		const rows = large.services.reduce((sum, {servers}) => sum + 1 + servers.length, 0);
		see(large);
		await clock.pass(2000);
		expect(runs).toBe(1);
		see({...large, services: large.services.slice(1)});
		await clock.pass(rows * 0.2 - 100);
		expect(runs).toBe(1);
		await clock.pass(100);
		expect(runs).toBe(2);
	});

	it('run again if the rules change while they run', async () => {
		isHeld = true;
		see(one);
		await clock.pass(2000);
		see(other);
		isHeld = false;
		finish?.();
		await clock.pass(1900);
		expect(runs).toBe(1);
		await clock.pass(100);
		expect(runs).toBe(2);
	});

	it('run every minute while their view is open, and not when it is closed', async () => {
		isOpen = true;
		see(one);
		await clock.pass(2000);
		expect(runs).toBe(1);
		await clock.pass(60_000);
		expect(runs).toBe(2);
		await clock.pass(60_000);
		expect(runs).toBe(3);
		isOpen = false;
		await clock.pass(600_000);
		expect(runs).toBe(3);
		isOpen = true;
		await clock.pass(60_000);
		expect(runs).toBe(4);
	});

	it('run one at a time; a request meanwhile is done afterwards', async () => {
		isHeld = true;
		see(one);
		await clock.pass(2000);
		watch.runNow();
		watch.runNow();
		expect(runs).toBe(1);
		isHeld = false;
		finish?.();
		await clock.pass(10);
		expect(runs).toBe(2);
		expect(results).toEqual([nothing, nothing]);
	});

	it('do nothing before the first reading, and nothing after the end', async () => {
		watch.runNow();
		expect(runs).toBe(0);
		isHeld = true;
		see(one);
		await clock.pass(2000);
		watch.stop();
		finish?.();
		await clock.pass(100_000);
		expect({runs, results}).toEqual({runs: 1, results: []});
	});
});

describe('two readings have the same rules', () => {
	it('if only connections differ', () => {
		expect(sameRules(one, sameAgain)).toBe(true);
	});

	it.each([
		['a weight', other],
		[
			'a server more',
			director([service('tcp:10.1.1.1:80', [server('10.0.0.8:80'), server('10.0.0.9:80')])]),
		],
		['another server', director([service('tcp:10.1.1.1:80', [server('10.0.0.9:80')])])],
		['another service', director([service('tcp:10.1.1.2:80', [server('10.0.0.8:80')])])],
		[
			'another scheduler',
			director([service('tcp:10.1.1.1:80', [server('10.0.0.8:80')], {scheduler: 'sh'})]),
		],
		[
			'a flag',
			director([service('tcp:10.1.1.1:80', [server('10.0.0.8:80')], {schedulerFlags: ['flag-1']})]),
		],
		[
			'a threshold',
			director([service('tcp:10.1.1.1:80', [server('10.0.0.8:80', {upperThreshold: 5})])]),
		],
		['no service', director([])],
	])('but not with %s', (_, changed) => {
		expect(sameRules(one, changed)).toBe(false);
	});
});
