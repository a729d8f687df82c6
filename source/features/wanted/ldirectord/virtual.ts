/**
 * `virtual=` of ldirectord.cf: one virtual service with the lines that are indented below it.
 */
import {type AddressFamily, parseIpAddress, parsePort} from '../../../ipvs/address.ts';
import {formatIpv4, parseIpv4} from '../../../ipvs/ipv4.ts';
import type {Forwarding, ServerRule} from '../../../ipvs/server.ts';
import {fullNetmask, type Protocol, type ServiceKey} from '../../../ipvs/service.ts';
import type {Names} from '../../../ipvs/service-names.ts';
import {
	faulty,
	largestUnsigned,
	largestWeight,
	longestPersistence,
	readNumber,
} from '../read-values.ts';
import type {Place, WantedServer, WantedService, WantedSpare} from '../wanted.ts';
import {explainServer, type Options, spareOf} from './behaviour.ts';

/** A setting: `name = value`. */
export interface Setting extends Place {
	readonly name: string;
	readonly value: string;
}

/** Reads a line that sets something; null if it is none. */
export function readSetting(place: Place, text: string): Setting | null {
	const [, name, value = ''] = /^([a-z]\w*)\s*=(.*)$/.exec(text) ?? [];
	return name === undefined
		? null
		: {file: place.file, line: place.line, name, value: value.trim()};
}

/** The settings of a whole file. */
export interface Globals {
	readonly names: Names;
	/** The settings outside of a virtual service, by their names; the last one counts. */
	readonly settings: ReadonlyMap<string, Setting>;
}

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

/** `host:port`, `[address]:port`, `host`; the port is null if there is none. */
function splitPort(text: string): readonly [host: string, port: string | null] {
	const [, address, host = '', port] =
		/^(?:\[([^\]]*)\]|([^:[\]]*))(?::([\w-]+))?$/.exec(text) ?? [];
	return [address ?? host, port ?? null];
}

