import {describe, expect, test} from 'vitest';
import type {TrafficMetric} from '../../../../source/features/traffic/history/metric.ts';
import {
	createTrafficHistory,
	type RatedRow,
	type TrafficSource,
} from '../../../../source/features/traffic/history/traffic-history.ts';
import type {TrafficSeries} from '../../../../source/features/traffic/history/traffic-series.ts';
import type {Rates} from '../../../../source/ipvs/counters.ts';
import type {ServiceId} from '../../../../source/ipvs/service.ts';

function rates(connections: number | null): RatedRow {
	const all: Rates = {
		connections: connections ?? 0,
		inPackets: 2,
		outPackets: 3,
		inBytes: 4,
		outBytes: 5,
	};
	return connections === null
		? {rates: null, ratesFrom: null}
		: {rates: all, ratesFrom: 'measured'};
}

/** A director whose services have one server each, all with this many connections per second. */
function director(
	monotonic: number,
	perSecond: number | null,
	services: readonly ServiceId[] = ['tcp:10.1.1.1:80'],
): TrafficSource {
	return {
		monotonic,
		totalRates: rates(perSecond),
		services: services.map(id => ({
			id,
			...rates(perSecond),
			servers: [
				{id: '10.0.0.8:80', activeConnections: 6, inactiveConnections: 70, ...rates(perSecond)},
			],
		})),
	};
}

const service = {service: 'tcp:10.1.1.1:80', server: null} as const;
const server = {service: 'tcp:10.1.1.1:80', server: '10.0.0.8:80'} as const;

function last(
	series: TrafficSeries | null,
	now: number,
	metric: TrafficMetric = 'connections',
	points = 3,
) {
	return series?.window(metric, {span: points * 2000, now, points}).average;
}

describe('histories', () => {
	test('hold rates and connections of totals, services and servers', () => {
		const history = createTrafficHistory();
		history.record(director(1000, 9), 4000);
		history.record(director(3000, 13), 4000);
		history.record(director(5000, 17), 4000);
		for (const series of [history.totals, history.of(service), history.of(server)]) {
			expect(last(series, 5000)).toEqual([13, 15, 17]);
			expect(last(series, 5000, 'outBytes')).toEqual([5, 5, 5]);
			expect(last(series, 5000, 'activeConnections')).toEqual([6, 6, 6]);
			expect(last(series, 5000, 'inactiveConnections')).toEqual([70, 70, 70]);
		}
	});

	test('have a gap if rates are unknown, but not in the connections', () => {
		const history = createTrafficHistory();
		history.record(director(0, 1), 4000);
		history.record(director(2000, 1), 4000);
		history.record(director(4000, null), 4000);
		expect(last(history.of(server), 4000, 'connections', 2)).toEqual([1, null]);
		expect(last(history.of(server), 4000, 'activeConnections', 2)).toEqual([6, 6]);
	});

	test('leave out the smoothed rates of the kernel', () => {
		const history = createTrafficHistory();
		history.record(director(0, 1), 4000);
		history.record(
			{...director(2000, 1), totalRates: {rates: rates(5).rates, ratesFrom: 'kernel'}},
			4000,
		);
		expect(last(history.totals, 2000, 'connections', 1)).toEqual([null]);
	});

	test('have a gap if nothing was read for a long time', () => {
		const history = createTrafficHistory();
		history.record(director(0, 1), 4000);
		history.record(director(2000, 1), 4000);
		history.record(director(20_000, 3), 4000);
		expect(last(history.totals, 20_000, 'connections', 10)).toEqual([
			1,
			...Array.from({length: 7}, () => null),
			3,
			3,
		]);
	});

	test('cover the interval between readings', () => {
		const history = createTrafficHistory();
		history.record(director(0, 1), 20_000);
		history.record(director(10_000, 3), 20_000);
		expect(last(history.totals, 10_000, 'connections', 5)).toEqual([3, 3, 3, 3, 3]);
	});
});

describe('more rows than can be kept', () => {
	const names = Array.from({length: 10}, (_, index) => `tcp:10.1.1.${index}:80` as const);
	const row = (index: number) => ({service: names[index] ?? 'tcp:10.1.1.0:80', server: null});
	const recorded = (most: number) => {
		const history = createTrafficHistory(most);
		let time = 0;
		const record = (services = names) => {
			time += 2000;
			history.record(director(time, 1, services), 4000);
		};
		record();
		record();
		const keptRows = () =>
			names.flatMap(name => [
				...(history.of({service: name, server: null}) ? [name] : []),
				...(history.of({service: name, server: '10.0.0.8:80'}) ? [`${name} server`] : []),
			]);
		return {history, record, keptRows, pass: (milliseconds: number) => (time += milliseconds)};
	};

	test('the first ones are kept, and never more', () => {
		const {keptRows, record} = recorded(4);
		record();
		expect(keptRows()).toEqual([names[0], `${names[0]} server`, names[1], `${names[1]} server`]);
	});

	test('a watched row gets a place, and keeps it before others', () => {
		const {history, keptRows, record} = recorded(4);
		history.watch(row(9));
		expect(keptRows()).toEqual([`${names[0]} server`, names[1], `${names[1]} server`, names[9]]);
		history.watch(row(8));
		history.watch(row(7));
		history.watch(row(6));
		expect(keptRows()).toEqual([names[6], names[7], names[8], names[9]]);
		history.watch(row(9));
		history.watch(row(5));
		expect(keptRows()).toEqual([names[5], names[6], names[7], names[9]]);
		record();
		expect(last(history.of(row(9)), 6000, 'connections', 1)).toEqual([1]);
	});

	test('an unused place is given to another row', () => {
		const {keptRows, record, pass} = recorded(4);
		pass(3_700_000);
		record(names.slice(2));
		record(names.slice(2));
		expect(keptRows()).toEqual([names[2], `${names[2]} server`, names[3], `${names[3]} server`]);
	});

	test('totals are always there', () => {
		const {history} = recorded(0);
		expect(last(history.totals, 4000, 'activeConnections', 1)).toEqual([60]);
	});
});
