/**
 * Reads the sources that checks need: each once, side by side, each within its time limit.
 */
import type {StateFolder} from '../../commands/session.ts';
import {serverRowId} from '../../console/state/console-row.ts';
import {type Known, known, unknownBecause} from '../../director/machine/known.ts';
import type {MachineFiles} from '../../director/machine/machine-files.ts';
import {
	answerOf,
	type MachinePlace,
	mostLookUps,
	type Routes,
	readAnswersToArp,
	readDevices,
	readFirewall,
	readMachineFiles,
	readNeighbours,
	readPolicy,
	readRoutes,
} from '../../director/machine/read-machine.ts';
import type {Clock} from '../../director/port/clock.ts';
import {PortError} from '../../director/port/port.ts';
import {splitWords} from '../../director/port/split-words.ts';
import {readOwners} from '../../director/reading/owners-reading.ts';
import {ReadingError} from '../../director/reading/reading.ts';
import type {IpAddress} from '../../ipvs/address.ts';
import {parseText} from '../../ipvs/line-parser.ts';
import type {SyncDaemon} from '../../ipvs/listing.ts';
import {syncDaemonsParser} from '../../ipvs/parse/settings.ts';
import {reasonOf} from '../../text/reason.ts';
import {readConnections, wholeTable} from '../connections/index.ts';
import type {
	CheckedTable,
	Facts,
	ReadSources,
	ReversePathDrops,
	SeenConnections,
	SourceName,
} from './facts.ts';
import {arpDevice, sharedAddresses} from './rules/dr.ts';
import {reversePathFilter} from './rules/kernel-files.ts';
import {entriesOf, virtualAddressesOf} from './table-rows.ts';

/** The outside of a run. */
export interface FactsPlace extends MachinePlace {
	readonly clock: Clock;
	readonly log: StateFolder['log'];
	/** The time that reading the connection table may take, milliseconds. */
	readonly budget: number;
	/** Whether ARP probes may be sent for the virtual addresses. */
	readonly arping: boolean;
	/** The words before `ipvsadm` that reach the other director, as typed; null if there is none. */
	readonly peer: string | null;
}

/** The most entries of the log to look at. */
const logEntries = 1000;

/** The time between two readings of the dropped packets, milliseconds. */
const dropsPeriod = 1000;

/** The addresses whose ways are looked up: servers and virtual addresses. */
function addressesOf(table: CheckedTable): readonly IpAddress[] {
	const servers = [...entriesOf(table)].map(({server}) => server.address);
	const virtual = virtualAddressesOf(table).map(({address}) => address);
	return [...new Set([...servers, ...virtual])];
}

/** IPReversePathFilter of the line TcpExt of /proc/net/netstat: names in one line, values in the next. */
export function droppedByReversePath(netstat: string): number | null {
	const [names = '', values = ''] = netstat.split('\n').filter(line => line.startsWith('TcpExt: '));
	const place = names.split(' ').indexOf('IPReversePathFilter');
	const value = values.split(' ')[place] ?? '';
	return place > 0 && /^\d+$/.test(value) ? Number(value) : null;
}

function waitFor(
	clock: Clock,
	milliseconds: number,
	signal: AbortSignal | undefined,
): Promise<void> {
	return new Promise(resolve => {
		const cancel = clock.after(milliseconds, resolve);
		signal?.addEventListener(
			'abort',
			() => {
				cancel();
				resolve();
			},
			{once: true},
		);
	});
}

/** Whether some device has a reverse path filter that drops packets. */
function filtersReversePath(files: MachineFiles): boolean {
	return files.paths.some(path => {
		const [, device] = /\/ipv4\/conf\/([^/]+)\/rp_filter$/.exec(path) ?? [];
		return device !== undefined && (reversePathFilter(files, device) ?? 0) > 0;
	});
}

/** Packets dropped by the reverse path filter, and whether more are dropped now: looks twice if there is a filter. */
async function readDrops(
	{port, clock, signal}: FactsPlace,
	files: Known<MachineFiles>,
): Promise<Known<ReversePathDrops>> {
	if (files.value === null) {
		return files;
	}

	const path = '/proc/net/netstat';
	const text = files.value.text(path);
	const count = text.value === null ? null : droppedByReversePath(text.value);
	if (count === null) {
		return unknownBecause(text.unknown ?? `${path} has no counter IPReversePathFilter`);
	}

	if (count === 0 || !filtersReversePath(files.value)) {
		return known({count, grown: 0, within: 0});
	}

	const started = clock.monotonic();
	await waitFor(clock, dropsPeriod, signal);
	try {
		const later = droppedByReversePath(await port.readFile(path, {signal})) ?? count;
		return known({count: later, grown: later - count, within: clock.monotonic() - started});
	} catch (error) {
		if (error instanceof PortError) {
			return unknownBecause(error.message);
		}

		throw error;
	}
}

