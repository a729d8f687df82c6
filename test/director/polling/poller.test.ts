import {describe, expect, it} from 'vitest';
import {ReadingError} from '../../../source/director/reading/reading.ts';
import {rowsOf, shownBy, watch, worstError} from './watch.ts';

const trouble = new ReadingError('unreachable', 'ssh lb1: connection refused', 'try it by hand');

describe('a poller', () => {
	it('reads at once, with the kernel’s rates standing in, and then measures', async () => {
		const {clock, director, states, poller, last} = watch({});
		expect(states).toEqual([{director: null, stale: null, readingSince: 0, stretched: null}]);
		await clock.pass(100);
		expect(director.reads[0]?.wanted).toMatchObject({counters: true, kernelRates: true});
		expect(last()).toMatchObject({stale: null, readingSince: null});
		expect(shownBy(last()).totalRates.ratesFrom).toBe('kernel');
		expect(rowsOf(shownBy(last())).map(({ratesFrom}) => ratesFrom)).toEqual(
			Array.from({length: 4}, () => 'kernel'),
		);
		await clock.pass(2500);
		expect(director.reads[1]?.wanted).toMatchObject({counters: true, kernelRates: false});
		expect(shownBy(last()).totalRates.ratesFrom).toBe('measured');
		expect(rowsOf(shownBy(last())).every(({ratesFrom}) => ratesFrom === 'measured')).toBe(true);
		poller.stop();
	});

	it('keeps counters and rates on the screen through readings without them', async () => {
		const {clock, director, poller, directors} = watch({}, {interval: 500});
		await clock.pass(10_000);
		poller.stop();
		expect(director.reads.some(({wanted}) => !wanted.counters)).toBe(true);
		for (const shown of directors()) {
			expect(shown.services[0]?.counters).not.toBeNull();
			expect(worstError(shown, director)).toBeLessThan(0.05);
		}
	});

	it('never has two readings under way, however slow they are, and lets the director rest', async () => {
		const {clock, director, poller, states} = watch({delay: () => 3000}, {interval: 1000});
		await clock.pass(31_000);
		poller.stop();
		const starts = director.reads.map(({at}) => at);
		for (const [index, start] of starts.slice(1).entries()) {
			expect(start - (starts[index] ?? 0)).toBeGreaterThanOrEqual(6000);
		}

		expect(states.filter(({stale}) => stale !== null)).toEqual([]);
	});

	it('reads no counters if no view shows any', async () => {
		const {clock, director, poller, last} = watch({}, {needs: {counters: false}});
		await clock.pass(5000);
		expect(director.reads.every(({wanted}) => !wanted.counters && !wanted.kernelRates)).toBe(true);
		expect(shownBy(last()).services[0]?.rates).toBeNull();
		poller.stop();
	});

	it('reads newly needed parts at once, and only those', async () => {
		const {clock, director, poller} = watch({});
		await clock.pass(500);
		poller.want({persistentConnections: true});
		await clock.pass(100);
		expect(director.reads).toHaveLength(2);
		expect(director.reads[1]).toMatchObject({at: 500, wanted: {persistentConnections: true}});
		poller.want({persistentConnections: false});
		poller.want({counters: true});
		await clock.pass(100);
		expect(director.reads).toHaveLength(2);
		poller.stop();
	});

	it('changes its interval at once', async () => {
		const {clock, director, poller} = watch({}, {interval: 10_000, needs: {counters: false}});
		await clock.pass(1000);
		poller.setInterval(500);
		await clock.pass(2000);
		expect(director.reads.map(({at}) => at)).toEqual([0, 1500, 2000, 2500, 3000]);
		poller.stop();
	});
});

describe('pausing', () => {
	it('reads nothing until it is resumed, then at once', async () => {
		const {clock, director, poller} = watch({});
		await clock.pass(500);
		poller.pause();
		await clock.pass(60_000);
		expect(director.reads).toHaveLength(1);
		poller.resume();
		await clock.pass(100);
		expect(director.reads).toHaveLength(2);
		// The counters of a minute ago say nothing about now.
		expect(director.reads[1]?.wanted).toMatchObject({counters: true, kernelRates: true});
		poller.stop();
	});

	it('still reads when it is asked to', async () => {
		const {clock, director, poller} = watch({});
		await clock.pass(500);
		poller.pause();
		const refreshed = poller.refreshNow({freshRules: true});
		await clock.pass(100);
		await refreshed;
		expect(director.reads[1]).toMatchObject({at: 500, wanted: {freshRules: true}});
		await clock.pass(10_000);
		expect(director.reads).toHaveLength(2);
		poller.stop();
	});
});

