import {expect, test} from 'vitest';
import {Statistics} from '../../../source/simulator/table/statistics.ts';

const burst = {connections: 4, inPackets: 40, outPackets: 20, inBytes: 4000, outBytes: 9000};

/** The rate of connections after each of several samples under constant traffic. */
function ratesUnder(increment: typeof burst, samples: number): readonly number[] {
	const statistics = new Statistics();
	return Array.from({length: samples}, () => {
		statistics.add(increment, true);
		statistics.sample();
		return statistics.rates.connections;
	});
}

test('counts show at the next sample only, live counts at once', () => {
	const statistics = new Statistics();
	statistics.add(burst, true);
	expect(statistics.counters.connections).toBe(0n);
	expect(statistics.live.connections).toBe(4n);
	statistics.sample();
	expect(statistics.counters).toEqual({
		connections: 4n,
		inPackets: 40n,
		outPackets: 20n,
		inBytes: 4000n,
		outBytes: 9000n,
	});
});

test('replies that do not pass are not counted', () => {
	const statistics = new Statistics();
	statistics.add(burst, false);
	expect(statistics.live).toMatchObject({inPackets: 40n, outPackets: 0n, outBytes: 0n});
});

test('rates come near as the kernel’s do: a quarter of the way with each sample', () => {
	const rates = ratesUnder({...burst, connections: 2000}, 16);
	expect([rates[0], rates[1], rates[2], rates[3], rates[7], rates[15]]).toEqual([
		250, 437, 578, 684, 900, 990,
	]);
});

test('a single burst of four connections never shows as a rate', () => {
	const statistics = new Statistics();
	statistics.add(burst, true);
	statistics.sample();
	expect(statistics.rates.connections).toBe(0);
	expect(statistics.rates.inPackets).toBe(5);
});

test('rates fall back to nothing when traffic stops, and then no sample changes anything', () => {
	const statistics = new Statistics();
	statistics.add(burst, true);
	let samples = 1;
	while (statistics.sample()) {
		samples += 1;
	}

	expect(samples).toBeLessThan(60);
	expect(statistics.rates).toEqual({
		connections: 0,
		inPackets: 0,
		outPackets: 0,
		inBytes: 0,
		outBytes: 0,
	});
});

test('zeroing makes the last sample the new zero: later counts show again', () => {
	const statistics = new Statistics();
	statistics.add(burst, true);
	statistics.sample();
	statistics.add(burst, true);
	statistics.zero();
	expect(statistics.counters.connections).toBe(0n);
	expect(statistics.rates.inBytes).toBe(0);
	statistics.sample();
	expect(statistics.counters.connections).toBe(4n);
	expect(statistics.live.connections).toBe(8n);
});