function readHost(place: Place, word: string, family: AddressFamily, names: Names): string {
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

function readPort(place: Place, word: string, protocol: Protocol, names: Names): number {
	return (
		parsePort(word) ??
		names.port(word, protocol) ??
		faulty(place, `not a port or the name of one: ${word}`)
	);
}

/** The settings of a virtual service; what is said twice counts as it is said last. */
function lastOf(settings: readonly Setting[], name: string): Setting | undefined {
	return settings.findLast(setting => setting.name === name);
}

function yesOrNo(setting: Setting | undefined): boolean | null {
	if (setting === undefined) {
		return null;
	}

	return setting.value === 'yes'
		? true
		: setting.value === 'no'
			? false
			: faulty(setting, `not yes or no: ${setting.value}`);
}

function readProtocol(settings: readonly Setting[], port: string): Protocol {
	const setting = lastOf(settings, 'protocol');
	if (setting === undefined) {
		return port === '53' || port === 'domain' ? 'udp' : 'tcp';
	}

	return setting.value === 'tcp' || setting.value === 'udp'
		? setting.value
		: faulty(setting, `not tcp or udp: ${setting.value}`);
}

/** Reads what a virtual service is found by. */
export function readVirtualKey(
	virtual: Setting,
	settings: readonly Setting[],
	names: Names,
): ServiceKey {
	const family = virtual.name === 'virtual6' ? 'ipv6' : 'ipv4';
	if (/^\d+$/.test(virtual.value)) {
		const fwmark = readNumber(virtual, 'the firewall mark', virtual.value, 1, largestUnsigned);
		return {kind: 'fwmark', family, fwmark};
	}

	const [host, port] = splitPort(virtual.value);
	const protocol = readProtocol(settings, port ?? '');
	return {
		kind: 'address',
		protocol,
		family,
		address: readHost(virtual, host, family, names),
		port: readPort(virtual, port ?? '', protocol, names),
	};
}

/** Addresses that `one->another` may name. */
const mostAddresses = 65_536;

function readRange(
	place: Place,
	text: string,
	family: AddressFamily,
	names: Names,
): readonly string[] {
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

/** ipvsadm gives a server that is not behind NAT the port of its service. */
function server(
	address: string,
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

/** `real=address[->address][:port] gate|masq|ipip [weight] ["request", "receive"]` */
function readReal(setting: Setting, key: ServiceKey, names: Names): readonly ServerRule[] {
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

/** `fallback=address[:port] [gate|masq|ipip]` */
function readFallback(setting: Setting, key: ServiceKey, names: Names): ServerRule {
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

function fallbackOf(
	key: ServiceKey,
	settings: readonly Setting[],
	globals: Globals,
): ServerRule | null {
	const name = key.family === 'ipv6' ? 'fallback6' : 'fallback';
	// The one outside is made for TCP and UDP only.
	const found =
		lastOf(settings, name) ?? (key.kind === 'address' ? globals.settings.get(name) : undefined);
	return found ? readFallback(found, key, globals.names) : null;
}

function readPersistence(key: ServiceKey, settings: readonly Setting[]) {
	const setting = lastOf(settings, 'persistent');
	const mask = lastOf(settings, 'netmask');
	if (
		mask &&
		(key.family === 'ipv6' ? !/^\d+$/.test(mask.value) : parseIpv4(mask.value) === null)
	) {
		faulty(mask, `not a netmask: ${mask.value}`);
	}

	return setting === undefined
		? null
		: {
				timeout: readNumber(setting, 'persistent', setting.value, 1, longestPersistence),
				netmask: mask?.value ?? fullNetmask(key.family),
			};
}

function readScheduler(settings: readonly Setting[]): string {
	const setting = lastOf(settings, 'scheduler');
	if (setting === undefined) {
		return 'wrr';
	}

	return /^[a-z]+$/.test(setting.value)
		? setting.value
		: faulty(setting, `not a scheduler: ${setting.value}`);
}

function readOptions(settings: readonly Setting[], globals: Globals): Options {
	return {
		quiescent: yesOrNo(lastOf(settings, 'quiescent') ?? globals.settings.get('quiescent')),
		readdsQuiescent: yesOrNo(globals.settings.get('readdquiescent')) === true,
		checkType: lastOf(settings, 'checktype')?.value ?? 'negotiate',
		maintenance: globals.settings.get('maintenancedir')?.value ?? null,
	};
}

/**
 * Reads a virtual service.
 * @throws {BlockFault} with the line that cannot be used
 */
export function readVirtual(
	virtual: Setting,
	settings: readonly Setting[],
	globals: Globals,
): WantedService {
	const key = readVirtualKey(virtual, settings, globals.names);
	const options = readOptions(settings, globals);
	const real = key.family === 'ipv6' ? 'real6' : 'real';
	const servers = new Map<string, WantedServer>();
	for (const setting of settings) {
		if (setting.name === 'real' || setting.name === 'real6') {
			if (setting.name !== real) {
				faulty(setting, `${real} belongs here`);
			}

			for (const rule of readReal(setting, key, globals.names)) {
				servers.set(`${rule.address} ${rule.port}`, explainServer(rule, options));
			}
		}
	}

	const fallback = fallbackOf(key, settings, globals);
	const spare: WantedSpare | null = fallback && spareOf(fallback, options);
	const {file, line} = virtual;
	return {
		file,
		line,
		rule: {
			key,
			scheduler: readScheduler(settings),
			schedulerFlags: [],
			persistence: readPersistence(key, settings),
			engine: null,
			onePacket:
				yesOrNo(lastOf(settings, 'ops')) === true &&
				key.kind === 'address' &&
				key.protocol === 'udp',
		},
		mayLackNetmask: false,
		servers: [...servers.values()],
		spare,
		leastWeight: 1,
	};
}
