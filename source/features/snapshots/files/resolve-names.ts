/**
 * Resolves names in saved rules on this machine: ports by /etc/services, hosts by the resolver.
 */
import {lookup} from 'node:dns/promises';
import {readFileSync} from 'node:fs';
import type {Clock} from '../../../director/port/clock.ts';
import {runInSlices} from '../../../director/reading/slices.ts';
import {type AddressFamily, type IpAddress, parseIpAddress} from '../../../ipvs/address.ts';
import {formatIpv6} from '../../../ipvs/ipv6.ts';
import {parseStepwise} from '../../../ipvs/line-parser.ts';
import type {KnownLines} from '../../../ipvs/parse/known-lines.ts';
import {saveFormatParser} from '../../../ipvs/parse/save-format.ts';
import {parseSavedRules} from '../../../ipvs/parse/saved-rules.ts';
import type {RuleSet} from '../../../ipvs/rule-set.ts';
import {type Names, type ResolvePort, wellKnownPort} from '../../../ipvs/service-names.ts';

/** Finds all addresses of a host name in one family; an empty list if there is no such name. */
export type LookUpHost = (name: string, family: AddressFamily) => Promise<readonly IpAddress[]>;

/** Uses the system's resolver, as ipvsadm does. */
const systemLookUp: LookUpHost = async (name, family) => {
	try {
		const found = await lookup(name, {all: true, family: family === 'ipv4' ? 4 : 6});
		return found.map(({address}) => parseIpAddress(address)).filter(address => address !== null);
	} catch {
		return [];
	}
};

/** Parses the ports of a text like /etc/services: a name, `port/protocol`, other names, a comment after `#`. */
export function parseServices(text: string): ReadonlyMap<string, number> {
	const ports = new Map<string, number>();
	for (const line of text.split('\n')) {
		const [name, portAndProtocol = '', ...aliases] = line.replace(/#.*/, '').trim().split(/\s+/);
		const [, port, protocol] = /^(\d+)\/(\w+)$/.exec(portAndProtocol) ?? [];
		if (name && port && protocol) {
			for (const word of [name, ...aliases]) {
				// The first line with a name counts.
				ports.set(`${word}/${protocol}`, ports.get(`${word}/${protocol}`) ?? Number(port));
			}
		}
	}

	return ports;
}

function readMachinePorts(): ReadonlyMap<string, number> {
	try {
		return parseServices(readFileSync('/etc/services', 'utf8'));
	} catch {
		return new Map();
	}
}

/** Reads the machine's names with the first one that is asked for: most rules have none. */
function machinePorts(): ResolvePort {
	let ports: ReadonlyMap<string, number> | null = null;
	return (name, protocol) => {
		ports ??= readMachinePorts();
		return ports.get(`${name}/${protocol}`) ?? wellKnownPort(name, protocol);
	};
}

/** An unused address, a different one for each name, so that no two rows look the same. */
function placeholder(number: number, family: AddressFamily): IpAddress {
	return family === 'ipv4'
		? `0.${number >> 16}.${(number >> 8) & 0xff}.${number & 0xff}`
		: formatIpv6([0, 0, 0, 0, 0, 0, number >> 16, number & 0xffff]);
}

/** The options for reading saved rules. */
export interface RulesReading {
	readonly clock: Clock;
	/** Default: the system's resolver. */
	readonly lookUpHost?: LookUpHost;
	/** Lines that were parsed before, if the rules are to be compared with those. */
	readonly known?: KnownLines | undefined;
}

/**
 * Parses a text and resolves its names on this machine. A host with several addresses is an error, because another
 * program would choose one by chance.
 * @param parse is called again with the addresses once it has asked for hosts; nothing else may depend on the names
 */
export async function withNamesOfMachine<Parsed>(
	parse: (names: Names) => Promise<Parsed> | Parsed,
	lookUp: LookUpHost = systemLookUp,
): Promise<Parsed> {
	const port = machinePorts();
	const hosts = new Map<string, readonly [name: string, family: AddressFamily]>();
	const nameOf = (name: string, family: AddressFamily) => `${name} ${family}`;
	try {
		const parsed = await parse({
			port,
			host(name, family) {
				hosts.set(nameOf(name, family), [name, family]);
				return placeholder(hosts.size, family);
			},
		});
		if (hosts.size === 0) {
			return parsed;
		}
	} catch (error) {
		if (hosts.size === 0) {
			throw error;
		}
	}

	const addresses = new Map<string, IpAddress | null>();
	await Promise.all(
		[...hosts].map(async ([id, [name, family]]) => {
			const [only = null, ...others] = new Set(await lookUp(name, family));
			addresses.set(id, others.length === 0 ? only : null);
		}),
	);
	return await parse({
		port,
		host: (name, family) => addresses.get(nameOf(name, family)) ?? null,
	});
}

/**
 * Parses a text of saved rules, in slices, with what its names mean on this machine.
 * @throws {ParseError} naming the line
 */
export async function parseNamedRules(
	text: string,
	{clock, lookUpHost, known}: RulesReading,
): Promise<RuleSet> {
	return await withNamesOfMachine(
		names =>
			runInSlices(
				clock,
				known
					? parseStepwise(saveFormatParser({names, known}), text)
					: parseSavedRules(text, names),
			),
		lookUpHost,
	);
}
