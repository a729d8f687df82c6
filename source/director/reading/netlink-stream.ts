/**
 * Reads a director by netlink, a few services at a time. It keeps only the kernel's list of services, about 300 bytes
 * each, because sorting needs all of them. Their servers are requested later, a batch at a time.
 */
import {bytesOf} from '../../ipvs/netlink/bytes.ts';
import {type Destination, readDestination} from '../../ipvs/netlink/destinations.ts';
import {readMessage} from '../../ipvs/netlink/messages.ts';
import type {Reply} from '../../ipvs/netlink/replies.ts';
import {destinationsRequest, joinRequests} from '../../ipvs/netlink/requests.ts';
import {type NetlinkService, readService} from '../../ipvs/netlink/services.ts';
import type {WantedStatistics} from '../../ipvs/netlink/statistics.ts';
import {compareServiceKeys, type ServiceId, type ServiceKey} from '../../ipvs/service.ts';
import type {Clock} from '../port/clock.ts';
import type {Port} from '../port/port.ts';
import {createTableFactsReader} from './connection-table.ts';
import {createEstimationReader} from './estimation.ts';
import {readingError, totalsPath} from './failures.ts';
import type {Kernel, KernelAnswers} from './kernel.ts';
import {eachReply} from './netlink-answers.ts';
import {causeOf, firstRequest, firstRequests, readHead, withKernelFiles} from './netlink-head.ts';
import {orderedService} from './netlink-joined.ts';
import {rankOfService} from './netlink-order.ts';
import type {ServiceReading, WantedParts} from './reading.ts';
import {readRefresh} from './settings.ts';
import {couldLackRows} from './skipped-rows.ts';
import {createSources, type Sources} from './sources.ts';
import type {StreamedReading, StreamReader} from './streamed-reading.ts';
import {perCpuPath, readTotals} from './totals.ts';

/** The batches of services whose servers are requested together: the first size, then bytes of answers, and a limit. */
const firstBatch = 16;
const batchBytes = 2 ** 18;
const largestBatch = 256;

/** The dependencies of a stream. */
export interface NetlinkStreamOptions {
	/** Names the director; no command is run through it. */
	readonly port: Port;
	readonly kernel: Kernel;
	readonly clock: Clock;
}

/** Makes the rows of some services from the answers to the requests for their servers, in the same order. */
export type JoinBatch<Row> = (
	services: readonly NetlinkService[],
	answers: KernelAnswers,
) => Generator<void, readonly Row[]>;

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

/** The positions of the replies for the services. */
interface ServiceList {
	readonly pieces: KernelAnswers['pieces'];
	/** By the index of a service in the usual order: the number of its piece, and the offset of its reply in it. */
	readonly piece: Uint32Array;
	readonly start: Uint32Array;
	/** The decoded services; null if their statistics are wanted, which are decoded later. */
	readonly rows: readonly NetlinkService[] | null;
	/** The fingerprints of their rules, in the kernel's order. */
	readonly prints: readonly number[];
}

/** A service while the list is sorted. */
interface Listed {
	readonly key: ServiceKey;
	readonly rank: number | null;
	readonly piece: number;
	readonly start: number;
	readonly row: NetlinkService;
}

const noStatistics: WantedStatistics = {counters: false, kernelRates: false};

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
		const list = await sources.slices(readList(answers, wanted));
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

/** Sorts the services and removes duplicates. */
function* readList(
	answers: KernelAnswers,
	{counters, kernelRates}: WantedStatistics,
): Generator<void, ServiceList> {
	const byId = new Map<ServiceId, Listed>();
	const prints: number[] = [];
	const pieceOf = new Map<ArrayBufferLike, number>(
		answers.pieces.map(({buffer}, index) => [buffer, index]),
	);
	yield* eachReply(answers, (reply, number) => {
		if (number === firstRequest.services) {
			const {row, rulePrint} = readService(reply, noStatistics, null);
			prints.push(rulePrint);
			const {id, rule} = row;
			byId.set(id, {
				row,
				key: rule.key,
				rank: rankOfService(rule.key),
				piece: pieceOf.get(reply.bytes.array.buffer) ?? 0,
				start: reply.message.start,
			});
		}
	});
	const listed = [...byId.values()].sort((one, other) =>
		one.rank !== null && other.rank !== null
			? one.rank - other.rank
			: compareServiceKeys(one.key, other.key),
	);
	return {
		pieces: answers.pieces,
		piece: Uint32Array.from(listed, ({piece}) => piece),
		start: Uint32Array.from(listed, ({start}) => start),
		rows: counters || kernelRates ? null : listed.map(({row}) => row),
		prints,
	};
}

