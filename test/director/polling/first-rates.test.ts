import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {LiveDirector} from '../../../source/director/polling/live.ts';
import {packetsOf} from '../../../source/director/polling/row-rates.ts';
import {type Estimator, type SteadyDirector, trueRates} from './steady-director.ts';
import {rowsOf, watch} from './watch.ts';

const rate = 50;

const seconds = 40;

/** Estimators at every phase of their life. */
const together = fc
	.record({
		period: fc.constantFrom(2000, 2016, 2048, 2080),
		phase: fc.integer({min: 0, max: 2079}),
	})
	.map(({period, phase}): Estimator => ({refresh: 'together', period, phase: () => phase}));
const spread = fc
	.array(fc.integer({min: 0, max: 1999}), {minLength: 9, maxLength: 9})
	.map((phases): Estimator => ({refresh: 'spread', period: 2000, phase: row => phases[row] ?? 0}));
/** All objects refreshed in one of the 50 slots of 40 ms that a period has from Linux 6.2 on. */
const bunched = fc
	.tuple(
		fc.integer({min: 0, max: 1999}),
		fc.array(fc.integer({min: 0, max: 80}), {minLength: 9, maxLength: 9}),
	)
	.map(
		([start, offs]): Estimator => ({
			refresh: 'spread',
			period: 2000,
			phase: row => (start + (offs[row] ?? 0)) % 2000,
		}),
	);

/** The time at which the traffic began, relative to the first reading, and the delay of each reading. */
const began = fc.integer({min: -9000, max: 9000});
const lateness = fc.array(fc.integer({min: 0, max: 300}), {minLength: 5, maxLength: 9});

/** Watches a director whose traffic begins at a given time and stays constant. */
async function watchTraffic(
	estimator: Estimator,
	start: number,
	late: readonly number[],
	options: {interval: number; probe: boolean; servers: number},
): Promise<{readonly director: SteadyDirector; readonly shown: readonly LiveDirector[]}> {
	let turn = 0;
	const {clock, director, poller, directors} = watch(
		{
			estimator,
			servers: options.servers,
			connectionRate: rate,
			traffic: [
				{at: -1_000_000, connections: 1000, rate: 0},
				{at: start, connections: 1000, rate},
			],
			delay: () => {
				turn += 1;
				return late[turn % late.length] ?? 0;
			},
		},
		options,
	);
	await clock.pass(seconds * 1000);
	poller.stop();
	return {director, shown: directors()};
}

const options = fc.record({
	interval: fc.constantFrom(1000, 2000, 3000),
	probe: fc.boolean(),
	servers: fc.integer({min: 1, max: 8}),
});

describe.each([
	['together', together],
	['each by itself', spread],
	['each by itself but close together', bunched],
])('the first measured rates, rows being refreshed %s', (_name, estimators) => {
	it('are right or unknown, whenever traffic and estimator began', async () => {
		await fc.assert(
			fc.asyncProperty(
				estimators,
				began,
				lateness,
				options,
				async (estimator, start, late, how) => {
					const {shown} = await watchTraffic(estimator, start, late, how);
					const spans = shown.flatMap(({countersSpan}) =>
						countersSpan ? [countersSpan.from] : [],
					);
					for (const director of shown) {
						// Traffic that begins while it is watched may be shown late, as long as it is not clear whether
						// rows have had one refresh more.
						const past = spans.filter(from => from < (director.countersSpan?.from ?? 0));
						const earliest = past.at(-5) ?? spans[0] ?? 0;
						const isWhole = start <= earliest - estimator.period;
						for (const [row, {rates, ratesFrom}] of rowsOf(director).entries()) {
							if (rates === null || ratesFrom !== 'measured') {
								continue;
							}

							const truth = trueRates(rate * (row === 0 ? how.servers : 1)).inPackets;
							// The traffic began within the time of the rate if it is not whole.
							expect(rates.inPackets).toBeLessThan(truth * (isWhole ? 1.1 : 1.5));
							if (isWhole) {
								expect(rates.inPackets).toBeGreaterThan(truth * 0.9);
							}
						}
					}
				},
			),
			{numRuns: 150},
		);
	});

	it('agree with the totals at every reading of traffic that began 2.1 s before', async () => {
		await fc.assert(
			fc.asyncProperty(
				estimators,
				fc.integer({min: -8000, max: -2100}),
				lateness,
				options,
				async (estimator, start, late, how) => {
					const {shown} = await watchTraffic(estimator, start, late, how);
					for (const {services, totalRates} of shown) {
						const [service] = services;
						if (service?.ratesFrom !== 'measured' || totalRates.ratesFrom !== 'measured') {
							continue;
						}

						const total = totalRates.rates ? packetsOf(totalRates.rates) : Number.NaN;
						const ofService = service.rates ? packetsOf(service.rates) : Number.NaN;
						expect(Math.abs(ofService / total - 1)).toBeLessThan(0.1);
						for (const server of service.servers) {
							const ofServer = server.rates ? packetsOf(server.rates) * how.servers : total;
							expect(Math.abs(ofServer / total - 1)).toBeLessThan(0.1);
						}
					}

					const last = shown.at(-1);
					expect(last && rowsOf(last).map(({ratesFrom}) => ratesFrom)).not.toContain(null);
				},
			),
			{numRuns: 150},
		);
	});
});
