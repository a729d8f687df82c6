/**
 * Reads `virtual=` of ldirectord.cf: one virtual service, with the indented lines below it.
 */
import {parseIpv4} from '../../../ipvs/ipv4.ts';
import {longestTimeout} from '../../../ipvs/listing.ts';
import type {ServerRule} from '../../../ipvs/server.ts';
import {fullNetmask, type Protocol, type ServiceKey} from '../../../ipvs/service.ts';
import type {Names} from '../../../ipvs/service-names.ts';
import {faulty, largestUnsigned, readNumber} from '../read-values.ts';
import type {WantedServer, WantedService, WantedSpare} from '../wanted.ts';
import {explainServer, type Options, spareOf} from './behaviour.ts';
import {readFallback, readHost, readPort, readReal, splitPort} from './real-server.ts';
import {lastOf, type Setting, yesOrNo} from './setting.ts';

/** The settings of a whole file. */
export interface Globals {
	readonly names: Names;
	/** The settings outside of any virtual service, by name. If a name is repeated, the last setting counts. */
	readonly settings: ReadonlyMap<string, Setting>;
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

/** Reads the key of a virtual service. */
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

function fallbackOf(
	key: ServiceKey,
	settings: readonly Setting[],
	globals: Globals,
): ServerRule | null {
	const name = key.family === 'ipv6' ? 'fallback6' : 'fallback';
	// The setting outside of virtual services only applies to TCP and UDP.
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
				timeout: readNumber(setting, 'persistent', setting.value, 1, longestTimeout),
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
