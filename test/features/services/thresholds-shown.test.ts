/**
 * A server that reached its upper threshold and fell below it again, in all kinds of output: 2 connections, `-x 4 -y
 * 1`.
 */

import {describe, expect, it} from 'vitest';
import {serverRowId} from '../../../source/console/state/console-row.ts';
import {askedShares} from '../../../source/features/connections/table/service-share.ts';
import {realServerState} from '../../../source/features/servers/real-server-figures.ts';
import {jsonReading} from '../../../source/features/services/output/json-reading.ts';
import {filterServices} from '../../../source/features/services/select-rows.ts';
import {serviceNotices} from '../../../source/features/services/service-notices.ts';
import {rowStateCell} from '../../../source/features/services/state-column.ts';
import {director, server, service} from '../../support/sample-director.ts';

const thresholds = {upperThreshold: 4, lowerThreshold: 1, inactiveConnections: 2};
const closed = server('10.0.0.8:53', {...thresholds, overload: 'closed'});
const unsure = server('10.0.0.8:53', {...thresholds, overload: 'maybe-closed'});
const other = server('10.0.0.9:53', {inactiveConnections: 8});
const dns = (row: typeof closed) => service('udp:10.1.1.1:53', [row, other]);

function cell(row: typeof closed, width: number): string {
	const its = dns(row);
	return rowStateCell(
		{kind: 'server', id: serverRowId(its.id, row.id), service: its, server: row},
		width,
	).text;
}

describe('a server that was seen to reach its upper threshold', () => {
	it('is called closed in its row, in as many words as there is room for', () => {
		expect(cell(closed, 30)).toBe('closed at 4, opens below 1');
		expect(cell(closed, 22)).toBe('closed, opens below 1');
		expect(cell(closed, 15)).toBe('opens below 1');
		expect(cell(closed, 8)).toBe('closed');
	});

	it('is in the notices, in JSON, and found by a filter', () => {
		const live = director([dns(closed)]);
		expect(serviceNotices(live)).toEqual([
			'10.0.0.8:53 in udp:10.1.1.1:53: closed at 4, opens below 1',
		]);
		expect(JSON.parse(jsonReading(live)).services[0].servers[0].state).toBe('closed');
		const [found] = filterServices(live.services, 'closed', new Set());
		expect(found?.servers.map(({server}) => server.id)).toEqual(['10.0.0.8:53']);
	});

	it('has no part of the new connections', () => {
		expect(askedShares(dns(closed))).toEqual([0, 1]);
		expect(askedShares(dns(unsure))).toEqual([0.5, 0.5]);
	});

	it('makes its real server one that is over its threshold', () => {
		const entries = [{service: dns(closed), server: closed}];
		expect(realServerState({id: '10.0.0.8', entries})).toBe('over-threshold');
	});
});

describe('a server that was not seen to reach it', () => {
	it('may be closed, and nothing is claimed', () => {
		expect(cell(unsure, 22)).toBe('may be closed, 20%');
		expect(cell(unsure, 8)).toBe('closed?');
		const live = director([dns(unsure)]);
		expect(serviceNotices(live)).toEqual([]);
		expect(JSON.parse(jsonReading(live)).services[0].servers[0].state).toBe('maybe-closed');
	});
});

it('several closed servers share a notice', () => {
	const rows = ['10.0.0.6:53', '10.0.0.7:53', '10.0.0.8:53'].map(id =>
		server(id, {...thresholds, overload: 'closed'}),
	);
	expect(serviceNotices(director([service('udp:10.1.1.1:53', rows)]))).toEqual([
		'closed by their thresholds, no new connections: 10.0.0.6:53 in udp:10.1.1.1:53, 10.0.0.7:53 in udp:10.1.1.1:53 and 1 more server',
	]);
});