function replyAt({pieces, piece, start}: ServiceList, place: number): Reply {
	const bytes = bytesOf(pieces[piece[place] ?? 0] ?? new Uint8Array());
	return {bytes, message: readMessage(bytes, start[place] ?? 0, bytes.array.length)};
}

/** What the batches of a reading leave. */
interface Told {
	/** Is set as soon as the servers of a service came at more than one moment. */
	areServersParted: boolean;
	/** The memory of answers that are no longer needed. */
	spare: readonly ArrayBuffer[];
}

interface Telling<Row> {
	readonly kernel: Kernel;
	readonly sources: Sources;
	readonly wanted: WantedStatistics;
	readonly signal: AbortSignal | undefined;
	readonly told: Told;
	readonly join: JoinBatch<Row>;
}

/** A batch of services whose servers were requested. */
interface Batch {
	readonly services: readonly NetlinkService[];
	readonly answers: Promise<KernelAnswers>;
}

/** While a batch is handed on, the next one is already requested from the kernel. */
async function* tellServices<Row>(
	list: ServiceList,
	order: readonly number[] | undefined,
	{kernel, sources, wanted, signal, told, join}: Telling<Row>,
): AsyncGenerator<readonly Row[], void> {
	const count = order?.length ?? list.start.length;
	let asked = 0;
	let size = firstBatch;
	const askForMore = (): Batch => {
		const services: NetlinkService[] = [];
		for (; services.length < size && asked < count; asked += 1) {
			const place = order?.[asked] ?? asked;
			services.push(list.rows?.[place] ?? readService(replyAt(list, place), wanted, null).row);
		}

		const requests = joinRequests(services.map(({rule}) => destinationsRequest(rule.key)));
		if (services.length === 0) {
			return {services, answers: noAnswers};
		}

		const answers = kernel.ask(requests, told.spare, signal);
		told.spare = [];
		// A caller that stops early does not wait for the next batch.
		answers.catch(() => undefined);
		return {services, answers};
	};

	for (let batch = askForMore(); batch.services.length > 0; ) {
		const {services} = batch;
		const answers = await batch.answers;
		batch = askForMore();
		told.areServersParted ||= answers.parted.length > 0;
		yield await sources.slices(join(services, answers));
		const bytes = answers.pieces.reduce((sum, {length}) => sum + length, 0);
		const fitting = Math.floor((batchBytes * services.length) / Math.max(1, bytes));
		size = Math.max(1, Math.min(fitting, largestBatch));
		told.spare = [...told.spare, ...answers.pieces.map(({buffer}) => buffer)];
	}
}

const noAnswers: Promise<KernelAnswers> = Promise.resolve({
	...{pieces: [], firstSequence: 0, parted: []},
	age: {from: 0, to: 0},
});

/** Makes whole rows, with the wanted statistics. */
function joinWhole(wanted: WantedStatistics): JoinBatch<ServiceReading> {
	return function* (services, answers) {
		const servers = services.map((): Destination[] => []);
		yield* eachReply(answers, (reply, number) => {
			const service = services[number];
			if (service !== undefined) {
				const {family} = service.rule.key;
				servers[number]?.push(readDestination(reply, family, wanted, null).row);
			}
		});
		const rows: ServiceReading[] = [];
		for (const [index, service] of services.entries()) {
			rows.push((yield* orderedService(service, servers[index] ?? [])).reading);
			yield;
		}

		return rows;
	};
}
