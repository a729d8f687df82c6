import fc from 'fast-check';
import {expect, it} from 'vitest';
import {type RowId, serverRowId} from '../../../source/console/state/console-row.ts';
import {RowSet} from '../../../source/console/state/row-set.ts';
import type {ServerId} from '../../../source/ipvs/server.ts';
import type {ServiceId} from '../../../source/ipvs/service.ts';

const serviceIds: readonly ServiceId[] = ['tcp:10.1.1.1:80', 'udp:10.1.1.1:53', 'fwm:7'];

/** More servers than a service may have before they are kept as a set. */
const serverIds: readonly ServerId[] = Array.from(
	{length: 40},
	(_, index) => `10.0.0.${index}:80` as const,
);

const anyServer = fc.record({
	service: fc.constantFrom(...serviceIds).map(id => ({id})),
	server: fc.constantFrom(...serverIds).map(id => ({id})),
});

/** A row as its id, or a server as an object. */
const anyRow = fc.oneof(
	fc.constantFrom(...serviceIds),
	anyServer,
	anyServer.map(({service, server}) => serverRowId(service.id, server.id)),
);

const idOf = (row: RowId | {service: {id: ServiceId}; server: {id: ServerId}}): RowId =>
	typeof row === 'string' ? row : serverRowId(row.service.id, row.server.id);

const anyRows = fc.array(anyRow, {maxLength: 120});

it('a set of rows has each row once, however it was given, and no other', () => {
	fc.assert(
		fc.property(anyRows, anyRows, (some, more) => {
			const set = RowSet.union([RowSet.of(some), RowSet.of(more)]);
			const expected = new Set([...some, ...more].map(idOf));
			expect([...set].toSorted()).toEqual([...expected].toSorted());
			expect(set.isEmpty).toBe(expected.size === 0);
			for (const service of serviceIds) {
				expect(set.has(service)).toBe(expected.has(service));
				expect(set.hasRow(service)).toBe(expected.has(service));
				expect(set.hasAnyOf(service)).toBe(
					[...expected].some(row => row.split(' ')[0] === service),
				);
				for (const server of serverIds) {
					const row = serverRowId(service, server);
					expect(set.has(service, server)).toBe(expected.has(row));
					expect(set.hasRow(row)).toBe(expected.has(row));
				}
			}
		}),
	);
});
