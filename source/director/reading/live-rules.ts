/**
 * The whole rules of a director as they are now, without the numbers that a screen shows.
 */
import type {ThresholdService} from '../../ipvs/listing.ts';
import type {KnownLines} from '../../ipvs/parse/known-lines.ts';
import {inOneOrder, type RuleSet} from '../../ipvs/rule-set.ts';
import type {Clock} from '../port/clock.ts';
import type {Port} from '../port/port.ts';
import {readingError, totalsPath} from './failures.ts';
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

/**
 * Reads the rules, and nothing of the table in /proc. Needs the right to run ipvsadm.
 * @throws {ReadingError} where they could not be had, also when it was cancelled
 */
export async function readLiveRules(
	{port, clock, known}: RulesPlace,
	{
		settings = false,
		signal,
	}: {readonly settings?: boolean; readonly signal?: AbortSignal | undefined},
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
