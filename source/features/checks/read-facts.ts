/**
 * Reads the sources that checks need: each once, side by side, each within its time limit.
 */
import {type Known, known, unknownBecause} from '../../director/machine/known.ts';
import {
	answerOf,
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
import {splitWords} from '../../director/port/split-words.ts';
import {readOwners} from '../../director/reading/owners-reading.ts';
import type {IpAddress} from '../../ipvs/address.ts';
import {parseText} from '../../ipvs/line-parser.ts';
import type {SyncDaemon} from '../../ipvs/listing.ts';
import {syncDaemonsParser} from '../../ipvs/parse/settings.ts';
import {reasonOf} from '../../text/reason.ts';
import type {CheckedTable, Facts, ReadSources, SourceName} from './facts.ts';
import type {FactsPlace} from './facts-place.ts';
import {readDrops} from './read-drops.ts';
import {readSeenConnections} from './read-seen-connections.ts';
import {arpDevice, sharedAddresses} from './rules/dr.ts';
import {entriesOf, virtualAddressesOf} from './table-rows.ts';

/** The most entries of the log to look at. */
const logEntries = 1000;

/** The addresses whose ways are looked up: servers and virtual addresses. */
function addressesOf(table: CheckedTable): readonly IpAddress[] {
	const servers = [...entriesOf(table)].map(({server}) => server.address);
	const virtual = virtualAddressesOf(table).map(({address}) => address);
	return [...new Set([...servers, ...virtual])];
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
