/**
 * Checks that the given options are allowed with the command and with the type of tunnel.
 */
import {fail, type Output} from './exit.ts';
import {
	type CommandName,
	type Compatibility,
	commandCompatibility,
	type OptionName,
	optionNames,
	tunnelCompatibility,
	tunnelOptionNames,
} from './options.ts';

/** Checks the options one by one and ends the program at the first that is not allowed. */
function check(
	output: Output,
	given: ReadonlySet<OptionName>,
	names: readonly OptionName[],
	allowed: Compatibility<OptionName>,
	subject: string,
): void {
	let exclusive: OptionName | null = null;
	for (const name of names) {
		if (!given.has(name)) {
			if (allowed.required.includes(name)) {
				fail(output, `You need to supply the '${name}' option for the ${subject}`);
			}
		} else if (allowed.exclusive.includes(name)) {
			if (exclusive !== null) {
				fail(
					output,
					`The option '${name}' conflicts with the '${exclusive}' option in the ${subject}`,
				);
			}

			exclusive = name;
		} else if (!allowed.required.includes(name) && !allowed.optional.includes(name)) {
			fail(output, `Illegal '${name}' option with the ${subject}`);
		}
	}
}

/** Ends the program if an option is not allowed with the command. */
export function checkCommandOptions(
	output: Output,
	command: CommandName,
	given: ReadonlySet<OptionName>,
): void {
	check(output, given, optionNames, commandCompatibility[command], `'${command}' command`);
}

/** Ends the program if a `--tun-…` option is not allowed with the type of tunnel. */
export function checkTunnelOptions(
	output: Output,
	type: 'ipip' | 'gue' | 'gre',
	given: ReadonlySet<OptionName>,
): void {
	check(output, given, tunnelOptionNames, tunnelCompatibility[type], `'${type}' tunnel type`);
}
