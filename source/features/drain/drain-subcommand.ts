/**
 * `lvstop drain`
 */

import {
	agree,
	carryOut,
	consentOptions,
	planText,
	refuseForOldIpvsadm,
} from '../../commands/carry-out.ts';
import {type ExitCode, exitCode} from '../../commands/exit-code.ts';
import {findTarget, type NamedTarget} from '../../commands/find-target.ts';
import {flag, type OptionValues, seconds, value} from '../../commands/option.ts';
import {
	defineSubcommand,
	readForChange,
	type SubcommandContext,
	SubcommandError,
} from '../../commands/subcommand.ts';
import {showCommand} from '../../director/port/show-command.ts';
import {ownersOfTable} from '../../director/reading/owners-of-table.ts';
import type {Reading} from '../../director/reading/reading.ts';
import {readSysctls} from '../../plans/apply/read-sysctls.ts';
import {type Sysctls, targetName} from '../../plans/known-row.ts';
import {withOwnerWarnings} from '../../plans/owners/owner-warnings.ts';
import type {Plan, Proposal} from '../../plans/plan.ts';
import {proposeDeleteServers} from '../edit/index.ts';
import {proposeDrain} from './drain.ts';
import {type DrainProcedure, drainProcedure} from './drain-procedure.ts';
import {waitUntilEmpty} from './drain-wait.ts';

const options = {
	wait: flag('wait until the server is empty'),
	timeout: value({
		argument: 'S',
		help: 'wait at most S seconds; the server stays drained after that',
		usual: null,
		read: seconds({least: 0, most: 1e6}),
	}),
	delete: flag('wait until the server is empty, then delete it'),
	interval: value({
		argument: 'S',
		short: 'd',
		help: 'seconds between readings while waiting (2)',
		usual: 2000,
		read: seconds({least: 0.5, most: 3600}),
		configured: ({interval}) => interval,
	}),
	...consentOptions,
};

type DrainContext = SubcommandContext<OptionValues<typeof options>>;

function planOrRefuse({plan, refused}: Proposal): Plan {
	if (!plan) {
		throw new SubcommandError(exitCode.refused, refused);
	}

	return plan;
}

/** The plan, or null if the server already has weight 0. A scheduler's fallback flag is set first. */
function drainPlan(target: NamedTarget, reading: Reading, sysctls: Sysctls): Plan | null {
	const {services, settings} = reading;
	return target.server.weight === 0
		? null
		: planOrRefuse(proposeDrain([target], {services, sysctls, settings, fallbackFirst: true}));
}

/** The plan that deletes the server, with its present weight or with weight 0. */
function deletePlan({service, server}: NamedTarget, sysctls: Sysctls): Plan {
	const {id, address, port, activeConnections, inactiveConnections, persistentConnections} = server;
	const drained = {
		...{id, address, port, weight: 0},
		...{activeConnections, inactiveConnections, persistentConnections},
		rule: server.rule && {...server.rule, weight: 0},
		...(server.unreadable === undefined ? {} : {unreadable: server.unreadable}),
	};
	return planOrRefuse(proposeDeleteServers([{service, server: drained}], sysctls));
}

function reasonsText({reasons}: DrainProcedure): string {
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

/** Shows the plan and its reasons. */
async function show(
	{plan, deletion, advice}: {plan: Plan | null; deletion: Plan | null; advice: DrainProcedure},
	target: NamedTarget,
	context: DrainContext,
): Promise<void> {
	const {write} = context;
	await refuseForOldIpvsadm([...(plan?.steps ?? []), ...(deletion?.steps ?? [])], context);
	const owners = await ownersOfTable(context);
	write(
		plan
			? planText(withOwnerWarnings(plan, owners))
			: `${targetName(target)} already has weight 0\n`,
	);
	write(reasonsText(advice));
	if (deletion) {
		// Connections that a deletion would cut off now will have ended by then.
		write(thenText(withOwnerWarnings({steps: deletion.steps, warnings: []}, owners)));
	}
}

/** Waits and deletes, if requested. */
async function waitAndDelete(
	context: DrainContext,
	target: NamedTarget,
	{advice, sysctls}: {readonly advice: DrainProcedure; readonly sysctls: Sysctls},
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

async function run(context: DrainContext): Promise<ExitCode> {
	const {words, options, session, signal} = context;
	const [serviceWord = '', serverWord = ''] = words;
	const reading = await readForChange(context, {persistentConnections: true, settings: true});
	const target = findTarget(reading, serviceWord, serverWord);
	const sysctls = await readSysctls(session.port, {signal});
	const advice = drainProcedure(target, {sysctls, settings: reading.settings});
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

/** Drains a server; waits until it is empty and then deletes it, if requested. */
export const drainSubcommand = defineSubcommand(
	{
		name: 'drain',
		usage: ['drain SERVICE SERVER'],
		summary: 'take a server out of service without cutting connections',
		description: `Sets the weight of a server to 0, so that it gets no new connections while open ones continue, and remembers the
weight for 'lvstop undrain'. Shows when the server will be empty, and why.
Without --wait, --timeout or --delete it exits as soon as the weight is 0.`,
		words: {least: 2, most: 2},
		options,
		examples: [
			{
				line: 'drain tcp:172.16.249.138:80 10.0.0.8:80 --wait --timeout 600',
				does: 'drains the server and waits at most ten minutes; exit code 1 if it is not empty by then',
			},
			{
				line: 'drain fwm:7 10.0.0.8 --delete --yes',
				does: 'drains the server and deletes it when it is empty, without asking',
			},
			{
				line: 'drain tcp:172.16.249.138:80 10.0.0.8:80 --dry-run',
				does: 'shows the commands and how long it may take',
			},
		],
	},
	run,
);
