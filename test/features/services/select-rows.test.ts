import {expect, test} from 'vitest';
import {selectRows} from '../../../source/features/services/select-rows.ts';
import {readersOrder} from '../../../source/features/services/sort-rows.ts';
import type {ServiceId} from '../../../source/ipvs/service.ts';
import {director, server, service} from '../../support/sample-director.ts';

const web = service('tcp:10.1.1.1:80', [server('10.0.0.1:80'), server('10.0.0.2:80')]);
const dns = service('udp:10.1.1.1:53', [server('10.0.0.1:53')]);
const inputs = {
	director: director([web, dns]),
	filter: '',
	sort: readersOrder,
	folded: new Set<ServiceId>(),
};

function ids(changes: Partial<typeof inputs>): readonly string[] {
	return selectRows({...inputs, ...changes}).map(({id}) => id);
}

test('servers are below their service', () => {
	expect(ids({})).toEqual([
		'tcp:10.1.1.1:80',
		'tcp:10.1.1.1:80 10.0.0.1:80',
		'tcp:10.1.1.1:80 10.0.0.2:80',
		'udp:10.1.1.1:53',
		'udp:10.1.1.1:53 10.0.0.1:53',
	]);
});

test('a fold hides the servers of its service', () => {
	expect(ids({folded: new Set([web.id])})).toEqual([
		'tcp:10.1.1.1:80',
		'udp:10.1.1.1:53',
		'udp:10.1.1.1:53 10.0.0.1:53',
	]);
});

test('a filter opens a folded service to show the server that it has found', () => {
	expect(ids({folded: new Set([web.id]), filter: '10.0.0.2'})).toEqual([
		'tcp:10.1.1.1:80',
		'tcp:10.1.1.1:80 10.0.0.2:80',
	]);
});

test('a filter that finds the service leaves it folded', () => {
	expect(ids({folded: new Set([web.id]), filter: 'tcp:'})).toEqual(['tcp:10.1.1.1:80']);
});

test('before the first reading there are no rows', () => {
	expect(selectRows({...inputs, director: null})).toEqual([]);
});
