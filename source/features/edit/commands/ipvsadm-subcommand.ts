/**
 * `lvstop ipvsadm`
 */
import {consentInFull} from '../../../commands/carry-out.ts';
import {defineSubcommand} from '../../../commands/subcommand.ts';
import {daemonValues, rowOptions} from './ipvsadm-options.ts';
import {runTypedCommand} from './run-command.ts';
import {readTypedCommand} from './typed-command.ts';

/** Runs a command line of ipvsadm with the care of a plan. */
export const ipvsadmSubcommand = defineSubcommand(
	{
		name: 'ipvsadm',
		usage: ['ipvsadm ARGUMENTS'],
		summary: 'run a command line of ipvsadm with a plan, a check and a log',
		description: `Takes a command line of ipvsadm that changes something: -A -E -D, -a -e -d, -Z, --set, --start-daemon, --stop-daemon.
lvstop shows each value before and after, asks, runs it, reads the result again, and logs it; 'lvstop undo' undoes it.
With -E and -e, what is left out keeps its present value: lvstop completes the entry. ipvsadm alone would set it to its
default, and lvstop says so. Names of hosts and ports are resolved on this machine, as ipvsadm does.
The letters are ipvsadm's: write lvstop's own options in full, such as --yes.
-L, -C, -R and -S are refused: use 'lvstop --once', 'lvstop restore' and 'lvstop save'.`,
		words: {least: 1, most: Number.POSITIVE_INFINITY},
		options: consentInFull,
		ipvsadmOptions: {...rowOptions, ...daemonValues},
		examples: [
			{
				line: 'ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.8:80 -w 3',
				does: 'changes the weight, keeps forwarding and thresholds, and asks before it runs',
			},
			{
				line: 'ipvsadm -d -t 172.16.249.138:80 -r 10.0.0.8:80 --dry-run',
				does: 'shows what the deletion would cut off',
			},
			{line: 'ipvsadm --set 900 120 300 --yes', does: 'sets the timeouts without asking'},
		],
	},
	async context => runTypedCommand(await readTypedCommand(context.words, context.options), context),
);
