/**
 * The servers of a list of services, requested and handed on a batch of services at a time.
 */
import {type Destination, decodeDestination} from '../../ipvs/netlink/destinations.ts';
import {destinationsRequest, joinRequests} from '../../ipvs/netlink/requests.ts';
import type {NetlinkService} from '../../ipvs/netlink/services.ts';
import type {WantedStatistics} from '../../ipvs/netlink/statistics.ts';
import type {Kernel, KernelAnswers} from './kernel.ts';
import {eachReply} from './netlink-answers.ts';
import {orderedService} from './netlink-joined.ts';
import {type ServiceList, serviceAt} from './netlink-service-list.ts';
import type {ServiceReading} from './reading.ts';
import type {Sources} from './sources.ts';

/** The batches of services whose servers are requested together: the first size, then bytes of answers, and a limit. */
const firstBatch = 16;
const batchBytes = 2 ** 18;
const largestBatch = 256;

/** Makes the rows of some services from the answers to the requests for their servers, in the same order. */
export type JoinBatch<Row> = (
	services: readonly NetlinkService[],
	answers: KernelAnswers,
) => Generator<void, readonly Row[]>;

/** The state that the batches of a reading share. */
export interface Told {
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
export async function* tellServices<Row>(
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
			services.push(serviceAt(list, place, wanted));
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
export function joinWhole(wanted: WantedStatistics): JoinBatch<ServiceReading> {
	return function* (services, answers) {
		const servers = services.map((): Destination[] => []);
		yield* eachReply(answers, (reply, number) => {
			const service = services[number];
			if (service !== undefined) {
				const {family} = service.rule.key;
				servers[number]?.push(decodeDestination(reply, family, wanted));
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
