/**
 * Reads a director by netlink: everything at once, without a process.
 */
import {joinRequests} from '../../ipvs/netlink/requests.ts';
import type {Clock, TimeSpan} from '../port/clock.ts';
import type {Port} from '../port/port.ts';
import {createAged} from './aged.ts';
import {createTableFactsReader} from './connection-table.ts';
import {createEstimationReader, type Estimation} from './estimation.ts';
import {readingError, totalsPath} from './failures.ts';
import type {Kernel, KernelAnswers} from './kernel.ts';
import {
	causeOf,
	firstRequest,
	firstRequests,
	type NetlinkHead,
	readHead,
	withKernelFiles,
} from './netlink-head.ts';
import {type Joined, joinRows, joinServers, type NetlinkRows} from './netlink-joined.ts';
import {type KnownService, type KnownTable, nothingKnown} from './netlink-known.ts';
import {gatherServers, inBatches, readServices} from './netlink-rows.ts';
import type {Reader, Reading, WantedParts} from './reading.ts';
import {readRefresh} from './settings.ts';
import {couldLackRows, type PartedTable} from './skipped-rows.ts';
import {createSources, type Sources} from './sources.ts';
import {perCpuPath, readTotals} from './totals.ts';

/** Milliseconds after which it is checked again how the kernel refreshes its counters. */
const refreshAge = 600_000;

/** The most times the table is read again because rows changed during the reading. */
const repeats = 2;

/** The pieces that the answers to one request usually take. */
const usualPieces = 2;

/** The dependencies of a netlink reader. */
export interface NetlinkReaderOptions {
	/** Names the place; no command is run there. */
	readonly port: Port;
	readonly kernel: Kernel;
	readonly clock: Clock;
	/** False if readings are rare: nothing is cached between them. */
	readonly remembers?: boolean;
}

/** The table, and when it was read. */
interface Table extends NetlinkHead, PartedTable {
	readonly rows: NetlinkRows;
	readonly span: TimeSpan;
}

/**
 * Creates a reader for the machine that lvstop runs on, or a network namespace of it. Needs CAP_NET_ADMIN. It reads the
 * table only if IPVS is in the kernel, because the request would load it.
 */
export function createNetlinkReader(options: NetlinkReaderOptions): Reader {
	const {port, kernel, clock, remembers = true} = options;
	let estimationReader = createEstimationReader(clock);
	let estimation: Estimation | null = null;
	const tableFacts = createTableFactsReader(clock);
	const refresh = createAged<Reading['refresh']>(clock);
	let known: KnownTable = nothingKnown;
	let spare: readonly ArrayBuffer[] = [];

	/** Sends requests. Spare pieces are passed along to be filled again. */
	const ask = (requests: Uint8Array, signal: AbortSignal | undefined) => {
		const given = spare.slice(0, usualPieces);
		spare = spare.slice(usualPieces);
		return kernel.ask(requests, given, signal);
	};

	/** Keeps the pieces of answers that have been decoded for the next request. */
	const reuse = ({pieces}: KernelAnswers) => {
		const buffers = pieces.slice(0, usualPieces).map(({buffer}) => buffer);
		spare = remembers ? [...spare, ...buffers].slice(-2 * usualPieces) : [];
	};

	/** Reads the servers of all services, batch by batch. */
	const readServers = async (
		sources: Sources,
		services: readonly KnownService[],
		context: {readonly wanted: WantedParts; readonly before: KnownTable},
		signal: AbortSignal | undefined,
	) => {
		const groups = inBatches(services, context.before);
		const askFor = (group: readonly KnownService[] | undefined) => {
			const asked = group && ask(joinRequests(group.map(({request}) => request)), signal);
			// A failure is handled when this batch is awaited.
			asked?.catch(() => undefined);
			return asked;
		};
		const joined: Joined[] = [];
		let age = 0;
		let areParted = false;
		let next = askFor(groups[0]);
		for (const [index, group] of groups.entries()) {
			const answers = await next;
			if (answers === undefined) {
				break;
			}

			age = clock.monotonic() - answers.age.to;
			areParted ||= answers.parted.length > 0;
			next = askFor(groups[index + 1]);
			const gathered = await sources.slices(gatherServers(group, answers, context));
			reuse(answers);
			for (const entry of await sources.slices(joinServers(gathered))) {
				joined.push(entry);
			}
		}

		return {joined, to: age, areParted};
	};

	/** Reads the table once. */
	const readOnce = async (
		sources: Sources,
		wanted: WantedParts,
		before: KnownTable,
		signal: AbortSignal | undefined,
	): Promise<Table> => {
		const context = {wanted, before};
		const first = await ask(firstRequests(wanted.settings), signal);
		const from = clock.monotonic() - first.age.from;
		const {header, settings} = await sources.slices(readHead(first, wanted.settings));
		const services = await sources.slices(readServices(first, firstRequest.services, context));
		reuse(first);
		const {joined, to, areParted} = await readServers(
			sources,
			[...services.values()],
			context,
			signal,
		);
		const rows = await sources.slices(joinRows(services, joined, before));
		return {
			...{rows, header, settings, span: {from, to: Math.max(from, to)}},
			isListParted: first.parted.includes(firstRequest.services),
			areServersParted: areParted,
		};
	};

	/** Reads again if rows have vanished, or if no row may be missed and one could have been. */
	const readTable = async (
		sources: Sources,
		wanted: WantedParts,
		signal: AbortSignal | undefined,
	): Promise<Table> => {
		let before = known;
		for (let left = repeats; ; left -= 1) {
			const table = await readOnce(sources, wanted, before, signal);
			const {vanished} = table.rows;
			const isFirst = left === repeats;
			const doubtful =
				vanished ||
				(isFirst &&
					wanted.freshRules &&
					(await couldLackRows({ids: table.rows.known.services, prints: null}, table, {
						kernel,
						sources,
						signal,
					})));
			if (left === 0 || !doubtful || (!isFirst && !wanted.freshRules)) {
				known = remembers ? table.rows.known : nothingKnown;
				return table;
			}

			before = table.rows.known;
		}
	};

	const read = async (wanted: WantedParts, signal?: AbortSignal): Promise<Reading> => {
		const sources = createSources(withKernelFiles(port, kernel), clock, signal);
		const [perCpuText, estimated] = await Promise.all([
			sources.fileIfThere(perCpuPath),
			estimation === null || wanted.counters ? estimationReader.read(sources) : estimation,
		]);
		estimation = estimated;
		if (perCpuText === null) {
			await sources.file(totalsPath);
		}

		const monotonic = clock.monotonic();
		const time = clock.now();
		const table = await readTable(sources, wanted, signal);
		return {
			time,
			monotonic,
			host: port.place,
			ipvs: {...table.header, ...(await tableFacts.read(sources))},
			access: {level: 'full', missing: null},
			source: {from: 'netlink', note: null},
			...(await readTotals(sources, perCpuText)),
			...estimated,
			refresh: await refresh.upTo(refreshAge, () => readRefresh(sources)),
			hasCounters: wanted.counters,
			countersSpan: wanted.counters ? table.span : null,
			settings: table.settings,
			services: table.rows.services,
		};
	};

	return {
		async read(wanted, signal) {
			try {
				return await read(wanted, signal);
			} catch (error) {
				// A missing file may appear with the module.
				estimationReader = createEstimationReader(clock);
				estimation = null;
				throw readingError(await causeOf(error, kernel, signal), port.place);
			}
		},
	};
}
