/**
 * The whole rules of a director at present, without the numbers that a screen shows.
 */
import type {KnownLines} from '../../ipvs/parse/known-lines.ts';
import {procIpVsParser} from '../../ipvs/parse/proc-ip-vs.ts';
import {inOneOrder} from '../../ipvs/rule-order.ts';
import type {MissingRow, RuleSet} from '../../ipvs/rule-set.ts';
import {serverId} from '../../ipvs/server.ts';
import {serviceId} from '../../ipvs/service.ts';
import type {Clock} from '../port/clock.ts';
import type {Port} from '../port/port.ts';
import {readingError, tablePath, totalsPath} from './failures.ts';
import {netlinkObstacle} from './fallback-reader.ts';
import type {KernelChoice} from './kernel.ts';
import {readNetlinkRules} from './netlink-rules.ts';
import {type LiveRules, ReadingError} from './reading.ts';
import {type RulesListings, readBothListings, rulesViews} from './rules-listings.ts';
import {readSettings, settingsViews} from './settings.ts';
import {gatherSources, type Sources} from './sources.ts';
import {type UnlistedRow, unlistedRows} from './unlisted-rows.ts';
import {ipvsadmCommands} from './wanted-texts.ts';

/** The place to read rules from, and the means to read them faster. */
export interface RulesPlace {
	readonly port: Port;
	readonly clock: Clock;
	/** Lines of rules that were parsed before, most of which will occur again. */
	readonly known?: KnownLines | undefined;
	/** Rules that are expected. Rows that netlink reports and that are equal to them are the same objects. */
	readonly alike?: RuleSet | undefined;
	/** The kernel's own interface, if available: it is cheaper than ipvsadm's listings. */
	readonly kernel?: KernelChoice | null | undefined;
}

/** The most times both listings are read again because rows changed between them. */
const repeats = 2;

function missingOf(
	{unreadable}: RulesListings,
	unlisted: readonly UnlistedRow[],
): readonly MissingRow[] {
	return [
		...unreadable.map(({row, service, server, text, reason}): MissingRow => {
			const id = service && serviceId(service);
			const own = row === 'service' ? null : server ? serverId(server) : 'a server';
			const name = [own, id ?? 'a service'].filter(part => part !== null).join(' in ');
			return {service: id, name, reason: `it cannot be read: ${reason}: ${text}`};
		}),
		...unlisted,
	];
}

/** Compares the output of ipvsadm with the kernel's table; without that file nothing can be compared. */
async function unlistedIn(sources: Sources, listings: RulesListings) {
	const text = await sources.fileIfThere(tablePath);
	if (text === null) {
		return [];
	}

	const table = await sources.parse(text, procIpVsParser);
	return unlistedRows(listings.rules, table, [
		...listings.unreadable,
		...listings.orphans.flatMap(({key, servers}) =>
			servers.map(server => ({service: key, server})),
		),
	]);
}

/** Reads until both listings and the kernel's table have the same rows. Rows that only the table has stay missing. */
async function readWhole(
	sources: Sources,
	{known, compare}: {readonly known: KnownLines | undefined; readonly compare: boolean},
) {
	for (let left = repeats; left >= 0; left -= 1) {
		const listings = await readBothListings(sources, known);
		if (listings.isWhole) {
			const unlisted = compare ? await unlistedIn(sources, listings) : [];
			if (unlisted.length === 0 || left === 0) {
				return {...listings, missing: missingOf(listings, unlisted)};
			}
		}
	}

	throw new ReadingError(
		'changing',
		'services or servers are added and deleted faster than they can be read',
		'wait until the changes have finished',
	);
}

/** The requested parts. */
interface WantedRules {
	readonly settings?: boolean;
	/**
	 * Whether to read the kernel's table too, to find rows that ipvsadm does not print; not needed for a repeated
	 * reading.
	 */
	readonly compare?: boolean;
	readonly signal?: AbortSignal | undefined;
}

/**
 * Reads the rules by netlink; or by ipvsadm, and then compares the rows with the table in /proc. Needs permission for
 * netlink or ipvsadm.
 * @throws {ReadingError} if they could not be read, or if cancelled
 */
export async function readLiveRules(place: RulesPlace, wanted: WantedRules): Promise<LiveRules> {
	const {kernel} = place;
	if (kernel) {
		try {
			const {port, clock, alike = []} = place;
			const {settings = false, signal} = wanted;
			// The kernel reports everything, so nothing has to be compared.
			return await readNetlinkRules(
				{port, clock, kernel: kernel.kernel},
				{settings, alike, signal},
			);
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
	{settings = false, compare = true, signal}: WantedRules,
): Promise<LiveRules> {
	const together = {
		// If IPVS is not in the kernel, running ipvsadm would load it.
		files: [totalsPath, ...(compare ? [tablePath] : [])],
		commands: ipvsadmCommands(
			...(settings ? [settingsViews.timeouts, settingsViews.daemons] : []),
			...[rulesViews.saved, rulesViews.listed],
		),
	};
	try {
		const sources = await gatherSources(port, clock, {together, signal});
		await sources.file(totalsPath);
		const time = clock.now();
		const foundSettings = settings ? await readSettings(sources) : null;
		const {rules, listed, missing} = await readWhole(sources, {known, compare});
		return {time, rules: inOneOrder(rules), listed, settings: foundSettings, missing};
	} catch (error) {
		throw readingError(error, port.place);
	}
}
