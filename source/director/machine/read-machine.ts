/**
 * Reads how packets travel on a director: each source once, and each within a time limit. What cannot be read is
 * unknown, with the reason; nothing here rejects for it.
 */
import type {IpAddress} from '../../ipvs/address.ts';
import {reasonOf} from '../../text/reason.ts';
import type {Clock} from '../port/clock.ts';
import {type CallOptions, type CommandResult, type Port, PortError} from '../port/port.ts';
import {briefly} from '../port/standard-error.ts';
import {runInSlices} from '../reading/slices.ts';
import {emptyFirewall, type Firewall, joinFirewalls} from './firewall.ts';
import {
	type Device,
	type Neighbour,
	type PolicyRule,
	parseDevices,
	parseNeighbours,
	parsePolicyRules,
	parseRoutes,
	type Route,
} from './ip-rows.ts';
import type {Rows} from './json-rows.ts';
import {type Known, known, unknownBecause} from './known.ts';
import {type MachineFiles, machineFilesCommand, parseMachineFiles} from './machine-files.ts';
import {parseIptables} from './parse-iptables.ts';
import {parseNft} from './parse-nft.ts';

/** The time limit of one source, milliseconds. */
const timeLimit = 5000;

/** Where and how to read. */
export interface MachinePlace {
	readonly port: Port;
	readonly signal?: AbortSignal | undefined;
}

/** The package to install for a program that is missing on the director. */
const packages: Readonly<Record<string, string>> = {
	ip: 'iproute2',
	nft: 'nftables',
	'iptables-save': 'iptables',
	'ip6tables-save': 'iptables',
	sh: 'a shell',
	arping: 'iputils-arping',
};

/** Why a command gave no answer, in words. */
function whyNot(program: string, error: PortError): string {
	switch (error.failure) {
		case 'missing':
			return `${program} is not installed on the director: install ${packages[program] ?? program}`;
		case 'timeout':
			return `${program} gave no answer within ${timeLimit / 1000} s`;
		default:
			return `${program}: ${briefly(error.stderr) || error.message}`;
	}
}

/** Runs a command; unknown if it gave no answer at all. */
export async function answerOf(
	{port, signal}: MachinePlace,
	command: readonly [string, ...string[]],
	input?: string,
): Promise<Known<CommandResult>> {
	const options: CallOptions = {signal, timeout: timeLimit};
	try {
		return known(await port.run(command, input === undefined ? options : {...options, input}));
	} catch (error) {
		if (error instanceof PortError) {
			return unknownBecause(whyNot(command[0], error));
		}

		throw error;
	}
}

/** The message of a failed command. */
function saidBy(program: string, {exitCode, stderr}: CommandResult): string {
	return `${program}: ${briefly(stderr) || `exit code ${exitCode}`}`;
}

/** Reads the small files of the kernel. */
export async function readMachineFiles(place: MachinePlace): Promise<Known<MachineFiles>> {
	const {value, unknown} = await answerOf(place, machineFilesCommand);
	if (value === null) {
		return unknownBecause(unknown);
	}

	return value.exitCode === 0
		? parseMachineFiles(value.stdout, value.stderr)
		: unknownBecause(saidBy('sh', value));
}

/** The words if `ip` is not that of iproute2. */
const otherIp = 'ip on the director has no option -json: install iproute2';

/** Rows of `ip -json`. */
async function readIpRows<Row>(
	place: MachinePlace,
	words: readonly string[],
	parse: (text: string) => Rows<Row>,
): Promise<Known<readonly Row[]>> {
	const {value, unknown} = await answerOf(place, ['ip', '-json', ...words]);
	if (value === null) {
		return unknownBecause(unknown);
	}

	if (value.exitCode !== 0) {
		return unknownBecause(
			/BusyBox|-json/.test(value.stderr) ? otherIp : saidBy(`ip ${words.join(' ')}`, value),
		);
	}

	try {
		const {rows, unreadable} = parse(value.stdout);
		return rows.length === 0 && unreadable !== null
			? unknownBecause(`ip ${words.join(' ')} printed something unexpected: ${unreadable}`)
			: known(rows);
	} catch (error) {
		return unknownBecause(`ip ${words.join(' ')} did not print JSON: ${reasonOf(error)}`);
	}
}

/** Reads the network devices with their addresses. */
export function readDevices(place: MachinePlace): Promise<Known<readonly Device[]>> {
	return readIpRows(place, ['address'], parseDevices);
}

/** Reads the neighbour tables. */
export function readNeighbours(place: MachinePlace): Promise<Known<readonly Neighbour[]>> {
	return readIpRows(place, ['neigh'], parseNeighbours);
}

