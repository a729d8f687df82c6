import {describe, expect, test} from 'vitest';
import {
	canonicalSchedulerFlags,
	printedSchedulerFlags,
	schedulerNamed,
	schedulers,
	skipsWeightZero,
} from '../../source/ipvs/scheduler.ts';

describe('flags', () => {
	test.each([
		['sh', ['sh-port', 'sh-fallback'], ['sh-fallback', 'sh-port']],
		['mh', ['mh-port'], ['mh-port']],
		['wlc', ['flag-3', 'flag-1', 'flag-3'], ['flag-1', 'flag-3']],
		['sh', ['flag-1'], ['sh-fallback']],
		['sh', ['flag-1', 'sh-fallback'], ['sh-fallback']],
		['sh', ['flag-3'], ['flag-3']],
		['somebodys-own', ['flag-2'], ['flag-2']],
		['rr', [], []],
	])('of %s, %j are %j', (scheduler, names, canonical) => {
		expect(canonicalSchedulerFlags(scheduler, names)).toEqual(canonical);
	});

	test.each([
		['rr', 'sh-port'],
		['mh', 'sh-port'],
		['sh', 'mh-fallback'],
		['sh', 'flag-4'],
		['sh', ''],
		['somebodys-own', 'sh-port'],
	])('%s has none that is named %j', (scheduler, name) => {
		expect(canonicalSchedulerFlags(scheduler, [name])).toBeNull();
	});

	test('ipvsadm prints only those that have a name under the scheduler', () => {
		expect(printedSchedulerFlags('sh', ['sh-port', 'flag-3'])).toEqual(['sh-port']);
		expect(printedSchedulerFlags('lc', ['flag-1', 'flag-3'])).toEqual(['flag-1', 'flag-3']);
	});
});

describe('weight 0', () => {
	test.each([
		['rr', [], true],
		['wlc', [], true],
		['dh', [], false],
		['none', [], false],
		['sh', [], false],
		['sh', ['sh-port'], false],
		['sh', ['sh-fallback'], true],
		['mh', ['mh-fallback', 'mh-port'], true],
		['somebodys-own', [], null],
	])('%s with %j skips such a server: %s', (scheduler, flags, skips) => {
		expect(skipsWeightZero(scheduler, flags)).toBe(skips);
	});
});

test('every scheduler has a unique name and a description of one line', () => {
	expect(new Set(schedulers.map(({name}) => name)).size).toBe(schedulers.length);
	for (const scheduler of schedulers) {
		expect(schedulerNamed(scheduler.name)).toBe(scheduler);
		expect(scheduler.description).toMatch(/^.{10,90}$/);
	}
});
