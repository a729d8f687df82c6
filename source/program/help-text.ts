/**
 * The output of `--help`, for the program and for each subcommand.
 */

import {type DescribedOption, type DescribedTable, optionName} from '../commands/option.ts';
import type {Subcommand} from '../commands/subcommand.ts';
import {sortColumns} from '../features/services/sort-rows.ts';
import {sceneNames} from '../simulator/scenes/scenes.ts';
import {consoleOptions} from './console-options.ts';
import {generalOptions} from './general-options.ts';
import {subcommands} from './subcommands.ts';
import {viewNames} from './view-names.ts';

/** An option as written in the help: `-n, --count N`. */
export function optionWords([key, {short, argument}]: [string, DescribedOption]): string {
	const name = `--${optionName(key)}${argument === null ? '' : ` ${argument}`}`;
	return short === undefined ? name : `-${short}, ${name}`;
}

function optionLines(table: DescribedTable): string {
	const lines = Object.entries(table).map(([key, option]) => {
		const words = optionWords([key, option]);
		return {words: option.short === undefined ? `    ${words}` : words, help: option.help};
	});
	const width = Math.max(24, ...lines.map(({words}) => words.length));
	return lines.map(({words, help}) => `  ${words.padEnd(width)} ${help}\n`).join('');
}

const withIpvsadmOptions = subcommands
	.filter(({ipvsadmOptions}) => ipvsadmOptions !== undefined)
	.map(({name}) => name)
	.join(', ')
	.replace(/, ([^,]*)$/, ' and $1');

/** Explains SERVICE, SERVER, letters and exit codes, for all commands. */
export const sharedNotes = {
	letters: `After ${withIpvsadmOptions}, every letter is ipvsadm's own:
write lvstop's options in full there, --yes instead of -y.`,
	rows: `SERVICE is tcp:VIP:PORT, udp:VIP:PORT, sctp:VIP:PORT, fwm:N or fwm6:N. SERVER is RIP:PORT, or only RIP if just one
server matches. Write IPv6 addresses in brackets.`,
	exitCodes:
		'Exit codes: 0 done, 1 failed (diff: something differs), 2 wrong usage, 3 refused, 4 IPVS cannot be reached.',
} as const;

/** The help of a subcommand, with a line break at the end. */
export function subcommandHelp(subcommand: Subcommand): string {
	const {usage, description, options, ipvsadmOptions = {}, examples} = subcommand;
	const isAboutRows = usage.some(line => line.includes('SERVICE')) || 'service' in options;
	return `usage: ${usage.map(line => `lvstop ${line} [options]\n`).join('       ')}
${description}

${Object.keys(ipvsadmOptions).length === 0 ? '' : `Options of ipvsadm:\n${optionLines(ipvsadmOptions)}\n`}Options:
${optionLines(options)}
General options:
${optionLines(generalOptions)}
Examples:
${examples.map(({line, does}) => `  lvstop ${line}\n      ${does}\n`).join('')}
${isAboutRows ? `${sharedNotes.rows}\n\n` : ''}${sharedNotes.exitCodes}
`;
}

/** The help of the whole program, with a line break at the end. */
export function programHelp(): string {
	const commands = subcommands.flatMap(({usage: [first = ''], summary}) => [{first, summary}]);
	const width = Math.max(...commands.map(({first}) => first.length));
	return `lvstop shows what a Linux IPVS (LVS) director is doing, and changes it safely.

usage: lvstop [options]          open the console; press ? for the keys
       lvstop --once             print the table as plain text
       lvstop --json [-n N]      print the table as JSON, one line for each reading
       lvstop COMMAND [options]  make one change or answer one question
       lvstop help COMMAND       show the options of a command, with examples

Commands:
${commands.map(({first, summary}) => `  ${first.padEnd(width)}  ${summary}\n`).join('')}
${sharedNotes.rows}

Options of the console and of printed output:
${optionLines(consoleOptions)}
General options, before or after a command:
${optionLines(generalOptions)}
Scenes of --demo: ${sceneNames.join(', ')}.
Columns of --sort: ${sortColumns.join(', ')}.
Views: ${viewNames.join(', ')}. --once, -b and --json print services, or connections with --view connections.

${sharedNotes.exitCodes}
`;
}
