/**
 * The whole rules of a director as they are now, without the numbers that a screen shows.
 */
import type {ThresholdService} from '../../ipvs/listing.ts';
import type {KnownLines} from '../../ipvs/parse/known-lines.ts';
import {inOneOrder, type RuleSet} from '../../ipvs/rule-set.ts';
import type {Clock} from '../port/clock.ts';
import type {Port} from '../port/port.ts';
import {readingError, totalsPath} from './failures.ts';
import {netlinkObstacle} from './fallback-reader.ts';
import type {Kernel, KernelChoice} from './kernel.ts';
import {createNetlinkReader} from './netlink-reader.ts';
import {ReadingError, type Settings} from './reading.ts';
import {readBothListings} from './rules-listings.ts';
import {readSettings} from './settings.ts';
import {createSources, type Sources} from './sources.ts';

/** The rules of a director. */
export interface LiveRules {
	/** The wall clock when they were read, milliseconds since 1970. */
	readonly time: number;
	/** In the order in which they are shown. */
	readonly rules: RuleSet;
	/** The same rows with their connections. */
	readonly listed: readonly ThresholdService[];
	/** Null where they were not wanted. */
	readonly settings: Settings | null;
}

/** Where rules are read, and what may shorten it. */
export interface RulesPlace {
	readonly port: Port;
	readonly clock: Clock;
	/** The lines of rules that were read before and that most of these are like. */
	readonly known?: KnownLines | undefined;
	/** The kernel, where it can be asked itself: that is cheaper than ipvsadm's listings. */
	readonly kernel?: KernelChoice | null | undefined;
}

/** How often both listings are read again because rows came or went between them. */
const repeats = 2;

async function readWhole(sources: Sources, known: KnownLines | undefined) {
	for (let left = repeats; left >= 0; left -= 1) {
		const listings = await readBothListings(sources, known);
		if (listings.isWhole) {
			return listings;
		}
	}

	throw new ReadingError(
		'changing',
		'services or servers come and go faster than they can be read',
		'wait until whoever changes them has finished',
	);
}

/** What of the rules is wanted. */
interface WantedRules {
	readonly settings?: boolean;
	readonly signal?: AbortSignal | undefined;
}

async function readByNetlink(
	{port, clock}: RulesPlace,
	kernel: Kernel,
	{settings = false, signal}: WantedRules,
): Promise<LiveRules> {
	const reader = createNetlinkReader({port, kernel, clock, remembers: false, mustSettle: true});
	const wanted = {
		...{counters: false, kernelRates: false, persistentConnections: false},
		...{freshRules: true, settings},
	};
	const reading = await reader.read(wanted, signal);
	return {
		time: reading.time,
		rules: reading.services.map(({id, rule, servers}) => ({
			service: rule ?? unknownRule(id),
			servers: servers.map(server => server.rule ?? unknownRule(`${id} ${server.id}`)),
		})),
		listed: reading.services.map(({id, rule, servers}) => ({
			service: rule ?? unknownRule(id),
			servers: servers.map(({upperThreshold, lowerThreshold, ...server}) => ({
				...{address: server.address, port: server.port},
				activeConnections: server.activeConnections,
				inactiveConnections: server.inactiveConnections,
				upperThreshold: upperThreshold ?? unknownRule(server.id),
				lowerThreshold: lowerThreshold ?? unknownRule(server.id),
			})),
		})),
		settings: reading.settings,
	};
}

function unknownRule(row: string): never {
	throw new ReadingError(
		'unreadable',
		`${row}: the kernel has a rule that ipvsadm has no words for`,
		'',
	);
}

/**
 * Reads the rules, and nothing of the table in /proc. Needs the right to ask the kernel or to run ipvsadm.
 * @throws {ReadingError} where they could not be had, also when it was cancelled
 */
export async function readLiveRules(place: RulesPlace, wanted: WantedRules): Promise<LiveRules> {
	const {kernel} = place;
	if (kernel) {
		try {
			return await readByNetlink(place, kernel.kernel, wanted);
		} catch (error) {
			if (!kernel.fallBack || netlinkObstacle(error) === null) {
				throw error;
			}
		}
	}

	return await readByIpvsadm(place, wanted);
}

async function readByIpvsadm(
	{port, clock, known}: RulesPlace,
	{settings = false, signal}: WantedRules,
): Promise<LiveRules> {
	const sources = createSources(port, clock, signal);
	try {
		// Where IPVS is not in the kernel, merely asking ipvsadm would load it.
		await sources.file(totalsPath);
		const time = clock.now();
		const foundSettings = settings ? await readSettings(sources) : null;
		const {rules, listed} = await readWhole(sources, known);
		return {time, rules: inOneOrder(rules), listed, settings: foundSettings};
	} catch (error) {
		throw readingError(error, port.place);
	}
}
