/**
 * Whether a netlink reading could lack rows: the kernel skips some if others are deleted between two parts of its answer.
 */
import {readService} from '../../ipvs/netlink/services.ts';
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

/** The ids of all services. */
function* readIds(answers: KernelAnswers): Generator<void, ReadonlySet<ServiceId>> {
	const ids = new Set<ServiceId>();
	yield* eachReply(answers, (reply, number) => {
		if (number === firstRequest.services) {
			ids.add(readService(reply, {counters: false, kernelRates: false}, null).row.id);
		}
	});
	return ids;
}

/**
 * Whether a row could have been skipped. A list of services that came at more than one moment is read once more: if it
 * has the same ids, none was. That costs a tenth of reading all servers again.
 * @param ids of the services that were read
 * @throws {NetlinkError} if the kernel could not be asked
 */
export async function couldLackRows(
	ids: {readonly size: number; has(id: ServiceId): boolean},
	{isListParted, areServersParted}: PartedTable,
	{
		kernel,
		sources,
		signal,
	}: {
		readonly kernel: Kernel;
		readonly sources: Sources;
		readonly signal: AbortSignal | undefined;
	},
): Promise<boolean> {
	if (areServersParted || !isListParted) {
		return areServersParted;
	}

	const again = await kernel.ask(firstRequests(false), [], signal);
	const listed = await sources.slices(readIds(again));
	return listed.size !== ids.size || [...listed].some(id => !ids.has(id));
}
