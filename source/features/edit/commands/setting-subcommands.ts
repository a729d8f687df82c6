/**
 * `lvstop timeouts` and `lvstop sync`
 */
import {consentInFull} from '../../../commands/carry-out.ts';
import {type ExitCode, exitCode} from '../../../commands/exit-code.ts';
import {
	type ChangeContext,
	defineSubcommand,
	readForChange,
	SubcommandError,
} from '../../../commands/subcommand.ts';
import {UsageError} from '../../../commands/usage-error.ts';
import type {Settings} from '../../../director/reading/reading.ts';
import {startDaemonArguments} from '../../../ipvs/format/setting-arguments.ts';
import {nearestName} from '../../../text/nearest-name.ts';
import {daemonValues} from './ipvsadm-options.ts';
import {runTypedCommand} from './run-command.ts';
import {readTypedCommand} from './typed-command.ts';

/** Reads the settings for printing: nothing is changed, so this works read-only too. */
async function readSettings(context: ChangeContext): Promise<Settings> {
	const {settings} = await readForChange(
		{...context, readOnlyBy: null},
		{persistentConnections: false, settings: true},
	);
	if (!settings) {
		throw new SubcommandError(
			exitCode.failed,
			'the timeouts and sync daemons of the director are not known',
		);
	}

	return settings;
}

async function runTimeouts(context: ChangeContext): Promise<ExitCode> {
	const {words, options, write} = context;
	if (words.length > 0) {
		return runTypedCommand(await readTypedCommand(['--set', ...words], options), context);
	}

	const {tcp, tcpFin, udp} = (await readSettings(context)).timeouts;
	write(`tcp ${tcp}\ntcpfin ${tcpFin}\nudp ${udp}\n`);
	return exitCode.done;
}

/** Prints or sets the timeouts of idle connections. */
export const timeoutsSubcommand = defineSubcommand(
	{
		name: 'timeouts',
		usage: ['timeouts', 'timeouts TCP TCPFIN UDP'],
		summary: 'print or set the timeouts of idle connections',
		description: `Sets after how many seconds the director forgets an idle connection: TCP, TCP after a FIN, and UDP, as with ipvsadm
--set. 0 keeps a timeout. Without arguments, prints them. An open connection gets the new timeout with its next packet.`,
		words: {least: 0, most: Number.POSITIVE_INFINITY},
		options: consentInFull,
		ipvsadmOptions: {},
		examples: [
			{line: 'timeouts', does: 'prints the three timeouts in seconds'},
			{line: 'timeouts 0 0 60', does: 'sets the timeout of UDP and keeps the others'},
		],
	},
	runTimeouts,
);

const actions = ['start', 'stop'] as const;

function syncCommand([action = '', ...rest]: readonly string[]): readonly string[] {
	const found = actions.find(name => name === action);
	if (found === undefined) {
		const nearest = nearestName(action, actions);
		throw new UsageError(
			`write start or stop first, not '${action}'${nearest === null ? '' : `; did you mean ${nearest}?`}`,
		);
	}

	return [`--${found}-daemon`, ...rest];
}

async function runSync(context: ChangeContext): Promise<ExitCode> {
	const {words, options, write} = context;
	if (words.length > 0) {
		return runTypedCommand(await readTypedCommand(syncCommand(words), options), context);
	}

	const {daemons} = await readSettings(context);
	write(
		daemons.length === 0
			? 'no sync daemon runs\n'
			: daemons.map(daemon => `${startDaemonArguments(daemon).slice(1).join(' ')}\n`).join(''),
	);
	return exitCode.done;
}

/** Prints, starts or stops sync daemons. */
export const syncSubcommand = defineSubcommand(
	{
		name: 'sync',
		usage: ['sync', 'sync start master|backup', 'sync stop master|backup'],
		summary: 'print, start or stop the sync daemons',
		description: `Starts or stops the daemon that sends connections to another director (master) or receives them (backup).
Without arguments, prints the daemons that run, as the arguments that would start them.`,
		words: {least: 0, most: Number.POSITIVE_INFINITY},
		options: consentInFull,
		ipvsadmOptions: daemonValues,
		examples: [
			{line: 'sync', does: 'prints the daemons that run'},
			{
				line: 'sync start master --mcast-interface eth0 --syncid 5',
				does: 'starts to send connections to the backups with the same id',
			},
			{line: 'sync stop master --yes', does: 'stops it without asking'},
		],
	},
	runSync,
);
