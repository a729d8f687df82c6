/**
 * The orders in which rows are listed: the kernel's own, which is that of its hash table, and the one in which ipvsadm
 * sorts them.
 */
import type {IpAddress} from '../../ipvs/address.ts';
import {parseIpv4} from '../../ipvs/ipv4.ts';
import {parseIpv6} from '../../ipvs/ipv6.ts';
import type {Protocol, ServiceKey} from '../../ipvs/service.ts';
import type {Server, Service} from './rows.ts';

const protocolNumbers: Readonly<Record<Protocol, number>> = {tcp: 6, udp: 17, sctp: 132};
const buckets = 256;

/** The four 32-bit words of an address; an IPv4 address uses only the first. */
function addressWords(address: IpAddress): readonly number[] {
	const words = address.includes(':') ? parseIpv6(address) : null;
	return words === null
		? [parseIpv4(address) ?? 0, 0, 0, 0]
		: [0, 2, 4, 6].map(index => (words[index] ?? 0) * 0x1_0000 + (words[index + 1] ?? 0));
}

/**
 * The bucket of the kernel's service table. The real one also depends on the memory address of the namespace, so it
 * differs from boot to boot.
 */
function serviceBucket(key: ServiceKey): number {
	if (key.kind === 'fwmark') {
		return key.fwmark % buckets;
	}

	const folded = addressWords(key.address).reduce((fold, word) => fold ^ word, 0);
	const hash = protocolNumbers[key.protocol] ^ folded ^ (key.port >>> 8) ^ key.port;
	return (hash >>> 0) % buckets;
}

/** Services as the kernel lists them: by bucket, addresses before marks, the newest of a bucket first. */
export function inKernelOrder(services: Iterable<Service>): readonly Service[] {
	return [...services]
		.reverse()
		.map(service => {
			const {key} = service.rule;
			return {service, place: serviceBucket(key) + (key.kind === 'fwmark' ? buckets : 0)};
		})
		.sort((one, other) => one.place - other.place)
		.map(({service}) => service);
}

/**
 * glibc's qsort as ipvsadm uses it: a merge sort that begins with the first half. It must be this one, because
 * ipvsadm's comparison is not transitive, so another sort would give another order.
 */
function mergeSort<T>(rows: readonly T[], compare: (one: T, other: T) => number): readonly T[] {
	if (rows.length <= 1) {
		return rows;
	}

	const half = rows.length >> 1;
	const left = mergeSort(rows.slice(0, half), compare);
	const right = mergeSort(rows.slice(half), compare);
	const merged: T[] = [];
	let fromLeft = 0;
	let fromRight = 0;
	for (;;) {
		const one = left[fromLeft];
		const other = right[fromRight];
		if (one === undefined || other === undefined) {
			return [...merged, ...left.slice(fromLeft), ...right.slice(fromRight)];
		}

		if (compare(one, other) <= 0) {
			merged.push(one);
			fromLeft += 1;
		} else {
			merged.push(other);
			fromRight += 1;
		}
	}
}

interface SortKey {
	readonly fwmark: number;
	readonly family: number;
	readonly protocol: number;
	readonly words: readonly number[];
	readonly port: number;
}

/** AF_INET and AF_INET6. */
const familyNumbers = {ipv4: 2, ipv6: 10} as const;

function serviceSortKey({rule: {key}}: Service): SortKey {
	const family = familyNumbers[key.family];
	return key.kind === 'fwmark'
		? {fwmark: key.fwmark, family, protocol: 0, words: [0, 0, 0, 0], port: 0}
		: {
				fwmark: 0,
				family,
				protocol: protocolNumbers[key.protocol],
				words: addressWords(key.address),
				port: key.port,
			};
}

/** Differences are stored in a signed 32-bit int, so values further apart than 2^31 compare the wrong way. */
function signedDifference(one: number, other: number): number {
	return (one - other) | 0;
}

function compareWords(one: readonly number[], other: readonly number[], family: number): number {
	const compared = family === familyNumbers.ipv6 ? 4 : 1;
	for (let index = 0; index < compared; index += 1) {
		const difference = signedDifference(one[index] ?? 0, other[index] ?? 0);
		if (difference !== 0) {
			return difference;
		}
	}

	return 0;
}

function compareServices(one: SortKey, other: SortKey): number {
	return (
		signedDifference(one.fwmark, other.fwmark) ||
		one.family - other.family ||
		one.protocol - other.protocol ||
		compareWords(one.words, other.words, one.family) ||
		one.port - other.port
	);
}

/** Converts services from the kernel's order to ipvsadm's. */
export function sortServices(services: readonly Service[]): readonly Service[] {
	const keyed = services.map(service => ({service, key: serviceSortKey(service)}));
	return mergeSort(keyed, (one, other) => compareServices(one.key, other.key)).map(
		({service}) => service,
	);
}

/**
 * Converts the servers of one service from the kernel's order to ipvsadm's. The address family of the first one
 * determines which words are compared.
 */
export function sortServers(servers: readonly Server[]): readonly Server[] {
	const keyed = servers.map(server => ({server, words: addressWords(server.rule.address)}));
	return mergeSort(
		keyed,
		(one, other) =>
			compareWords(one.words, other.words, familyNumbers[one.server.family]) ||
			one.server.rule.port - other.server.rule.port,
	).map(({server}) => server);
}
