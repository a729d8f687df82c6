/**
 * `lvstop drain SERVICE SERVER [--wait] [--timeout S] [--delete]`
 */

import {agree, carryOut, planText} from '../../commands/carry-out.ts';
import {type ExitCode, exitCode} from '../../commands/exit-code.ts';
import {expectWords, findTarget, type NamedTarget} from '../../commands/find-target.ts';
import {readForChange, type SubcommandContext, SubcommandError} from '../../commands/subcommand.ts';
import {showCommand} from '../../director/port/show-command.ts';
import {ownersOfTable} from '../../director/reading/owners-of-table.ts';
import type {Reading} from '../../director/reading/reading.ts';
import {readSysctls} from '../../plans/apply/read-sysctls.ts';
import {withOwnerWarnings} from '../../plans/owners/owner-warnings.ts';
import type {Plan, Proposal} from '../../plans/plan.ts';
import {type Sysctls, targetName} from '../../plans/seen.ts';
import {proposeDeleteServers} from '../edit/delete-server.ts';
import {proposeDrain} from './drain.ts';
import {type DrainAdvice, drainAdvice} from './drain-advice.ts';
import {waitUntilEmpty} from './drain-wait.ts';

function planOrRefuse({plan, refused}: Proposal): Plan {
	if (!plan) {
		throw new SubcommandError(exitCode.refused, refused);
	}

	return plan;
}

/** The plan, or null where the server has weight 0 already. A scheduler's fallback flag is set first. */
function drainPlan(target: NamedTarget, reading: Reading, sysctls: Sysctls): Plan | null {
	const {services, settings} = reading;
	return target.server.weight === 0
		? null
		: planOrRefuse(proposeDrain([target], {services, sysctls, settings, fallbackFirst: true}));
}

/** The plan that takes the server away, as it is or will be with weight 0. */
function deletePlan({service, server}: NamedTarget, sysctls: Sysctls): Plan {
	const rule = server.rule && {...server.rule, weight: 0};
	return planOrRefuse(proposeDeleteServers([{service, server: {...server, rule}}], sysctls));
}

function reasonsText({reasons}: DrainAdvice): string {
	return reasons.map(reason => `  ${reason}\n`).join('');
}

function thenText({steps, warnings}: Pick<Plan, 'steps' | 'warnings'>): string {
	return [
		'then, when it is empty:',
		...warnings.map(warning => `  warning: ${warning}`),
		...steps.map(({command}) => `  ${showCommand(command)}`),
		'',
	].join('\n');
}

/** Shows what is going to be done, and why in this way. */
async function show(
	{plan, deletion, advice}: {plan: Plan | null; deletion: Plan | null; advice: DrainAdvice},
	target: NamedTarget,
	context: SubcommandContext,
): Promise<void> {
	const {write} = context;
	const owners = await ownersOfTable(context);
	write(
		plan
			? planText(withOwnerWarnings(plan, owners))
			: `${targetName(target)} already has weight 0\n`,
	);
	write(reasonsText(advice));
	if (deletion) {
		// What the deletion would cut off now will have ended by then.
		write(thenText(withOwnerWarnings({steps: deletion.steps, warnings: []}, owners)));
	}
}

/** Waits and deletes, as far as it was asked for. */
async function waitAndDelete(
	context: SubcommandContext,
	target: NamedTarget,
	{advice, sysctls}: {readonly advice: DrainAdvice; readonly sysctls: Sysctls},
): Promise<ExitCode> {
	const ended = await waitUntilEmpty(context, target, advice.emptyWhen);
	if (ended.end === 'empty') {
		return context.options.delete
			? carryOut(deletePlan(ended.target, sysctls), context)
			: exitCode.done;
	}

	const {end, why} = ended;
	const stays = end === 'undone' || end === 'gone' ? '' : '; it stays drained';
	throw new SubcommandError(
		end === 'lost' ? exitCode.unreachable : exitCode.failed,
		`${why}${stays}`,
	);
}

/**
 * Drains a server; waits until it is empty and deletes it then, where that is asked for.
 * @throws {UsageError}
 * @throws {SubcommandError}
 */
export async function drainSubcommand(context: SubcommandContext): Promise<ExitCode> {
	const {words, options, session, signal} = context;
	expectWords(words, 2, 'drain SERVICE SERVER [--wait] [--timeout S] [--delete]');
	const [serviceWord = '', serverWord = ''] = words;
	const reading = await readForChange(context, {persistentConnections: true, settings: true});
	const target = findTarget(reading, serviceWord, serverWord);
	const sysctls = await readSysctls(session.port, {signal});
	const advice = drainAdvice(target, {sysctls, settings: reading.settings});
	const plan = drainPlan(target, reading, sysctls);
	const deletion = options.delete ? deletePlan(target, sysctls) : null;

	await show({plan, deletion, advice}, target, context);
	if (options.dryRun) {
		return exitCode.done;
	}

	if (plan || deletion) {
		await agree(context, plan?.danger ?? 'none');
	}

	if (plan) {
		const code = await carryOut(plan, context);
		if (code !== exitCode.done) {
			return code;
		}
	}

	const isWaiting = options.wait || options.delete || options.timeout !== null;
	return isWaiting ? waitAndDelete(context, target, {advice, sysctls}) : exitCode.done;
}