/** Reads the rules that choose a routing table for IPv4. */
export function readPolicy(place: MachinePlace): Promise<Known<readonly PolicyRule[]>> {
	return readIpRows(place, ['rule'], parsePolicyRules);
}

/** The ways to addresses; an address whose way is not known is missing. */
export type Routes = ReadonlyMap<IpAddress, Route>;

/** The most addresses to look up: the kernel answers some ten thousand within a second. */
export const mostLookUps = 50_000;

/** Looks up the ways to these addresses with one command, as IPVS does: by the address alone. */
export async function readRoutes(
	place: MachinePlace & {readonly clock: Clock},
	addresses: readonly IpAddress[],
): Promise<Known<Routes>> {
	const asked = addresses.slice(0, mostLookUps);
	if (asked.length === 0) {
		return known(new Map());
	}

	const input = asked.map(address => `route get ${address}\n`).join('');
	const {value, unknown} = await answerOf(place, ['ip', '-json', '-force', '-batch', '-'], input);
	if (value === null) {
		return unknownBecause(unknown);
	}

	const routes = await runInSlices(place.clock, parseRoutes(asked, value));
	return routes.size === 0
		? unknownBecause(/BusyBox|-json/.test(value.stderr) ? otherIp : saidBy('ip route get', value))
		: known(routes);
}

/** Whether the kernel has a part that may be a module; null if that cannot be told. */
function isLoaded(files: MachineFiles, module: string): boolean | null {
	const modules = files.text('/proc/modules').value;
	if (modules === null) {
		return null;
	}

	return (
		new RegExp(`^${module} `, 'm').test(modules) ||
		files.paths.some(
			path =>
				path.endsWith('/modules.builtin') &&
				(files.text(path).value ?? '').includes(`/${module}.ko`),
		)
	);
}

/** Reads one packet filter by its program; empty if the kernel does not have it, because asking would load it. */
async function readRules<Rules extends Firewall>(
	place: MachinePlace,
	command: readonly [string, ...string[]],
	parse: (text: string) => Rules,
): Promise<Known<Rules>> {
	const {value, unknown} = await answerOf(place, command);
	if (value === null) {
		return unknownBecause(unknown);
	}

	if (value.exitCode !== 0) {
		return unknownBecause(saidBy(command[0], value));
	}

	try {
		return known(parse(value.stdout));
	} catch (error) {
		return unknownBecause(`${command.join(' ')}: ${reasonOf(error)}`);
	}
}

/**
 * Reads the packet filters that the kernel has: nftables by `nft`, iptables by its own program, also where nft shows
 * rules of iptables without their values. A filter that is not in the kernel has no rules; its program is not run,
 * because it would load it.
 */
export async function readFirewall(
	place: MachinePlace,
	files: MachineFiles,
): Promise<Known<Firewall>> {
	const hasNft = isLoaded(files, 'nf_tables');
	const legacy = [
		['iptables-save', isLoaded(files, 'ip_tables')],
		['ip6tables-save', isLoaded(files, 'ip6_tables')],
	] as const;
	const nft =
		hasNft === false
			? known({...emptyFirewall, needsIptables: false})
			: await readRules(place, ['nft', '-j', 'list', 'ruleset'], parseNft);
	if (nft.value === null) {
		return nft;
	}

	const found: Firewall[] = [nft.value];
	for (const [program, has] of legacy) {
		if (has === true || (has === null && hasNft === null) || nft.value.needsIptables) {
			const rules = await readRules(place, [program], parseIptables);
			if (rules.value === null) {
				return rules;
			}

			found.push(rules.value);
		}
	}

	return known(joinFirewalls(found));
}

/** Finds which machines answer for an address on a device, with two ARP probes (RFC 5227), which change nothing. */
export async function readAnswersToArp(
	place: MachinePlace,
	address: IpAddress,
	device: string,
): Promise<Known<readonly string[]>> {
	const words = ['-D', '-c', '2', '-w', '2', '-I', device, address];
	let answer = await answerOf(place, ['arping', ...words]);
	if (answer.value === null && answer.unknown.includes('not installed')) {
		const other = await answerOf(place, ['busybox', 'arping', ...words]);
		answer = other.value === null ? answer : other;
	}

	if (answer.value === null) {
		return unknownBecause(answer.unknown);
	}

	const {stdout} = answer.value;
	// Both iputils and busybox begin with this line if they could send.
	if (!stdout.startsWith('ARPING ')) {
		return unknownBecause(saidBy('arping', answer.value));
	}

	const macs = [...stdout.matchAll(/ reply from \S+ \[([\da-f:]{17})\]/gi)];
	return known([...new Set(macs.map(([, mac = '']) => mac.toLowerCase()))]);
}
