/**
 * Whether a netlink reading could lack rows: the kernel skips some if others are deleted between two parts of its answer.
 */
import {decodeService, serviceRulePrint} from '../../ipvs/netlink/services.ts';
import type {ServiceId} from '../../ipvs/service.ts';
import type {Kernel, KernelAnswers} from './kernel.ts';
import {eachReply} from './netlink-answers.ts';
import {firstRequest, firstRequests} from './netlink-head.ts';
import type {Sources} from './sources.ts';

/** The parts of a table that came at more than one moment. */
export interface PartedTable {
	readonly isListParted: boolean;
	/** Whether the servers of a service did. */
	readonly areServersParted: boolean;
}

/** The fingerprints of the rules of all services, in the kernel's order. */
function* readPrints(answers: KernelAnswers): Generator<void, readonly number[]> {
	const prints: number[] = [];
	yield* eachReply(answers, (reply, number) => {
		if (number === firstRequest.services) {
			prints.push(serviceRulePrint(reply));
		}
	});
	return prints;
}

/** The ids of all services. */
function* readIds(answers: KernelAnswers): Generator<void, ReadonlySet<ServiceId>> {
	const ids = new Set<ServiceId>();
	yield* eachReply(answers, (reply, number) => {
		if (number === firstRequest.services) {
			ids.add(decodeService(reply, {counters: false, kernelRates: false}).id);
		}
	});
	return ids;
}

/** The services that were read. */
export interface ReadServices {
	readonly ids: {readonly size: number; has(id: ServiceId): boolean};
	/** The fingerprints of their rules in the kernel's order: comparing these is cheaper. Null if they are not known. */
	readonly prints: readonly number[] | null;
}

/**
 * Whether a row could have been skipped. A list of services that came at more than one moment is read once more: if it
 * has the same ids, none was. That costs a tenth of reading all servers again.
 * @throws {NetlinkError} if the kernel could not be asked
 */
export async function couldLackRows(
	{ids, prints}: ReadServices,
	{isListParted, areServersParted}: PartedTable,
	{
		kernel,
		sources,
		signal,
		spare = [],
	}: {
		readonly kernel: Kernel;
		readonly sources: Sources;
		readonly signal: AbortSignal | undefined;
		/** Memory of answers that are no longer needed. */
		readonly spare?: readonly ArrayBuffer[];
	},
): Promise<boolean> {
	if (areServersParted || !isListParted) {
		return areServersParted;
	}

	const again = await kernel.ask(firstRequests(false), spare, signal);
	if (prints !== null) {
		const found = await sources.slices(readPrints(again));
		if (found.length === prints.length && found.every((print, at) => print === prints[at])) {
			return false;
		}
	}

	const listed = await sources.slices(readIds(again));
	return listed.size !== ids.size || [...listed].some(id => !ids.has(id));
}
