/**
 * `lvstop undo`
 */
import {consentOptions, showAndCarryOut} from '../../commands/carry-out.ts';
import {type ExitCode, exitCode} from '../../commands/exit-code.ts';
import {
	type ChangeContext,
	defineSubcommand,
	readForChange,
	SubcommandError,
} from '../../commands/subcommand.ts';
import {readSysctls} from '../../plans/apply/read-sysctls.ts';
import type {LogEntry} from '../../plans/log/log-entry.ts';
import {entriesOfRun, loggedPlan} from '../../plans/log/logged-plan.ts';
import {undoPlan} from '../../plans/undo.ts';
import {reasonOf} from '../../text/reason.ts';

/** More plans than anybody undoes. */
const leastEntries = 1000;

/** A plan in the log, or a command that belongs to none, such as that of a restore. */
interface LoggedChange {
	readonly first: LogEntry;
	/** Whether every command was run, and without an error. */
	readonly isWhole: boolean;
}

/** The changes of the log, oldest first, without those from outside and those of which every command failed. */
function loggedChanges(entries: readonly LogEntry[]): readonly LoggedChange[] {
	return entries.flatMap(first => {
		const isFirst = first.run === null || first.run.step === 1;
		if (first.outside || !isFirst) {
			return [];
		}

		const run = first.run === null ? [first] : entriesOfRun(entries, first);
		const succeeded = run.filter(({exitCode: code}) => code === 0).length;
		// Without an answer it is not known whether a command changed something.
		return run.some(({exitCode: code}) => code === 0 || code === null)
			? [{first, isWhole: succeeded === (first.run?.steps ?? 1)}]
			: [];
	});
}

/**
 * The first entry of the newest change that is still in effect: an undo takes the plan that it undid away with it, so
 * that the next undo goes one further back, as in the console. Null if there is none.
 */
export function lastInEffect(entries: readonly LogEntry[]): LogEntry | null {
	const inEffect: LogEntry[] = [];
	for (const {first, isWhole} of loggedChanges(entries)) {
		const [, undone] = /^undo: (.*)$/s.exec(first.plan) ?? [];
		const place = inEffect.findLastIndex(({plan}) => plan.replace(/^redo: /, '') === undone);
		if (undone !== undefined && isWhole && place !== -1) {
			inEffect.splice(place, 1);
		} else {
			inEffect.push(first);
		}
	}

	return inEffect.at(-1) ?? null;
}

async function run(context: ChangeContext): Promise<ExitCode> {
	const {session, signal, write} = context;
	const {entries} = await session.state.log.read(leastEntries).catch((error: unknown) => {
		throw new SubcommandError(exitCode.failed, `the log cannot be read: ${reasonOf(error)}`);
	});
	const last = lastInEffect(entries);
	if (last === null) {
		throw new SubcommandError(exitCode.refused, 'the log has no change that can be undone');
	}

	if (last.run === null) {
		throw new SubcommandError(
			exitCode.refused,
			`the last change is not a plan that can be undone: ${last.plan}; 'lvstop snapshots' lists the rules that were saved before`,
		);
	}

	const logged = loggedPlan(entries, last);
	const reading = await readForChange(context, {persistentConnections: true, settings: true});
	const sysctls = await readSysctls(session.port, {signal});
	const {services, settings} = reading;
	const {plan, refused} =
		logged.plan === undefined ? logged : undoPlan(logged.plan, {services, sysctls, settings});
	if (!plan) {
		throw new SubcommandError(exitCode.refused, refused);
	}

	write(`${last.user} ran this at ${last.time}: ${last.plan}\n`);
	return showAndCarryOut(plan, context);
}

/** Undoes the last change that lvstop made. */
export const undoSubcommand = defineSubcommand(
	{
		name: 'undo',
		usage: ['undo'],
		summary: 'undo the last change that lvstop made',
		description: `Undoes the newest plan of the log, whoever ran it, in the console or by a command. Another 'lvstop undo' goes one plan
further back. Refused if a row has changed since, or if the plan cannot be undone, such as zeroed counters.
lvstop shows the plan and asks before it runs.`,
		words: {least: 0, most: 0},
		options: consentOptions,
		examples: [
			{line: 'undo --dry-run', does: 'shows which change would be undone, and how'},
			{line: 'undo', does: 'undoes the last change'},
		],
	},
	run,
);
