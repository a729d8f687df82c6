import {expect, test} from 'vitest';
import {createSystemClock, systemClock} from '../../../source/director/port/clock.ts';

test('time that the machine was suspended is counted, and the clock never goes back', () => {
	let awake = 5000;
	let boot: number | null = 900_000;
	const clock = createSystemClock({awake: () => awake, sinceBoot: () => boot});
	const pass = (milliseconds: number, suspended = 0) => {
		awake += milliseconds;
		boot = boot === null ? null : boot + milliseconds + suspended;
		return clock.monotonic();
	};
	expect(clock.monotonic()).toBe(5000);
	expect(pass(2000)).toBe(7000);
	expect(pass(100, 8 * 3_600_000)).toBe(7100 + 8 * 3_600_000);
	expect(pass(1000)).toBe(8100 + 8 * 3_600_000);
	// A system that reports whole seconds must not look like a machine that is suspended all the time.
	expect(pass(1000, 900)).toBe(9100 + 8 * 3_600_000);
	expect(pass(1000, -900)).toBe(10_100 + 8 * 3_600_000);
	boot = null;
	expect(pass(1000)).toBe(11_100 + 8 * 3_600_000);
});

test('without the time since boot it is the clock of the process', () => {
	let awake = 1;
	const clock = createSystemClock({awake: () => awake, sinceBoot: () => null});
	awake += 60_000;
	expect(clock.monotonic()).toBe(60_001);
});

test('the machine’s own goes with Node’s', async () => {
	/** By how much it is ahead of Node's. A machine with other work can stop between two calls. */
	const ahead = () => {
		const from = performance.now();
		const time = systemClock.monotonic();
		return {most: time - from, least: time - performance.now()};
	};
	const before = ahead();
	await new Promise(resolve => systemClock.after(50, () => resolve(null)));
	const after = ahead();
	expect(after.least).toBeLessThan(before.most + 1);
	expect(after.most).toBeGreaterThan(before.least - 1);
});
