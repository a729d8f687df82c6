import {describe, expect, it} from 'vitest';
import {countersOf, perCpuStats} from './steady-director.ts';
import {rowsOf, shownBy, watch} from './watch.ts';

const connectionRates = (rows: ReturnType<typeof rowsOf>) =>
	rows.map(({rates}) => (rates === null ? null : Math.round(rates.connections)));

describe('rates of rows', () => {
	it('are unknown after a reset, until there is something to compare with again', async () => {
		const {clock, director, poller, directors, last} = watch({});
		await clock.pass(20_000);
		const already = directors().length;
		// Count all connections of the first server again.
		director.zero = row => (row === 1 ? 900_000 : 0);
		await clock.pass(10_000);
		poller.stop();
		const after = directors()
			.slice(already)
			.map(shown => connectionRates(rowsOf(shown))[1]);
		expect(after).toContain(null);
		expect(after.filter(rate => rate === null)).toHaveLength(1);
		expect(after.every(rate => rate === null || rate === 120)).toBe(true);
		expect(connectionRates(rowsOf(shownBy(last())))).toEqual([360, 120, 120, 120]);
	});

	it('are unknown for a new row, and start again for one that was gone', async () => {
		const {clock, director, poller, directors} = watch({listed: row => row !== 3});
		await clock.pass(20_000);
		const ratesWhile = async (listed: (row: number) => boolean) => {
			const already = directors().length;
			director.listed = listed;
			await clock.pass(10_000);
			return directors()
				.slice(already)
				.map(shown => connectionRates(rowsOf(shown)));
		};
		const known = [360, 120, 120, 120];
		const unknownAt = (row: number) => known.toSpliced(row, 1, null as never);
		const added = await ratesWhile(() => true);
		expect(added[0]).toEqual(unknownAt(3));
		expect(added.at(-1)).toEqual(known);

		const gone = await ratesWhile(row => row !== 1);
		expect(gone[0]).toEqual([360, 120, 120]);

		const back = await ratesWhile(() => true);
		expect(back[0]).toEqual(unknownAt(1));
		expect(back.at(-1)).toEqual(known);
		poller.stop();
	});

	it('continue when a server’s counters wrap at 2^32, as ipvsadm prints them', async () => {
		const {clock, director, poller, directors} = watch({});
		// There are six packets per connection: they wrap about ten seconds from now.
		const wrapped = Math.floor(2 ** 32 / 6);
		const wrapping = (moment: number) => 1_120_000 + (120 * moment) / 1000 - wrapped;
		director.zero = row => (row === 1 ? wrapping(10_000) : 0);
		director.wraps = row => row === 1;
		await clock.pass(30_000);
		poller.stop();
		const packets = directors().map(shown => rowsOf(shown)[1]?.rates?.inPackets ?? Number.NaN);
		expect(
			directors().some(
				shown => (shown.services[0]?.servers[0]?.counters?.inPackets ?? 0n) < 10_000n,
			),
		).toBe(true);
		for (const rate of packets) {
			expect(Math.abs(rate / 720 - 1)).toBeLessThan(0.05);
		}
	});

	it('are unknown while statistics are frozen, which is reported, and shortly after', async () => {
		const {clock, director, poller, directors, last} = watch({});
		await clock.pass(20_000);
		const estimator = director.estimator;
		const frozenAt = clock.monotonic();
		director.estimation = false;
		director.estimator = {...estimator, period: 1e9, phase: () => frozenAt - 1000};
		await clock.pass(20_000);
		expect(shownBy(last()).ratesNote).toContain('net.ipv4.vs.run_estimation is 0');
		expect(connectionRates(rowsOf(shownBy(last())))).toEqual([null, null, null, null]);
		// The totals come from the CPU rows, which continue.
		expect(shownBy(last()).totalRates.rates?.connections).toBeCloseTo(360, 0);

		const already = directors().length;
		director.estimation = true;
		director.estimator = estimator;
		await clock.pass(20_000);
		poller.stop();
		expect(shownBy(last()).ratesNote).toBeNull();
		for (const shown of directors().slice(already)) {
			// The first refresh counts twenty seconds at once; that must not be visible.
			expect(connectionRates(rowsOf(shown)).every(rate => rate === null || rate < 378)).toBe(true);
		}

		expect(connectionRates(rowsOf(shownBy(last())))).toEqual([360, 120, 120, 120]);
	});

	it.each(['together', 'spread'] as const)(
		'never fall to 0 when statistics stop under traffic (%s)',
		async refresh => {
			const {clock, director, poller, directors} = watch({
				estimator: {refresh, period: 2000, phase: row => 1100 + row * 300},
			});
			await clock.pass(20_000);
			const already = directors().length;
			const stopped = clock.monotonic();
			const {estimator} = director;
			// No sysctl shows it; every row keeps the copy of its last refresh.
			director.estimator = {
				...estimator,
				period: 1e9,
				phase: row => stopped - ((stopped - estimator.phase(row)) % estimator.period),
			};
			await clock.pass(20_000);
			poller.stop();
			const after = directors()
				.slice(already)
				.map(shown => connectionRates(rowsOf(shown)));
			expect(after.flat()).not.toContain(0);
			// By the third reading nothing of the earlier state is left.
			expect(after.slice(2).flat()).toEqual(after.slice(2).flatMap(() => Array(4).fill(null)));
		},
	);

	it('are unknown if statistics are frozen for a reason that no file shows', async () => {
		const {clock, director, poller, last} = watch({});
		await clock.pass(20_000);
		director.estimator = {...director.estimator, period: 1e9, phase: () => 19_000};
		await clock.pass(20_000);
		poller.stop();
		expect(shownBy(last()).ratesNote).toContain('do not change although packets pass');
		expect(connectionRates(rowsOf(shownBy(last())))).toEqual([null, null, null, null]);
	});
});

it('a steady director counts as it should', () => {
	const {director, poller} = watch({});
	poller.stop();
	expect(perCpuStats(director, 0).cpus[0]?.counters).toEqual(countersOf(3 * 1_120_000));
});
