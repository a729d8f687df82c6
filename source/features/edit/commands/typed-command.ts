/**
 * Parses what a person typed for ipvsadm: names of hosts and ports are resolved on this machine, as ipvsadm does.
 */
import {optionName} from '../../../commands/option.ts';
import {UsageError} from '../../../commands/usage-error.ts';
import {UnreadableLine} from '../../../ipvs/line-parser.ts';
import {type IpvsadmCommand, readIpvsadmCommand} from '../../../ipvs/parse/ipvsadm-command.ts';
import {withNamesOfMachine} from '../../snapshots/index.ts';

/** A command that changes something. */
export type EditingCommand = Exclude<
	IpvsadmCommand,
	{command: 'list' | 'clear' | 'restore' | 'save' | 'help' | 'version'}
>;

/** The other way for each command that changes nothing, or everything. */
const instead = {
	list: "lvstop --once' prints the table, and 'lvstop --json' prints it for programs",
	clear: "lvstop restore FILE' changes the table to the rules of a file, which may be empty",
	restore: "lvstop restore FILE' restores rules, with the fewest commands",
	save: "lvstop save' saves the rules, with weights and thresholds",
	help: "lvstop ipvsadm --help' shows the options",
	version: "lvstop --version' prints the version of lvstop",
} as const;

/**
 * Parses the words after `ipvsadm`.
 * @param own the option values of the subcommand itself, whose names may have been meant by an unknown one
 * @throws {UsageError}
 */
export async function readTypedCommand(
	words: readonly string[],
	own: object,
): Promise<EditingCommand> {
	const otherOptions = Object.keys(own).map(optionName);
	const command = await withNamesOfMachine(names =>
		readIpvsadmCommand(words, {names, otherOptions}),
	).catch((error: unknown) => {
		throw error instanceof UnreadableLine ? new UsageError(error.message) : error;
	});
	switch (command.command) {
		case 'list':
		case 'clear':
		case 'restore':
		case 'save':
		case 'help':
		case 'version':
			throw new UsageError(
				`lvstop does not run ipvsadm --${command.command}; '${instead[command.command]}`,
			);
		default:
			return command;
	}
}
