/**
 * A plan on the command line: show it, ask for consent, run it, and report the outcome.
 */

import {showCommand} from '../director/port/show-command.ts';
import {ownersOfTable} from '../director/reading/owners-of-table.ts';
import {refuseOldIpvsadm} from '../plans/apply/refuse-old-ipvsadm.ts';
import {outcomeDetails, outcomeInWords} from '../plans/outcome-words.ts';
import {withOwnerWarnings} from '../plans/owners/owner-warnings.ts';
import {type Danger, type Outcome, type Plan, typedConsent} from '../plans/plan.ts';
import {type ExitCode, exitCode} from './exit-code.ts';
import {flag} from './option.ts';
import {type ChangeContext, SubcommandError} from './subcommand.ts';

/** The options of every subcommand that changes something. */
export const consentOptions = {
	dryRun: flag('print the commands but change nothing'),
	yes: flag('change without asking', {short: 'y'}),
};

/**
 * The same options for a subcommand that takes ipvsadm's options: there `-y` is a threshold, so consent is written in
 * full.
 */
export const consentInFull = {
	dryRun: flag('print the commands but change nothing'),
	yes: flag('change without asking'),
};

/**
 * The plan as text: its title, its warnings, the exact commands.
 * @param changes lines below the title about what changes
 */
export function planText({title, steps, warnings}: Plan, changes: readonly string[] = []): string {
	return [
		title,
		...changes.map(line => `  ${line}`),
		...warnings.map(warning => `  warning: ${warning}`),
		...steps.map(({command}) => `  ${showCommand(command)}`),
		'',
	].join('\n');
}

/**
 * Asks for consent to what was shown: by `--yes`, or by an answer. A plan that drops traffic requires a whole word.
 * @throws {SubcommandError} without consent
 */
export async function agree(
	{options, ask}: Pick<ChangeContext, 'options' | 'ask'>,
	danger: Danger,
): Promise<void> {
	if (options.yes) {
		return;
	}

	if (!ask) {
		throw new SubcommandError(
			exitCode.refused,
			'nothing was changed: no terminal to ask on; use --yes to run the plan without asking',
		);
	}

	const question =
		danger === 'drops-traffic'
			? `This drops traffic. Type ${typedConsent} to run these commands: `
			: 'Run these commands? [y/N] ';
	// Ctrl-C counts as an answer too.
	const given = await ask(question).catch(() => '');
	const answer = given.trim().toLowerCase();
	const isAgreed = answer === typedConsent || (danger === 'none' && answer === 'y');
	if (!isAgreed) {
		throw new SubcommandError(exitCode.refused, 'nothing was changed');
	}
}

const codes: Readonly<Record<Outcome['result'], ExitCode>> = {
	done: exitCode.done,
	refused: exitCode.refused,
	failed: exitCode.failed,
};

/** Runs a confirmed plan and reports the outcome. */
export async function carryOut(
	plan: Plan,
	{session, write, writeError}: ChangeContext,
): Promise<ExitCode> {
	const outcome = await session.apply(plan);
	const words = outcomeInWords(plan, outcome);
	if (outcome.result === 'done') {
		write(`${words}\n`);
	} else {
		writeError(`lvstop: ${words}\n`);
	}

	writeError(outcomeDetails(plan, outcome));
	return codes[outcome.result];
}

/**
 * Refuses a plan before it is shown if the director's ipvsadm is too old for it.
 * @throws {SubcommandError}
 */
export async function refuseForOldIpvsadm(
	steps: Plan['steps'],
	{session, signal}: Pick<ChangeContext, 'session' | 'signal'>,
): Promise<void> {
	const refused = await refuseOldIpvsadm(steps, session.port, {signal});
	if (refused !== null) {
		throw new SubcommandError(exitCode.refused, `nothing was changed: ${refused}`);
	}
}

/**
 * Shows a plan, asks for consent and runs it; a dry run ends after showing it.
 * @param changes lines below the title about what changes
 * @throws {SubcommandError} without consent
 */
export async function showAndCarryOut(
	plan: Plan,
	context: ChangeContext,
	changes: readonly string[] = [],
): Promise<ExitCode> {
	await refuseForOldIpvsadm(plan.steps, context);
	context.write(planText(withOwnerWarnings(plan, await ownersOfTable(context)), changes));
	if (context.options.dryRun) {
		return exitCode.done;
	}

	await agree(context, plan.danger);
	return carryOut(plan, context);
}
