/**
 * The two listings of ipvsadm that together tell the whole rules: `-Sn`, and `--thresholds` for what it leaves out.
 */
import type {ThresholdService} from '../../ipvs/listing.ts';
import type {KnownLines} from '../../ipvs/parse/known-lines.ts';
import {saveFormatParser} from '../../ipvs/parse/save-format.ts';
import {thresholdListingParser} from '../../ipvs/parse/threshold-listing.ts';
import {type JoinedThresholds, joinThresholds} from './join-thresholds.ts';
import type {Sources} from './sources.ts';

/** The rules, and the listing that also has the connections. */
export interface RulesListings extends JoinedThresholds {
	readonly listed: readonly ThresholdService[];
}

/**
 * Reads both, one after the other, because the director has other work. They are only parsed when both are
 * there: the sooner one follows the other, the fewer rows change between them.
 * @param known the lines of the text that was read before, where it is likely to have many of them as well
 */
export async function readBothListings(
	sources: Sources,
	known: KnownLines | undefined,
): Promise<RulesListings> {
	const savedText = await sources.ipvsadmText(['-Sn']);
	const listedText = await sources.ipvsadmText(['-Ln', '--thresholds']);
	const saved = await sources.parse(savedText, saveFormatParser({known, isLive: true}));
	const {services: listed} = await sources.parse(listedText, thresholdListingParser);
	return {...(await sources.slices(joinThresholds(saved, listed))), listed};
}
