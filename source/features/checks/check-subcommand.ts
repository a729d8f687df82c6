/**
 * `lvstop check`: what is wrong on this director.
 */
import {type ExitCode, exitCode} from '../../commands/exit-code.ts';
import {flag, type OptionValues, oneOf, text, value} from '../../commands/option.ts';
import {
	defineSubcommand,
	type SubcommandContext,
	SubcommandError,
	unreachable,
} from '../../commands/subcommand.ts';
import {UsageError} from '../../commands/usage-error.ts';
import {splitWords, UnfinishedWords} from '../../director/port/split-words.ts';
import {checkJson, checkText} from './output/check-text.ts';
import {readFacts} from './read-facts.ts';
import {checks} from './registry.ts';
import {isWrong, runChecks, sourcesFor} from './run-checks.ts';

const options = {
	only: value({
		argument: 'ID',
		help: 'run only this check',
		usual: null,
		read: oneOf(checks.map(({id}) => id)),
	}),
	arping: flag('send two ARP probes for each virtual address, to see who else answers for it'),
	peer: text(
		'COMMAND',
		'compare the sync daemons with another director, which this command reaches',
	),
	json: flag('print the findings as one JSON object'),
};

type CheckOptions = OptionValues<typeof options>;

/** Refuses a command that cannot be split into words. */
function refuse(_: readonly string[], {peer}: CheckOptions): void {
	try {
		splitWords(peer ?? '');
	} catch (error) {
		if (error instanceof UnfinishedWords) {
			throw new UsageError(`--peer: ${error.message}`);
		}

		throw error;
	}
}

/** The time that reading the connection table may take, milliseconds. */
const budget = 1000;

async function run({
	options: {only, arping, peer, json},
	session,
	signal,
	write,
}: SubcommandContext<CheckOptions>): Promise<ExitCode> {
	const reading = await session.reader
		.read(
			{
				counters: false,
				kernelRates: false,
				persistentConnections: true,
				freshRules: true,
				settings: true,
			},
			signal,
		)
		.catch((error: unknown) => {
			throw unreachable(error);
		});
	const chosen = only === null ? checks : checks.filter(({id}) => id === only);
	const facts = await readFacts(reading, sourcesFor(chosen, reading), {
		...{
			port: session.port,
			clock: session.clock,
			log: session.state.log,
			signal,
			arping,
			peer,
			budget,
		},
	});
	if (signal.aborted) {
		throw new SubcommandError(exitCode.failed, 'interrupted');
	}

	const result = runChecks(chosen, facts);
	write(json ? checkJson(result) : checkText(result));
	return isWrong(result) ? exitCode.failed : exitCode.done;
}

/** Says what is wrong or dangerous on this director, and why. */
export const checkSubcommand = defineSubcommand(
	{
		name: 'check',
		usage: ['check'],
		summary: 'find what is wrong on this director, and why',
		description: `Checks the rules of LVS-NAT, direct routing and tunnels, the servers and their weights, the settings of the
kernel, routes, neighbours and the packet filter. Each finding says what was found, why it matters, and the command
that mends it; nothing is changed. A check that cannot be done says why: no permission, a missing program or file.
docs/checks.md lists all checks with their ids.
Exit code 0 if nothing is wrong, 1 if there is an error or a warning; notes alone are 0.`,
		words: {least: 0, most: 0},
		options,
		check: refuse,
		examples: [
			{line: 'check', does: 'runs all checks'},
			{line: 'check --json --only ip-forward-off', does: 'runs one check for a program'},
			{line: 'check --peer "ssh lb2"', does: 'compares the sync daemons with those of lb2 too'},
		],
	},
	run,
);