/** What the connection table shows, within a time budget. */
async function readSeenConnections(
	{services, settings}: CheckedTable,
	{port, clock, signal, budget}: FactsPlace,
): Promise<Known<SeenConnections>> {
	try {
		const {findings, rows, end} = await readConnections(
			{
				services,
				timeouts: settings?.timeouts ?? null,
				question: {...wholeTable, groupLimit: 1},
				budget,
			},
			{port, clock, signal},
		);
		if (end !== 'complete') {
			return unknownBecause(
				`the connection table was not read to its end within ${budget / 1000} s; the Connections view takes more time`,
			);
		}

		const servers = new Map(
			services.map(service => [service.id, new Map(service.servers.map(own => [own.id, own]))]),
		);
		return known({
			unanswered: findings.flatMap(({kind, scope, text, servers: several = []}) => {
				if (kind !== 'only-syn-received' && kind !== 'syn-received') {
					return [];
				}

				const named = scope.by === 'service' || scope.by === 'server' ? scope.service : null;
				const service = services.find(({id}) => id === named);
				const ids = scope.by === 'server' ? [scope.server] : several;
				return service === undefined
					? [{text, rows: []}]
					: [{text, rows: ids.map(id => serverRowId(service.id, id))}];
			}),
			clients: rows.flatMap(({client, server, service}) => {
				const found = service === null ? undefined : servers.get(service);
				const own = found && [...found.values()].find(({address}) => address === server.address);
				return service !== null && own ? [{client: client.address, service, server: own.id}] : [];
			}),
		});
	} catch (error) {
		if (error instanceof ReadingError) {
			return unknownBecause(error.message);
		}

		throw error;
	}
}

/** Asks who answers ARP for the shared virtual addresses. */
async function readArp(table: CheckedTable, place: FactsPlace): Promise<ReadSources['arp']> {
	if (!place.arping) {
		return unknownBecause(
			'the neighbour table of the director does not show who else answers for its own address: lvstop check --arping asks the network',
		);
	}

	const devices = await readDevices(place);
	if (devices.value === null) {
		return devices;
	}

	const found = new Map<IpAddress, readonly string[]>();
	for (const virtual of sharedAddresses(table)) {
		const device = arpDevice(devices.value, virtual);
		if (device !== undefined) {
			const answers = await readAnswersToArp(place, virtual.address, device.name);
			if (answers.value === null) {
				return answers;
			}

			const own = new Set(devices.value.map(({mac}) => mac?.toLowerCase()));
			found.set(
				virtual.address,
				answers.value.filter(mac => !own.has(mac)),
			);
		}
	}

	return known(found);
}

/** The sync daemons of the other director. */
async function readPeer(place: FactsPlace): Promise<Known<readonly SyncDaemon[]>> {
	if (place.peer === null) {
		return unknownBecause(
			'the other director is not known: lvstop check --peer COMMAND compares with it',
		);
	}

	const [program, ...words] = splitWords(place.peer);
	if (program === undefined) {
		return unknownBecause('--peer is empty');
	}

	const answer = await answerOf(place, [program, ...words, 'ipvsadm', '-Ln', '--daemon']);
	if (answer.value === null) {
		return unknownBecause(`the other director: ${answer.unknown}`);
	}

	const {exitCode, stdout, stderr} = answer.value;
	if (exitCode !== 0) {
		return unknownBecause(`the other director: ${stderr.trim() || `exit code ${exitCode}`}`);
	}

	try {
		return known(parseText(syncDaemonsParser, stdout));
	} catch (error) {
		return unknownBecause(`the other director: ${reasonOf(error)}`);
	}
}

/** Owners of the table; unknown if the probe failed. */
async function readOwnersOf({port, signal}: FactsPlace): Promise<ReadSources['owners']> {
	const found = await readOwners({port, signal});
	return found.owners === null ? unknownBecause(found.why) : known(found.owners);
}

async function readLog({log}: FactsPlace): Promise<ReadSources['log']> {
	try {
		return known((await log.read(logEntries)).entries);
	} catch (error) {
		return unknownBecause(`the log cannot be read: ${reasonOf(error)}`);
	}
}

/** The ways to all addresses; unknown if there are too many, so that no address is passed over in silence. */
async function readWays(table: CheckedTable, place: FactsPlace): Promise<Known<Routes>> {
	const addresses = addressesOf(table);
	return addresses.length > mostLookUps
		? unknownBecause(
				`there are ${addresses.length} addresses; lvstop looks up at most ${mostLookUps}`,
			)
		: await readRoutes(place, addresses);
}

const notNeeded = unknownBecause('it was not read');

/** Reads the named sources; the others are unknown. Does not reject for what the director cannot answer. */
export async function readFacts(
	table: CheckedTable,
	names: ReadonlySet<SourceName>,
	place: FactsPlace,
): Promise<Facts> {
	const ask = async <Value>(name: SourceName, read: () => Promise<Known<Value>>) =>
		names.has(name) ? await read() : notNeeded;
	const needsFiles = names.has('files') || names.has('drops') || names.has('firewall');
	const files = needsFiles ? readMachineFiles(place) : Promise.resolve(notNeeded);
	const firewall = async () => {
		const {value, unknown} = await files;
		return value === null ? unknownBecause(unknown) : await readFirewall(place, value);
	};

	const [
		readFiles,
		drops,
		devices,
		routes,
		policy,
		neighbours,
		rules,
		owners,
		log,
		connections,
		arp,
		peer,
	] = await Promise.all([
		files,
		ask('drops', async () => await readDrops(place, await files)),
		ask('devices', () => readDevices(place)),
		ask('routes', () => readWays(table, place)),
		ask('policy', () => readPolicy(place)),
		ask('neighbours', () => readNeighbours(place)),
		ask('firewall', firewall),
		ask('owners', () => readOwnersOf(place)),
		ask('log', () => readLog(place)),
		ask('connections', () => readSeenConnections(table, place)),
		ask('arp', () => readArp(table, place)),
		ask('peer', () => readPeer(place)),
	]);
	return {
		table,
		sources: {
			...{files: readFiles, drops, devices, routes, policy, neighbours, firewall: rules},
			...{owners, log, connections, arp, peer},
		},
	};
}
