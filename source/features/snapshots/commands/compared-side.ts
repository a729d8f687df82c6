/**
 * One side of a comparison: the director, saved rules, or a pasted listing.
 */
import {type ExitCode, exitCode} from '../../../commands/exit-code.ts';
import {SubcommandError} from '../../../commands/subcommand.ts';
import type {Settings} from '../../../director/reading/reading.ts';
import type {KnownLines} from '../../../ipvs/parse/known-lines.ts';
import {isPastedListing} from '../../../ipvs/parse/pasted-listing.ts';
import type {RuleSet} from '../../../ipvs/rule-set.ts';
import {type ServiceId, serviceId} from '../../../ipvs/service.ts';
import {missingInWords, missingOfChoice} from '../restore/missing-rows.ts';
import type {RestoreChoice} from '../restore/target-rules.ts';
import {listingNote, readListing, rulesBeside} from './listed-rules.ts';
import {
	readRulesOfDirector,
	readTextOfRules,
	rulesOfText,
	type SnapshotSubcommandContext,
} from './snapshot-context.ts';

/** One side of a comparison. */
export interface Side {
	/** The rules. Values that a listing does not show are the same as on the other side. */
	readonly rules: (other: RuleSet) => RuleSet;
	readonly settings: Settings | null;
	/** Notes for a person. Each ends with a line break. */
	readonly notes: readonly string[];
	/** Services that are present but cannot be read. */
	readonly unread: readonly ServiceId[];
	readonly isWhole: boolean;
}

/** Reads the side that a command-line word names. */
export async function namedSide(
	word: string,
	context: SnapshotSubcommandContext,
	known?: KnownLines,
): Promise<Side> {
	const named = await readTextOfRules(word, context);
	if (isPastedListing(named.text)) {
		const listed = readListing(named);
		return {
			rules: other => rulesBeside(listed, other),
			settings: null,
			notes: [listingNote(named.name), ...listed.problems.map(problem => `${problem}\n`)],
			unread: listed.unread,
			isWhole: listed.problems.length === 0,
		};
	}

	const {rules, about} = await rulesOfText(named, context, known);
	return {
		rules: () => rules,
		settings: about?.settings ?? null,
		notes: [],
		unread: [],
		isWhole: true,
	};
}

/**
 * Reads the director.
 * @throws {SubcommandError} if rows of the chosen services cannot be read
 */
export async function directorSide(
	context: SnapshotSubcommandContext,
	choice: RestoreChoice,
	known?: KnownLines,
): Promise<Side> {
	const {rules, settings, missing} = await readRulesOfDirector(context, known);
	const chosen = missingOfChoice(missing, choice);
	if (chosen.length > 0) {
		throw new SubcommandError(
			exitCode.refused,
			['some rules could not be read:', ...missingInWords(chosen).map(line => `  ${line}`)].join(
				'\n',
			),
		);
	}

	return {rules: () => rules, settings, notes: [], unread: [], isWhole: true};
}

/** The rules without the services that cannot be compared. */
export function withoutServices(rules: RuleSet, unread: ReadonlySet<ServiceId>): RuleSet {
	return unread.size === 0
		? rules
		: rules.filter(({service}) => !unread.has(serviceId(service.key)));
}

/** The exit code of a comparison. */
export function comparisonCode(isSame: boolean, isWhole: boolean): ExitCode {
	return isSame && isWhole ? exitCode.done : exitCode.failed;
}
