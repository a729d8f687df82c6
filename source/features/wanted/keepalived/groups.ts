/**
 * Reads `virtual_server_group`: addresses, ranges of addresses and firewall marks that share their servers.
 */
import type {AddressFamily, IpAddress} from '../../../ipvs/address.ts';
import {familyOf, parseIpAddress} from '../../../ipvs/address.ts';
import {formatIpv4, parseIpv4} from '../../../ipvs/ipv4.ts';
import {formatIpv6, parseIpv6} from '../../../ipvs/ipv6.ts';
import {faulty, largestUnsigned, readNumber} from '../read-values.ts';
import type {Statement} from './blocks.ts';

/** An address with its port (0 if there is none), or a firewall mark with its family if the file gives one. */
export type GroupEntry =
	| {readonly kind: 'address'; readonly address: IpAddress; readonly port: number}
	| {readonly kind: 'fwmark'; readonly fwmark: number; readonly family: AddressFamily | null};

/** The most addresses in one range. A larger range would also make the kernel's table useless. */
const mostAddresses = 65_536;

/** The number of an address, regardless of its notation. */
function numberOf(address: IpAddress): bigint {
	return familyOf(address) === 'ipv4'
		? BigInt(parseIpv4(address) ?? 0)
		: (parseIpv6(address) ?? []).reduce((sum, word) => sum * 65_536n + BigInt(word), 0n);
}

function addressOf(number: bigint, family: AddressFamily): IpAddress {
	return family === 'ipv4'
		? formatIpv4(Number(number))
		: formatIpv6(
				Array.from({length: 8}, (_, word) => Number((number >> BigInt(16 * (7 - word))) & 0xffffn)),
			);
}

/** Reads the end of a range: a whole address, or only its last part. */
function endOf(start: IpAddress, written: string): IpAddress | null {
	if (/[.:]/.test(written)) {
		return parseIpAddress(written);
	}

	const cut = Math.max(start.lastIndexOf('.'), start.lastIndexOf(':')) + 1;
	return /^[\da-f]{1,4}$/i.test(written) ? parseIpAddress(start.slice(0, cut) + written) : null;
}

/** Reads `192.0.2.1-10`, `192.0.2.250-192.0.3.10`, `192.0.2.8/29` or one address. */
function readRange(place: Statement, written: string): readonly IpAddress[] {
	const [, first = '', sign, rest = ''] = /^([^-/]+)([-/]?)(.*)$/.exec(written) ?? [];
	const address = parseIpAddress(first);
	if (address === null) {
		return faulty(place, `not an address or a range of addresses: ${written}`);
	}

	const family = familyOf(address);
	const start = numberOf(address);
	if (sign === '') {
		return [address];
	}

	const last = sign === '-' ? endOf(address, rest) : null;
	const bits = BigInt(family === 'ipv4' ? 32 : 128);
	const end =
		sign === '-'
			? last !== null && familyOf(last) === family
				? numberOf(last)
				: -1n
			: start +
				(1n << (bits - BigInt(readNumber(place, 'the prefix length', rest, 1, Number(bits))))) -
				1n;
	if (end < start) {
		return faulty(place, `the range has no addresses: ${written}`);
	}

	const count = end - start + 1n;
	if (count > mostAddresses) {
		return faulty(place, `the range has more than ${mostAddresses} addresses: ${written}`);
	}

	if (sign === '/' && start % count !== 0n) {
		return faulty(place, `the range does not begin at its first address: ${written}`);
	}

	return Array.from({length: Number(count)}, (_, index) =>
		addressOf(start + BigInt(index), family),
	);
}

/** Reads the port of an address. 0 if there is none; that means every port. */
export function readPort(place: Statement, word: string | undefined): number {
	return word === undefined ? 0 : readNumber(place, 'the port', word, 0, 65_535);
}

const families: ReadonlyMap<string | undefined, AddressFamily | null> = new Map([
	[undefined, null],
	['inet', 'ipv4'],
	['inet6', 'ipv6'],
]);

function readEntry(statement: Statement): readonly GroupEntry[] {
	const [first = '', second, third] = statement.words;
	if (first !== 'fwmark') {
		const port = readPort(statement, second);
		return readRange(statement, first).map(address => ({kind: 'address', address, port}));
	}

	const family = families.get(third);
	return family === undefined
		? faulty(statement, `not inet or inet6: ${third}`)
		: [
				{
					kind: 'fwmark',
					fwmark: readNumber(statement, 'the firewall mark', second, 1, largestUnsigned),
					family,
				},
			];
}

/** Reads the entries of a group. */
export function readGroup(statement: Statement): readonly GroupEntry[] {
	if (statement.fault !== null) {
		return faulty(statement, statement.fault);
	}

	const entries = (statement.block ?? []).flatMap(readEntry);
	const has = (family: AddressFamily) =>
		entries.some(entry => entry.kind === 'address' && familyOf(entry.address) === family);
	const isMark = (entry: GroupEntry) => entry.kind === 'fwmark' && entry.family === null;
	return has('ipv4') && has('ipv6') && entries.some(isMark)
		? faulty(statement, 'with addresses of both families, a firewall mark needs inet or inet6')
		: entries;
}
