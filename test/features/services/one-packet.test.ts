/**
 * One-packet services: google/seesaw#99, where all 388 packets went to one of two servers.
 */

import {describe, expect, it} from 'vitest';
import {serverRowId} from '../../../source/console/state/console-row.ts';
import type {LiveServer, LiveService} from '../../../source/director/polling/live.ts';
import {loadOf, shareOf} from '../../../source/director/service-load.ts';
import {textTable} from '../../../source/features/services/output/text-table.ts';
import {serviceNotices} from '../../../source/features/services/service-notices.ts';
import {readersOrder} from '../../../source/features/services/sort-rows.ts';
import {rowStateCell} from '../../../source/features/services/state-column.ts';
import {counters, director, rates, server, service} from '../../support/sample-director.ts';

const packets = (inPackets: bigint, perSecond = 0): Partial<LiveServer> => ({
	counters: counters({inPackets}),
	rates: rates({inPackets: perSecond}),
});
const gelf = (servers: readonly Partial<LiveServer>[], told: Partial<LiveService> = {}) =>
	service(
		'udp:192.0.2.166:12210',
		servers.map((row, index) => server(`198.51.100.${index + 1}:12210`, row)),
		{onePacket: true, ...told},
	);
const uneven = gelf([packets(388n), packets(0n)]);

function cells(of: LiveService): readonly string[] {
	return of.servers.map(
		row =>
			rowStateCell({kind: 'server', id: serverRowId(of.id, row.id), service: of, server: row}, 15)
				.text,
	);
}

describe('a one-packet service', () => {
	it('is shared out by packets', () => {
		const {servers} = uneven;
		expect(servers.map(row => shareOf(uneven, row))).toEqual([1, 0]);
		expect(loadOf(uneven)).toMatchObject({unit: 'packets', total: 388});
	});

	it('says which server gets nothing, in its row and in the notices', () => {
		expect(cells(uneven)).toEqual(['██████████ 100%', 'no packets']);
		expect(serviceNotices(director([uneven]))).toEqual([
			'no packets go to 198.51.100.2:12210 in udp:192.0.2.166:12210, although it has weight',
		]);
	});

	it('says so in text as well', () => {
		const options = {filter: '', sort: readersOrder, units: 'bits', columns: 80} as const;
		expect(textTable(director([uneven]), options)).toContain(
			'\nno packets go to 198.51.100.2:12210 in udp:192.0.2.166:12210,',
		);
	});

	it('uses present packets while there are any', () => {
		const now = gelf([packets(1000n, 50), packets(1000n, 0)]);
		expect(loadOf(now)).toMatchObject({unit: 'packets/s', total: 50});
		expect(cells(now)).toEqual(['██████████ 100%', 'no packets']);
		const both = gelf([packets(1000n, 50), packets(0n, 50)]);
		expect(cells(both)).toEqual(['█████       50%', '█████       50%']);
		expect(serviceNotices(director([both]))).toEqual([]);
	});

	it('gives the reason, if its scheduler compares connections', () => {
		const [notice] = serviceNotices(director([gelf(uneven.servers, {scheduler: 'wlc'})]));
		expect(notice).toMatch(
			/: wlc compares connections, but one-packet scheduling has none; rr or wrr/,
		);
	});

	it.each<{why: string; of: LiveService}>([
		{why: 'few packets have come', of: gelf([packets(30n), packets(0n)])},
		{why: 'it has no weight', of: gelf([packets(388n), {...packets(0n), weight: 0}])},
		{why: 'clients are hashed', of: gelf(uneven.servers, {scheduler: 'sh'})},
		{
			why: 'clients stay on their server',
			of: gelf(uneven.servers, {persistence: {timeout: 60, netmask: '255.255.255.255'}}),
		},
		{
			why: 'its weight asks for hardly any',
			of: gelf([{...packets(388n), weight: 100}, packets(0n)], {scheduler: 'wrr'}),
		},
		{why: 'it has connections', of: gelf(uneven.servers, {onePacket: false})},
	])('reports no server without packets if $why', ({of}) => {
		expect(serviceNotices(director([of]))).toEqual([]);
	});
});
