import {expect, test} from 'vitest';
import {createManualClock} from '../../source/simulator/manual-clock.ts';

test('does not move by itself, and both its times move together', () => {
	const clock = createManualClock(5000);
	expect([clock.now(), clock.monotonic()]).toEqual([5000, 0]);
	clock.advance(250);
	expect([clock.now(), clock.monotonic()]).toEqual([5250, 250]);
});

test('calls back in the order of the due times, each at its own time', () => {
	const clock = createManualClock();
	const calls: [string, number][] = [];
	const note = (name: string) => () => calls.push([name, clock.monotonic()]);
	clock.after(200, note('second'));
	clock.after(100, note('first'));
	clock.after(200, note('third'));
	clock.after(301, note('late'));
	clock.advance(300);
	expect(calls).toEqual([
		['first', 100],
		['second', 200],
		['third', 200],
	]);
	expect(clock.waiting).toBe(1);
});

test('a callback may set another one that falls due within the same move', () => {
	const clock = createManualClock();
	const calls: number[] = [];
	const again = () => {
		calls.push(clock.monotonic());
		clock.after(100, again);
	};
	clock.after(100, again);
	clock.advance(350);
	expect(calls).toEqual([100, 200, 300]);
});

test('a cancelled callback is never called', () => {
	const clock = createManualClock();
	let called = false;
	const cancel = clock.after(10, () => {
		called = true;
	});
	cancel();
	clock.advance(100);
	expect(called).toBe(false);
	expect(clock.waiting).toBe(0);
});

test('pass lets a timer that is set behind a promise fire within the same move', async () => {
	const clock = createManualClock();
	const calls: number[] = [];
	const again = async () => {
		calls.push(clock.monotonic());
		await Promise.resolve();
		clock.after(100, again);
	};
	clock.after(100, again);
	await clock.pass(350);
	expect(calls).toEqual([100, 200, 300]);
	expect(clock.monotonic()).toBe(350);
});
