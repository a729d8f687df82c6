/**
 * Reads a director by netlink, a few services at a time. It keeps only the kernel's list of services; their servers are
 * requested later, a batch at a time.
 */
import type {ServiceId} from '../../ipvs/service.ts';
import type {Clock} from '../port/clock.ts';
import type {Port} from '../port/port.ts';
import {createTableFactsReader} from './connection-table.ts';
import {createEstimationReader} from './estimation.ts';
import {readingError, totalsPath} from './failures.ts';
import type {Kernel} from './kernel.ts';
import {type JoinBatch, joinWhole, type Told, tellServices} from './netlink-batches.ts';
import {causeOf, firstRequest, firstRequests, readHead, withKernelFiles} from './netlink-head.ts';
import {readServiceList} from './netlink-service-list.ts';
import type {WantedParts} from './reading.ts';
import {readRefresh} from './settings.ts';
import {couldLackRows} from './skipped-rows.ts';
import {createSources} from './sources.ts';
import type {StreamedReading, StreamReader} from './streamed-reading.ts';
import {perCpuPath, readTotals} from './totals.ts';

/** The dependencies of a stream. */
export interface NetlinkStreamOptions {
	/** Names the director; no command is run through it. */
	readonly port: Port;
	readonly kernel: Kernel;
	readonly clock: Clock;
}

/** A reading by netlink that also tells whether it may lack rows. */
export interface NetlinkStreamedReading extends StreamedReading {
	/**
	 * All services in the usual order, a batch at a time, as `join` makes them.
	 * @throws {ReadingError} if the reading could not be continued
	 */
	batches<Row>(join: JoinBatch<Row>): AsyncIterable<readonly Row[]>;
	/**
	 * Whether a row could have been skipped by what was read until now; see {@link couldLackRows}.
	 * @throws {ReadingError} if the kernel could not be asked
	 */
	couldLack(ids: ReadonlySet<ServiceId>): Promise<boolean>;
}

/** Makes such readings. */
export interface NetlinkStreamReader extends StreamReader {
	open(wanted: WantedParts, signal?: AbortSignal): Promise<NetlinkStreamedReading>;
}

/**
 * Creates a reader for the machine that lvstop runs on, or for one of its network namespaces. Needs CAP_NET_ADMIN. The
 * table is requested only if IPVS is in the kernel, because the request alone would load it.
 */
export function createNetlinkStream({
	port,
	kernel,
	clock,
}: NetlinkStreamOptions): NetlinkStreamReader {
	const open = async (
		wanted: WantedParts,
		signal?: AbortSignal,
	): Promise<NetlinkStreamedReading> => {
		const sources = createSources(withKernelFiles(port, kernel), clock, signal);
		const [perCpuText, estimation] = await Promise.all([
			sources.fileIfThere(perCpuPath),
			createEstimationReader(clock).read(sources),
		]);
		if (perCpuText === null) {
			await sources.file(totalsPath);
		}

		const monotonic = clock.monotonic();
		const time = clock.now();
		const answers = await kernel.ask(firstRequests(wanted.settings), [], signal);
		const {header, settings} = await sources.slices(readHead(answers, wanted.settings));
		const list = await sources.slices(readServiceList(answers, wanted));
		const told: Told = {
			areServersParted: false,
			// If all services are decoded, the memory of their list is free.
			spare: list.rows === null ? [] : list.pieces.map(({buffer}) => buffer),
		};
		const batches = <Row>(join: JoinBatch<Row>, order?: readonly number[]) =>
			withReadingErrors(
				tellServices(list, order, {kernel, sources, wanted, signal, told, join}),
				port.place,
			);
		return {
			head: {
				...{time, monotonic, host: port.place},
				ipvs: {...header, ...(await createTableFactsReader(clock).read(sources))},
				access: {level: 'full', missing: null},
				source: {from: 'netlink', note: null},
				...(await readTotals(sources, perCpuText)),
				...estimation,
				refresh: await readRefresh(sources),
				hasCounters: wanted.counters,
				countersSpan: wanted.counters ? {from: monotonic, to: clock.monotonic()} : null,
				settings,
			},
			count: list.start.length,
			batches: join => batches(join),
			async *services(order) {
				for await (const batch of batches(joinWhole(wanted), order)) {
					yield* batch;
				}
			},
			couldLack: ids =>
				couldLackRows(
					{ids, prints: list.prints},
					{isListParted: answers.parted.includes(firstRequest.services), ...told},
					{kernel, sources, signal, spare: told.spare},
				).catch((error: unknown) => {
					throw readingError(error, port.place);
				}),
		};
	};

	return {
		open: (wanted, signal) =>
			open(wanted, signal).catch(async (error: unknown) => {
				throw readingError(await causeOf(error, kernel, signal), port.place);
			}),
	};
}

async function* withReadingErrors<Row>(
	rows: AsyncIterable<Row>,
	place: string,
): AsyncGenerator<Row, void> {
	try {
		yield* rows;
	} catch (error) {
		throw readingError(error, place);
	}
}
