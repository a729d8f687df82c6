/**
 * All rules of a director by netlink, a few services at a time. What the kernel answers is not kept, only the rules;
 * and of those that are expected, only the expected object.
 */
import type {ThresholdService} from '../../ipvs/listing.ts';
import type {MissingRow, RuleSet, ServiceWithServers} from '../../ipvs/rule-set.ts';
import {serverId} from '../../ipvs/server.ts';
import {type ServiceId, serviceId} from '../../ipvs/service.ts';
import {joinRules} from './netlink-service-rules.ts';
import {createNetlinkStream, type NetlinkStreamOptions} from './netlink-stream.ts';
import {type LiveRules, ReadingError} from './reading.ts';

/** The most times the table is read again because rows changed during the reading. */
const repeats = 2;

/** The parts and the manner of the reading. */
export interface NetlinkRulesOptions {
	readonly settings: boolean;
	/** Rules that are expected: rows that are equal to theirs are the same objects. */
	readonly alike: RuleSet;
	readonly signal: AbortSignal | undefined;
}

/** The ids of all rows. */
function* idsOf({rules, missing}: LiveRules): Generator<string> {
	for (const {service, servers} of rules) {
		const id = serviceId(service.key);
		yield id;
		for (const server of servers) {
			yield `${serverId(server)} in ${id}`;
		}
	}

	for (const {name} of missing) {
		yield name;
	}
}

/** Whether rows of an earlier reading are missing: they may have been skipped because others were deleted. */
function lacksAny(before: LiveRules, now: LiveRules): boolean {
	const ids = new Set(idsOf(now));
	return idsOf(before).some(id => !ids.has(id));
}

/**
 * Reads the rules by netlink. The table is read again if a row could have been skipped because others were deleted, so
 * that none is missing.
 * @throws {ReadingError} if it could not be read, or if it changes all the time
 */
export async function readNetlinkRules(
	place: NetlinkStreamOptions,
	{settings, alike, signal}: NetlinkRulesOptions,
): Promise<LiveRules> {
	const stream = createNetlinkStream(place);
	const wanted = {
		...{counters: false, kernelRates: false, persistentConnections: false},
		...{freshRules: true, settings},
	};
	let before: LiveRules | null = null;
	for (let left = repeats; ; left -= 1) {
		const reading = await stream.open(wanted, signal);
		const ids = new Set<ServiceId>();
		const rules: ServiceWithServers[] = [];
		const listed: ThresholdService[] = [];
		const missing: MissingRow[] = [];
		for await (const batch of reading.batches(joinRules(alike))) {
			for (const service of batch) {
				ids.add(service.id);
				rules.push(...(service.rules ? [service.rules] : []));
				listed.push(...(service.listed ? [service.listed] : []));
				missing.push(...service.missing);
			}
		}

		const {time, settings: found} = reading.head;
		const now: LiveRules = {time, settings: found, rules, listed, missing};
		const isDoubtful = before === null ? await reading.couldLack(ids) : lacksAny(before, now);
		if (!isDoubtful) {
			return now;
		}

		if (left === 0) {
			throw new ReadingError(
				'changing',
				'services or servers are added and deleted faster than they can be read',
				'wait until the changes have finished',
			);
		}

		before = now;
	}
}