describe('reading out of turn', () => {
	it('waits for the reading under way and then reads again', async () => {
		const {clock, director, poller} = watch({delay: () => 200});
		await clock.pass(100);
		let done = false;
		const refreshed = poller.refreshNow().then(() => {
			done = true;
		});
		await clock.pass(200);
		expect(done).toBe(false);
		await clock.pass(300);
		await refreshed;
		expect(director.reads.map(({at}) => at)).toEqual([0, 210]);
		poller.stop();
	});

	it('does not disturb rates or turns', async () => {
		const {clock, director, poller, directors} = watch({});
		await clock.pass(10_100);
		await Promise.all([poller.refreshNow(), clock.pass(200)]);
		await clock.pass(10_000);
		poller.stop();
		expect(directors().length).toBeGreaterThan(10);
		expect(Math.max(...directors().map(shown => worstError(shown, director)))).toBeLessThan(0.05);
	});

	it('settles even if the reading fails, and after the end', async () => {
		const {clock, director, poller} = watch({});
		await clock.pass(500);
		director.failure = trouble;
		const failing = poller.refreshNow();
		await clock.pass(100);
		await expect(failing).resolves.toBeUndefined();
		poller.stop();
		await expect(poller.refreshNow()).resolves.toBeUndefined();
	});
});

describe('trouble', () => {
	it('marks the shown data as stale, gives the reason, and recovers by itself', async () => {
		const {clock, director, poller, last} = watch({});
		await clock.pass(5000);
		const before = last().director;
		const since = before?.monotonic;
		director.failure = trouble;
		await clock.pass(4900);
		expect(last()).toEqual({
			director: before,
			stale: {
				...{since, reason: 'ssh lb1: connection refused', advice: 'try it by hand'},
				retryAt: expect.any(Number),
			},
			readingSince: null,
			stretched: null,
		});
		director.failure = null;
		await clock.pass(5000);
		expect(last().stale).toBeNull();
		expect(worstError(shownBy(last()), director)).toBeLessThan(0.05);
		poller.stop();
	});

	it('on the way to the director is tried again less and less often, and at once by a key', async () => {
		const {clock, director, poller, states, last} = watch({});
		await clock.pass(5000);
		director.failure = trouble;
		const begun = () => [
			...new Set(states.flatMap(({readingSince}) => readingSince ?? []).filter(at => at > 5000)),
		];
		await clock.pass(200_000);
		const [first = 0, ...later] = begun();
		const waits = later.map((at, index) => Math.round((at - (later[index - 1] ?? first)) / 1000));
		expect(waits.slice(0, 6)).toEqual([2, 4, 8, 16, 30, 30]);

		const {retryAt = 0} = last().stale ?? {};
		expect(retryAt).toBeGreaterThan(clock.monotonic());
		director.failure = null;
		const read = poller.refreshNow();
		await clock.pass(100);
		await read;
		expect(last().stale).toBeNull();
		await clock.pass(10_000);
		expect(clock.monotonic() - shownBy(last()).monotonic).toBeLessThan(3000);
		poller.stop();
	});

	it('at the start leaves nothing to show but the reason', async () => {
		const {clock, poller, last} = watch({failure: trouble});
		await clock.pass(1000);
		expect(last()).toMatchObject({director: null, stale: {since: 0, reason: trouble.message}});
		poller.stop();
	});

	it('is also a reading that takes far longer than the interval', async () => {
		const {clock, director, poller, last} = watch({});
		await clock.pass(5000);
		const since = shownBy(last()).monotonic;
		director.delay = () => 20_000;
		await clock.pass(9500);
		expect(last().stale).toMatchObject({
			since,
			reason: 'this reading takes longer than 6 s',
		});
		director.delay = () => 10;
		await clock.pass(15_000);
		expect(last().stale).toBeNull();
		poller.stop();
	});

	it('that is a bug in lvstop is reported as well', async () => {
		const {clock, poller, last} = watch({failure: new TypeError('x is not a function')});
		await clock.pass(1000);
		expect(last().stale?.reason).toBe('a reading failed: x is not a function');
		poller.stop();
	});
});

it('ends for good: cancels the reading under way, leaves no timer and says nothing more', async () => {
	const {clock, director, poller, states} = watch({delay: () => 500});
	await clock.pass(100);
	const told = states.length;
	const refreshed = poller.refreshNow();
	poller.stop();
	await refreshed;
	await clock.pass(10_000);
	expect(states).toHaveLength(told);
	expect(director.reads).toHaveLength(1);
	expect(clock.waiting).toBe(0);
	poller.resume();
	poller.start();
	await clock.pass(10_000);
	expect(director.reads).toHaveLength(1);
});
