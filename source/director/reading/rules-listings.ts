/**
 * The two listings of ipvsadm that together have the whole rules: `-Sn`, and `--thresholds` for what it leaves out.
 */
import {parseEndpoint} from '../../ipvs/address.ts';
import type {Listing, ThresholdService} from '../../ipvs/listing.ts';
import type {KnownLines} from '../../ipvs/parse/known-lines.ts';
import {type LiveSavedRules, liveRulesParser} from '../../ipvs/parse/save-format.ts';
import {thresholdListingParser} from '../../ipvs/parse/threshold-listing.ts';
import type {UnreadableRule} from '../../ipvs/parse/unreadable-rule.ts';
import {splitWords} from '../../ipvs/parse/words.ts';
import type {RuleSet} from '../../ipvs/rule-set.ts';
import type {ServerRule} from '../../ipvs/server.ts';
import {type ServiceKey, serviceId} from '../../ipvs/service.ts';
import {type JoinedThresholds, joinServers, joinThresholds} from './join-thresholds.ts';
import type {Sources} from './sources.ts';

/** The servers of a service whose own rule could not be parsed. */
export interface OrphanServers {
	readonly key: ServiceKey;
	readonly servers: readonly ServerRule[];
}

/** The rules, and the listing that also has the connections. */
export interface RulesListings extends JoinedThresholds {
	readonly listed: readonly ThresholdService[];
	/** Rows whose rules could not be parsed; they are not in `rules`. */
	readonly unreadable: readonly UnreadableRule[];
	readonly orphans: readonly OrphanServers[];
}

/** The options of the two listings. */
export const rulesViews = {saved: ['-Sn'], listed: ['-Ln', '--thresholds']} as const;

type ThresholdListing = Listing<ThresholdService>;

/** Servers whose thresholds could not be parsed. */
function unreadableThresholds({unreadableServers = []}: ThresholdListing): UnreadableRule[] {
	return unreadableServers.map(({text, reason, service}) => ({
		row: 'server',
		service: service.service.key,
		server: parseEndpoint(splitWords(text)[1] ?? ''),
		text,
		reason,
	}));
}

/**
 * Joins listings with lines that could not be parsed. Affected services are joined as far as possible; only the others
 * must have the same rows in both listings.
 */
function* joinOdd(
	saved: LiveSavedRules,
	listing: ThresholdListing,
): Generator<void, Omit<RulesListings, 'listed'>> {
	const withoutRule = listing.unreadable ?? [];
	const unreadable = [...saved.unreadable, ...unreadableThresholds(listing)];
	const odd = new Set(
		[...unreadable.map(({service}) => service), ...withoutRule.map(({key}) => key)].flatMap(key =>
			key === null ? [] : serviceId(key),
		),
	);
	const isOdd = (key: ServiceKey) => odd.has(serviceId(key));
	const listed = new Map([
		...listing.services.map(({service, servers}) => [serviceId(service.key), servers] as const),
		...withoutRule.flatMap(({key, servers}) =>
			key === null ? [] : [[serviceId(key), servers] as const],
		),
	]);
	const {rules, isWhole} = yield* joinThresholds(
		saved.rules.filter(({service}) => !isOdd(service.key)),
		listing.services.filter(({service}) => !isOdd(service.key)),
	);
	const oddRules: RuleSet[number][] = [];
	for (const {service, servers} of saved.rules.filter(entry => isOdd(entry.service.key))) {
		const found = listed.get(serviceId(service.key)) ?? [];
		oddRules.push({service, servers: yield* joinServers(servers, found)});
	}

	const orphans: OrphanServers[] = [];
	for (const {key, servers} of saved.orphans) {
		const found = listed.get(serviceId(key)) ?? [];
		orphans.push({key, servers: yield* joinServers(servers, found)});
	}

	// A row without a name may be in either listing, so their lengths cannot be compared.
	const hasNameless = [
		...unreadable.map(({service}) => service),
		...withoutRule.map(({key}) => key),
	].includes(null);
	return {rules: [...rules, ...oddRules], isWhole: isWhole || hasNameless, unreadable, orphans};
}

/**
 * Reads both listings one after the other, because the director has other work. They are only parsed when both are
 * read: the sooner one follows the other, the fewer rows change between them.
 * @param known the lines of an earlier text that is likely to have most lines in common
 */
export async function readBothListings(
	sources: Sources,
	known: KnownLines | undefined,
): Promise<RulesListings> {
	const savedText = await sources.ipvsadmText(rulesViews.saved);
	const listedText = await sources.ipvsadmText(rulesViews.listed);
	const saved = await sources.parse(savedText, liveRulesParser({known}));
	const listing = await sources.parse(listedText, thresholdListingParser);
	const {services: listed, unreadable, unreadableServers} = listing;
	const isOdd = saved.unreadable.length > 0 || unreadable || unreadableServers;
	return isOdd
		? {...(await sources.slices(joinOdd(saved, listing))), listed}
		: {
				...(await sources.slices(joinThresholds(saved.rules, listed))),
				listed,
				unreadable: [],
				orphans: [],
			};
}
