/**
 * Reads `real=` and `fallback=` of ldirectord.cf: the servers of a virtual service.
 */
import {
	type AddressFamily,
	type IpAddress,
	parseIpAddress,
	parsePort,
} from '../../../ipvs/address.ts';
import {formatIpv4, parseIpv4} from '../../../ipvs/ipv4.ts';
import type {Forwarding, ServerRule} from '../../../ipvs/server.ts';
import type {Protocol, ServiceKey} from '../../../ipvs/service.ts';
import type {Names} from '../../../ipvs/service-names.ts';
import {faulty, largestWeight, readNumber} from '../read-values.ts';
import type {Place} from '../wanted.ts';
import type {Setting} from './setting.ts';

const forwardings: ReadonlyMap<string, Forwarding> = new Map([
	['gate', 'route'],
	['masq', 'masq'],
	['ipip', 'tunnel'],
]);

function readForwarding(place: Place, word: string | undefined): Forwarding {
	return (
		forwardings.get(word ?? '') ?? faulty(place, `not gate, masq or ipip: ${word ?? 'nothing'}`)
	);
}

/** Splits `host:port`, `[address]:port` or `host`. The port is null if there is none. */
export function splitPort(text: string): readonly [host: string, port: string | null] {
	const [, address, host = '', port] =
		/^(?:\[([^\]]*)\]|([^:[\]]*))(?::([\w-]+))?$/.exec(text) ?? [];
	return [address ?? host, port ?? null];
}

/**
 * Reads an address, or the name of a host that has exactly one of this family.
 * @throws {BlockFault} if it is neither
 */
export function readHost(
	place: Place,
	word: string,
	family: AddressFamily,
	names: Names,
): IpAddress {
	const address = parseIpAddress(word);
	const found = address ?? (/^[A-Za-z\d][\w.-]*$/.test(word) ? names.host(word, family) : null);
	if (found === null || found.includes(':') !== (family === 'ipv6')) {
		return faulty(
			place,
			`not an address, or a name with one ${family === 'ipv4' ? 'IPv4' : 'IPv6'} address: ${word}`,
		);
	}

	return found;
}

/**
 * Reads a port, or the name of one.
 * @throws {BlockFault} if it is neither
 */
export function readPort(place: Place, word: string, protocol: Protocol, names: Names): number {
	return (
		parsePort(word) ??
		names.port(word, protocol) ??
		faulty(place, `not a port or the name of one: ${word}`)
	);
}

/** The most addresses in a range `one->another`. */
const mostAddresses = 65_536;

function readRange(
	place: Place,
	text: string,
	family: AddressFamily,
	names: Names,
): readonly IpAddress[] {
	const [first = '', last] = text.split('->');
	const start = readHost(place, first.replace(/^\[(.*)\]$/, '$1'), family, names);
	if (last === undefined) {
		return [start];
	}

	const from = parseIpv4(start);
	const to = parseIpv4(readHost(place, last, family, names));
	const count = (to ?? Number.NaN) - (from ?? Number.NaN) + 1;
	if (!(count >= 1 && count <= mostAddresses)) {
		return faulty(place, `not a range of 1 to ${mostAddresses} IPv4 addresses: ${text}`);
	}

	return Array.from({length: count}, (_, index) => formatIpv4((from ?? 0) + index));
}

/** Makes the rule of a server. ipvsadm gives a server that is not behind NAT the port of its service. */
function server(
	address: IpAddress,
	port: number,
	forwarding: Forwarding,
	weight: number,
	key: ServiceKey,
): ServerRule {
	const own = key.kind === 'address' ? key.port : 0;
	return {
		address,
		port: forwarding === 'masq' ? port : own,
		forwarding,
		tunnel: forwarding === 'tunnel' ? {type: 'ipip', port: null, checksum: null} : null,
		weight,
		upperThreshold: 0,
		lowerThreshold: 0,
	};
}

const afterMethod = /^(?:\s+(\d+))?(?:\s+"[^"]*"[, ]\s*"[^"]*")?$/;

/** Reads `real=address[->address][:port] gate|masq|ipip [weight] ["request", "receive"]` */
export function readReal(setting: Setting, key: ServiceKey, names: Names): readonly ServerRule[] {
	const [, where = '', method, more = ''] = /^(\S+)\s+(\w+)(.*)$/.exec(setting.value) ?? [];
	const forwarding = readForwarding(setting, method);
	const [, weight = '1'] =
		afterMethod.exec(more.trimEnd()) ?? faulty(setting, `not understood: ${more.trim()}`);
	const [, range = '', port] = /^(\[[^\]]*\]|[^:[\]]*)(?::([\w-]+))?$/.exec(where) ?? [];
	const protocol = key.kind === 'address' ? key.protocol : 'tcp';
	const number = port === undefined ? 0 : readPort(setting, port, protocol, names);
	return readRange(setting, range, key.family, names).map(address =>
		server(
			address,
			number,
			forwarding,
			readNumber(setting, 'the weight', weight, 0, largestWeight),
			key,
		),
	);
}

/** Reads `fallback=address[:port] [gate|masq|ipip]` */
export function readFallback(setting: Setting, key: ServiceKey, names: Names): ServerRule {
	const [where = '', method = 'gate', more] = setting.value.split(/\s+/);
	if (more !== undefined) {
		faulty(setting, `not understood: ${more}`);
	}

	const [host, port] = splitPort(where);
	const protocol = key.kind === 'address' ? key.protocol : 'tcp';
	const own = key.kind === 'address' ? key.port : 0;
	const number = port === null ? own : readPort(setting, port, protocol, names);
	return server(
		readHost(setting, host, key.family, names),
		number,
		readForwarding(setting, method),
		1,
		key,
	);
}
