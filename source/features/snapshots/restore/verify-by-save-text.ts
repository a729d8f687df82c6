/**
 * The cheap verification of a restore: compares what ipvsadm saves as text.
 */

import type {RulesPlace} from '../../../director/reading/live-rules.ts';
import {formatSave, printedPlainTunnel} from '../../../ipvs/format/save-format.ts';
import type {RuleSet} from '../../../ipvs/rule-set.ts';
import type {Command} from '../../../plans/plan.ts';
import type {RestorePlan} from './propose-restore.ts';

const saveCommand: Command = ['ipvsadm', '-Sn'];

/** The time limit of a save, milliseconds. A large table takes seconds on a slow director. */
const saveTimeLimit = 60_000;

function hasThresholds(rules: RuleSet): boolean {
	return rules.some(({servers}) =>
		servers.some(({upperThreshold, lowerThreshold}) => upperThreshold > 0 || lowerThreshold > 0),
	);
}

/**
 * Whether a text has exactly the lines of `other`, in any order. `other` has no line twice; the output of ipvsadm may,
 * while rows come and go.
 */
function hasLinesOf(text: string, other: string): boolean {
	if (text === other) {
		return true;
	}

	const lines = text.split('\n');
	const left = new Set(other.split('\n'));
	return lines.length === left.size && lines.every(line => left.delete(line));
}

/** Not every version of ipvsadm prints which tunnel type is the default. */
function withoutPlainTunnels(text: string): string {
	return text.includes(printedPlainTunnel) ? text.replaceAll(printedPlainTunnel, '') : text;
}

/**
 * Whether ipvsadm saves exactly the plan's target. Each line names its service, so equal lines in any order are equal
 * rules.
 *
 * False proves nothing. It is returned if the comparison would not be complete: if only some services are restored, or
 * if a server had thresholds or shall have some, because ipvsadm does not save them. If there were none and no command
 * sets one, there are none.
 *
 * Rejects if nothing can be read.
 */
export async function isSavedExactly(
	{present, target, request}: RestorePlan,
	{port, signal}: Pick<RulesPlace, 'port'> & {readonly signal?: AbortSignal | undefined},
): Promise<boolean> {
	if (request.choice.only || hasThresholds(present) || hasThresholds(target)) {
		return false;
	}

	const {exitCode, stdout} = await port.run(saveCommand, {timeout: saveTimeLimit, signal});
	return (
		exitCode === 0 &&
		hasLinesOf(withoutPlainTunnels(stdout), withoutPlainTunnels(formatSave(target)))
	);
}
