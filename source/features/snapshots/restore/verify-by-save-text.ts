/**
 * The cheap proof of a restore: what ipvsadm saves, or would save, compared as text.
 */

import {type RulesPlace, readLiveRules} from '../../../director/reading/live-rules.ts';
import {formatSave, printedPlainTunnel} from '../../../ipvs/format/save-format.ts';
import type {RuleSet} from '../../../ipvs/rule-set.ts';
import type {Command} from '../../../plans/plan.ts';
import type {RestorePlan} from './propose-restore.ts';

const saveCommand: Command = ['ipvsadm', '-Sn'];

/** A large table takes a slow director seconds to save, milliseconds. */
const saveTimeLimit = 60_000;

function hasThresholds(rules: RuleSet): boolean {
	return rules.some(({servers}) =>
		servers.some(({upperThreshold, lowerThreshold}) => upperThreshold > 0 || lowerThreshold > 0),
	);
}

/**
 * Whether a text has the lines of another one in any order, each of them once. The other has no line twice;
 * what ipvsadm saves may have, while rows come and go.
 */
function hasLinesOf(text: string, other: string): boolean {
	if (text === other) {
		return true;
	}

	const lines = text.split('\n');
	const left = new Set(other.split('\n'));
	return lines.length === left.size && lines.every(line => left.delete(line));
}

/** Not every version of ipvsadm says which tunnel is the default. */
function withoutPlainTunnels(text: string): string {
	return text.includes(printedPlainTunnel) ? text.replaceAll(printedPlainTunnel, '') : text;
}

/**
 * Whether ipvsadm saves exactly the plan's target. Each line names its service, so that equal lines in
 * any order are equal rules.
 *
 * It says no, which proves nothing, where that is not all there is to it: where some services only are
 * restored, and where a server had thresholds or shall have some, because ipvsadm does not save them.
 * Where there were none and no command sets one, there are none. The kernel itself, where it can be asked, tells
 * thresholds as well.
 *
 * Rejects where nothing can be read.
 */
export async function isSavedExactly(
	{present, target, request}: RestorePlan,
	place: RulesPlace & {readonly signal?: AbortSignal | undefined},
): Promise<boolean> {
	const {port, kernel, signal} = place;
	if (request.choice.only) {
		return false;
	}

	if (kernel) {
		const {rules, missing} = await readLiveRules(place, {compare: false, signal});
		const whole = {thresholds: true};
		return missing.length === 0 && hasLinesOf(formatSave(rules, whole), formatSave(target, whole));
	}

	if (hasThresholds(present) || hasThresholds(target)) {
		return false;
	}

	const {exitCode, stdout} = await port.run(saveCommand, {timeout: saveTimeLimit, signal});
	return (
		exitCode === 0 &&
		hasLinesOf(withoutPlainTunnels(stdout), withoutPlainTunnels(formatSave(target)))
	);
}
