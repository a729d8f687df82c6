import {describe, expect, it} from 'vitest';
import {createTotalRates} from '../../../source/director/polling/total-rates.ts';
import {perCpuStats, steadyDirector, trueRates} from './steady-director.ts';

const director = steadyDirector({connectionRate: 100, servers: 1});
const readingAt = (at: number) => {
	const perCpu = perCpuStats(director, at);
	return {
		monotonic: at,
		perCpu,
		totals: {counters: perCpu.sampled, kernelRates: trueRates(7)},
	};
};
const kernel = {rates: trueRates(7), ratesFrom: 'kernel'};
const measured = {rates: trueRates(100), ratesFrom: 'measured'};

describe('rates of the whole director', () => {
	it('are the kernel’s own at first, then those of the live rows over the time that passed', () => {
		const rates = createTotalRates();
		expect(rates.take(readingAt(0), 12_000)).toEqual(kernel);
		expect(rates.take(readingAt(1370), 12_000)).toEqual(measured);
		expect(rates.take(readingAt(5000), 12_000)).toEqual(measured);
	});

	it('are taken over two seconds if readings are frequent', () => {
		const rates = createTotalRates();
		const moving = steadyDirector({connectionRate: 0, servers: 1});
		const take = (at: number, packets: bigint) =>
			rates.take(
				{
					...readingAt(at),
					perCpu: {
						...perCpuStats(moving, at),
						cpus: [{cpu: 0, counters: {...perCpuStats(moving, at).sampled, inPackets: packets}}],
					},
				},
				12_000,
			).rates?.inPackets;
		take(0, 0n);
		expect(take(300, 50n)).toBe(42);
		expect(take(1000, 100n)).toBe(100);
		expect(take(2000, 100n)).toBe(50);
		expect(take(3000, 100n)).toBe(0);
	});

	it('are the kernel’s own again after a long pause, or when the module was loaded again', () => {
		const rates = createTotalRates();
		rates.take(readingAt(0), 12_000);
		expect(rates.take(readingAt(12_001), 12_000)).toEqual(kernel);
		expect(rates.take(readingAt(3000), 12_000)).toEqual(kernel);
	});

	it('are the kernel’s own if the CPU rows cannot be read, and unknown if nothing can', () => {
		const rates = createTotalRates();
		const {monotonic, totals} = readingAt(0);
		expect(rates.take({monotonic, totals, perCpu: null}, 12_000)).toEqual(kernel);
		expect(rates.take({monotonic, totals: null, perCpu: null}, 12_000)).toEqual({
			rates: null,
			ratesFrom: null,
		});
	});
});
