import {describe, expect, test} from 'vitest';
import {
	askedShares,
	serviceShares,
} from '../../../../source/features/connections/table/service-share.ts';
import {configured} from './configured.ts';

const servers = ['10.0.0.8:80 1', '10.0.0.9:80 3', '10.0.0.10:80 0'];

describe('the part that is asked for', () => {
	test.each([
		['wrr', [0.25, 0.75, 0]],
		['wlc', [0.25, 0.75, 0]],
		['sh', [0.25, 0.75, 0]],
		['rr', [0.5, 0.5, 0]],
		['lc', [0.5, 0.5, 0]],
		['fo', [0, 1, 0]],
		['dh', [null, null, null]],
		['ovf', [null, null, null]],
		['a-scheduler-of-tomorrow', [null, null, null]],
	])('by %s', (scheduler, asked) => {
		expect(askedShares(configured('tcp:10.1.1.1:80', servers, {scheduler}))).toEqual(asked);
	});

	test.each(['wrr', 'rr', 'fo'])('is none if no server has weight: %s', scheduler => {
		const idle = configured('tcp:10.1.1.1:80', ['10.0.0.8:80 0', '10.0.0.9:80 0'], {scheduler});
		expect(askedShares(idle)).toEqual([null, null]);
	});

	test('is none with fo if several servers have the highest weight', () => {
		const tied = ['10.0.0.8:80 3', '10.0.0.9:80 3', '10.0.0.10:80 1'];
		const service = configured('tcp:10.1.1.1:80', tied, {scheduler: 'fo'});
		expect(askedShares(service)).toEqual([null, null, null]);
	});
});

describe('the share of each server', () => {
	const service = configured('tcp:10.1.1.1:80', servers);

	test('is compared with the share by weight', () => {
		expect(
			serviceShares(service, [30, 60, 10]).map(({server, ...rest}) => [server.id, rest]),
		).toEqual([
			['10.0.0.8:80', {connections: 30, share: 0.3, asked: 0.25}],
			['10.0.0.9:80', {connections: 60, share: 0.6, asked: 0.75}],
			['10.0.0.10:80', {connections: 10, share: 0.1, asked: 0}],
		]);
	});

	test('is unknown without connections', () => {
		expect(serviceShares(service, [0, 0, 0]).map(({share}) => share)).toEqual([null, null, null]);
	});
});
