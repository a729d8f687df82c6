import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {ipAddress} from '../../../source/ipvs/address.ts';
import type {Counters} from '../../../source/ipvs/counters.ts';
import {
	formatRateListing,
	formatStatsListing,
} from '../../../source/ipvs/format/counter-listings.ts';
import {formatListing, formatTunnelListing} from '../../../source/ipvs/format/rule-listings.ts';
import {formatSyncDaemons} from '../../../source/ipvs/format/settings.ts';
import {parseText} from '../../../source/ipvs/line-parser.ts';
import type {CountedService, Listing} from '../../../source/ipvs/listing.ts';
import {statsListingParser} from '../../../source/ipvs/parse/stats-listing.ts';
import type {Tunnel} from '../../../source/ipvs/server.ts';
import type {ServiceRule} from '../../../source/ipvs/service.ts';
import {cases} from '../../support/random-cases.ts';

const service: ServiceRule = {
	key: {kind: 'fwmark', family: 'ipv6', fwmark: 4_294_967_295},
	scheduler: 'sh',
	schedulerFlags: ['flag-3'],
	persistence: null,
	engine: 'sip',
	onePacket: true,
};

const server = {
	address: ipAddress('10.0.0.8'),
	port: 80,
	weight: 5,
	activeConnections: 3,
	inactiveConnections: 70,
};

test('a mark of the upper half, a flag without a name and an engine without persistence print as ipvsadm does', () => {
	expect(formatListing({header: null, services: [{service, servers: []}]})).toBe(
		`Prot LocalAddress:Port Scheduler Flags
  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn
FWM  -1 IPv6 sh () ops
`,
	);
});

describe('tunnels', () => {
	test.each([
		[null, 'Masq    n/a          '],
		[{type: 'ipip', port: null, checksum: null}, 'Tunnel  ipip         '],
		[{type: 'gue', port: 6080, checksum: 'nocsum'}, 'Tunnel  gue:6080:-c  '],
		[{type: 'gue', port: 6080, checksum: 'csum'}, 'Tunnel  gue:6080:+c  '],
		[{type: 'gue', port: 6080, checksum: 'remcsum'}, 'Tunnel  gue:6080:r+c '],
		[{type: 'gre', port: null, checksum: 'csum'}, 'Tunnel  gre:+c       '],
	] as const)('%j prints as %s', (tunnel: Tunnel | null, text) => {
		const row = {...server, forwarding: tunnel ? 'tunnel' : 'masq', tunnel} as const;
		expect(formatTunnelListing({header: null, services: [{service, servers: [row]}]})).toBe(
			`Prot LocalAddress:Port Scheduler Flags
  -> RemoteAddress:Port           Forward TunnelInfo    Weight ActiveConn InActConn
FWM  -1 IPv6 sh () ops
  -> 10.0.0.8:80                  ${text} 5      3          70        ${''}
`,
		);
	});
});

function counters(number: bigint): Counters {
	return {
		connections: number,
		inPackets: number,
		outPackets: number,
		inBytes: number,
		outBytes: number,
	};
}

function counted(number: bigint): Listing<CountedService> {
	return {
		header: null,
		services: [
			{
				key: service.key,
				counters: counters(number),
				servers: [{...server, counters: counters(number)}],
			},
		],
	};
}

describe('large numbers', () => {
	test.each([
		[99_999_999n, '99999999'],
		[100_000_000n, ' 100000K'],
		[123_456_789n, ' 123456K'],
		[999_999_999n, ' 999999K'],
		[1_000_000_000n, '   1000M'],
		[99_999_999_999n, '  99999M'],
		[100_000_000_000n, '    100G'],
		[99_999_999_999_999n, '  99999G'],
		[100_000_000_000_000n, '    100T'],
		[2n ** 63n, '9223372T'],
	])('%d is cut to %s', (number, text) => {
		const column = number < 100_000_000n ? ` ${text}` : ` ${text}`.slice(-9);
		const line = formatStatsListing(counted(number), {exact: false}).split('\n')[2];
		expect(line).toBe(`FWM  -1 IPv6${' '.repeat(21)}${column.repeat(5)}`);
	});

	test('are whole with --exact, and their columns grow', () => {
		const [, , first, second] = formatStatsListing(counted(123_456_789n), {exact: true}).split(
			'\n',
		);
		expect(first).toBe(`FWM  -1 IPv6${' '.repeat(21)}${' 123456789'.repeat(5)}`);
		expect(second).toBe(`  -> 10.0.0.8:80${' '.repeat(17)}${' 123456789'.repeat(5)}`);
	});

	test("of a server's rate are cut only for bytes", () => {
		const rates = {
			connections: 100_000_000,
			inPackets: 123_456_789,
			outPackets: 1,
			inBytes: 123_456_789,
			outBytes: 1_000_000_000,
		};
		const listing = {
			header: null,
			services: [{key: service.key, rates, servers: [{...server, rates}]}],
		};
		const [, , first, second] = formatRateListing(listing, {exact: false}).split('\n');
		expect(first?.slice(33)).toBe('  100000K  123456K        1  123456K    1000M');
		expect(second?.slice(33)).toBe(' 100000000 123456789        1  123456K    1000M');
	});

	test('come back from their text at most a hundredth too small', () => {
		const number = fc
			.constantFrom(...[3n, 8n, 9n, 11n, 14n, 19n])
			.chain(digits => fc.bigInt({min: 0n, max: 10n ** digits - 1n}));
		fc.assert(
			fc.property(number, whole => {
				const text = formatStatsListing(counted(whole), {exact: false});
				const read = parseText(statsListingParser, text).services[0]?.counters.inBytes ?? -1n;
				expect(read).toBeLessThanOrEqual(whole);
				expect((whole - read) * 100n).toBeLessThanOrEqual(whole);
			}),
			{numRuns: cases(1000)},
		);
	});
});

test('a sync daemon prints only what the kernel reports', () => {
	expect(
		formatSyncDaemons([
			{
				role: 'backup',
				interface: 'eth0',
				syncId: 1,
				maxLength: null,
				group: null,
				port: null,
				ttl: null,
			},
		]),
	).toBe('backup sync daemon (mcast=eth0, syncid=1)\n');
});
