import {expect, test} from 'vitest';
import {filterServices, sortServices} from '../../../source/features/services/select-rows.ts';
import {
	readersOrder,
	type Sort,
	sortBy,
	sortColumns,
} from '../../../source/features/services/sort-rows.ts';
import {rates, sampleDirector, server, service} from '../../support/sample-director.ts';

function sorted(services: Parameters<typeof filterServices>[0], sort: Sort): readonly unknown[] {
	return sortServices(filterServices(services, '', new Set()), sort).map(entry => [
		entry.service.id,
		...entry.servers.map(({server: {id}}) => id),
	]);
}

const busy = service(
	'tcp:10.1.1.2:80',
	[
		server('10.0.0.1:80', {rates: rates({connections: 1, inBytes: 5}), activeConnections: 9}),
		server('10.0.0.2:80', {rates: null, ratesFrom: null, weight: 5}),
		server('10.0.0.3:80', {rates: rates({connections: 7}), weight: 0, forwarding: 'route'}),
	],
	{rates: rates({connections: 8})},
);
const idle = service('tcp:10.1.1.1:80', [], {scheduler: 'wlc', rates: rates()});
const unread = service('tcp:10.1.1.3:80', [], {rates: null, ratesFrom: null});

test('the order of the reading is kept by default', () => {
	expect(sorted([idle, busy], readersOrder)).toEqual([
		['tcp:10.1.1.1:80'],
		['tcp:10.1.1.2:80', '10.0.0.1:80', '10.0.0.2:80', '10.0.0.3:80'],
	]);
	expect(sorted([idle, busy], {column: 'service', descending: true})).toEqual([
		['tcp:10.1.1.2:80', '10.0.0.3:80', '10.0.0.2:80', '10.0.0.1:80'],
		['tcp:10.1.1.1:80'],
	]);
});

test('a rate sorts services, and servers within their service; unknown values come last', () => {
	expect(sorted([unread, idle, busy], sortBy('connections'))).toEqual([
		['tcp:10.1.1.2:80', '10.0.0.3:80', '10.0.0.1:80', '10.0.0.2:80'],
		['tcp:10.1.1.1:80'],
		['tcp:10.1.1.3:80'],
	]);
});

test('unknown values come last in the other direction too', () => {
	expect(sorted([unread, idle, busy], {column: 'connections', descending: false})).toEqual([
		['tcp:10.1.1.1:80'],
		['tcp:10.1.1.2:80', '10.0.0.1:80', '10.0.0.3:80', '10.0.0.2:80'],
		['tcp:10.1.1.3:80'],
	]);
});

test('a weight sorts servers and leaves services where they are', () => {
	expect(sorted([idle, busy], sortBy('weight'))).toEqual([
		['tcp:10.1.1.1:80'],
		['tcp:10.1.1.2:80', '10.0.0.2:80', '10.0.0.1:80', '10.0.0.3:80'],
	]);
});

test('names are sorted from A to Z', () => {
	expect(sorted([idle, busy], sortBy('via'))).toEqual([
		['tcp:10.1.1.2:80', '10.0.0.3:80', '10.0.0.1:80', '10.0.0.2:80'],
		['tcp:10.1.1.1:80'],
	]);
});

test('rows that need attention come first when sorted by state', () => {
	const order = sortServices(
		filterServices(sampleDirector().services, '', new Set()),
		sortBy('state'),
	);
	expect(order.slice(0, 2).map(entry => entry.service.id)).toEqual(['fwm6:8', 'fwm:7']);
	const web = order.find(entry => entry.service.id === 'tcp:172.16.249.138:443');
	expect(web?.servers.map(({server: {id}}) => id)).toEqual([
		'10.0.0.10:443',
		'10.0.0.8:443',
		'10.0.0.9:443',
	]);
});

test.each(sortColumns)('sorting by %s loses nothing and invents nothing', column => {
	const {services} = sampleDirector();
	for (const descending of [true, false]) {
		const ids = sorted(services, {column, descending}).flat().toSorted();
		expect(ids).toEqual(sorted(services, readersOrder).flat().toSorted());
	}
});
