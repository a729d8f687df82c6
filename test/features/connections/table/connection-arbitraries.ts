/**
 * Connection tables as a kernel could print them: few clients, services and servers, so that groups form.
 */

import fc from 'fast-check';
import {ipAddress} from '../../../../source/ipvs/address.ts';
import {formatIpv6} from '../../../../source/ipvs/ipv6.ts';
import type {Connection} from '../../../../source/ipvs/listing.ts';

const port = fc.constantFrom(1, 80, 443, 40_000, 65_534);

const ipv4 = (network: string) => fc.nat(5).map(host => ipAddress(`${network}.${host}`));
const ipv6 = (network: number) =>
	fc.nat(5).map(host => formatIpv6([0x2001, 0xdb8, network, host % 2, 0, 0, 0, host]));

const ipv4Ends = fc.record({
	client: fc.record({address: fc.oneof(ipv4('10.1.2'), ipv4('10.1.3'), ipv4('203.0.113')), port}),
	virtual: fc.record({address: ipv4('192.0.2'), port}),
	server: fc.record({address: ipv4('10.9.0'), port}),
});

const ipv6Client = fc.record({address: fc.oneof(ipv6(1), ipv6(2)), port});
const ipv6Virtual = fc.record({address: ipv6(3), port});

const ipv6Ends = fc.record({
	client: ipv6Client,
	virtual: ipv6Virtual,
	server: fc.record({address: ipv6(4), port}),
});

/** IPv6 clients and an IPv4 server behind a tunnel. */
const mixedEnds = fc.record({
	client: ipv6Client,
	virtual: ipv6Virtual,
	server: fc.record({address: ipv4('10.9.0'), port}),
});

const ends = fc.oneof(ipv4Ends, ipv6Ends, mixedEnds);

const expires = fc.oneof(fc.nat(900), fc.constantFrom(0, 9_999_999, 2_678_400, 0xffff_ffff));

/** Engine data comes from packets: any character except a line break. */
const engine = fc.record({
	name: fc.constant('sip'),
	data: fc.string({unit: 'binary', maxLength: 40}).map(text => text.replaceAll('\n', ' ')),
});

const connection: fc.Arbitrary<Connection> = fc
	.tuple(
		ends,
		fc.record({
			protocol: fc.constantFrom('tcp', 'tcp', 'udp', 'sctp', 'icmpv6', 'ip_47'),
			state: fc.constantFrom('ESTABLISHED', 'SYN_RECV', 'TIME_WAIT', 'C-REPLIED', 'BUG!', '?'),
			expires,
			engine: fc.constant(null),
		}),
	)
	.map(([places, rest]) => ({...rest, ...places}));

/** A template has no client port; that of a firewall mark has the mark in place of its virtual address. */
const template: fc.Arbitrary<Connection> = fc
	.tuple(
		ends,
		fc.record({
			protocol: fc.constantFrom('tcp', 'udp', 'ip'),
			state: fc.constantFrom('NONE', 'ASSURED'),
			expires,
			engine: fc.option(engine),
		}),
		fc.integer({min: 1, max: 3}),
	)
	.map(([places, rest, mark]) => {
		const client = {...places.client, port: 0};
		const isIpv6 = client.address.includes(':');
		return rest.protocol === 'ip'
			? {
					...rest,
					client,
					virtual: {address: ipAddress(isIpv6 ? `0:${mark}::` : `0.0.0.${mark}`), port: 0},
					server: {...places.server, port: 0},
				}
			: {...rest, ...places, client};
	});

/** A table of connections and templates. */
export const tableArbitrary: fc.Arbitrary<readonly Connection[]> = fc.array(
	fc.oneof({weight: 4, arbitrary: connection}, {weight: 1, arbitrary: template}),
	{maxLength: 60},
);

/** The sizes of the pieces of a file, in bytes. */
export const pieceSizes = fc.array(fc.integer({min: 1, max: 300}), {minLength: 1, maxLength: 20});

/** A file in pieces of these sizes, repeated. */
export function* inPieces(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
	let from = 0;
	for (let piece = 0; from < bytes.length; piece += 1) {
		const size = sizes[piece % sizes.length] ?? 1;
		yield bytes.slice(from, from + size);
		from += size;
	}
}
