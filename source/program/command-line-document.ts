/**
 * Generates the document about the command line from the tables of options.
 */

import type {DescribedTable} from '../commands/option.ts';
import type {Subcommand} from '../commands/subcommand.ts';
import {consoleOptions} from './console-options.ts';
import {generalOptions} from './general-options.ts';
import {optionWords, sharedNotes} from './help-text.ts';
import {subcommands} from './subcommands.ts';

function optionRows(table: DescribedTable): string {
	const rows = Object.entries(table).map(
		([key, option]) => `| \`${optionWords([key, option])}\` | ${option.help} |\n`,
	);
	return `| option | what it does |\n| --- | --- |\n${rows.join('')}`;
}

/** Markdown with the usage of a subcommand, what it does, and its options. */
export function usageOfSubcommand({
	usage,
	description,
	options,
	ipvsadmOptions = {},
}: Subcommand): string {
	return `\`\`\`text
${usage.map(line => `lvstop ${line} [options]\n`).join('')}\`\`\`

${description}

${Object.keys(ipvsadmOptions).length === 0 ? '' : `${optionRows(ipvsadmOptions)}\n`}${optionRows(options)}`;
}

/** A Markdown table of all subcommands, with links to their pages. */
export function subcommandTable(folder: string): string {
	const rows = subcommands.map(
		({name, summary}) => `| [\`lvstop ${name}\`](${folder}/${name}.md) | ${summary} |\n`,
	);
	return `| command | what it does |\n| --- | --- |\n${rows.join('')}`;
}

/** Markdown with the options of lvstop and links to the pages of its subcommands; ends with a line break. */
export function commandLineDocument(): string {
	return `# Command line

This page is generated from the options of lvstop; \`lvstop --help\` and \`lvstop COMMAND --help\` print the same.

Without a command, lvstop opens the console or prints readings. Options may come before or after a command; an option
that a command does not have is an error. Nothing after \`--\` is an option.

${sharedNotes.letters}

${sharedNotes.rows}

${sharedNotes.exitCodes}

## lvstop

${optionRows(consoleOptions)}
## Options of lvstop and of every command

One of \`--via\`, \`--host\`, \`--netns\`, \`--container\` and \`--demo\` chooses the director; without them it is this host.

${optionRows(generalOptions)}
## Commands

Each has a page with its options, examples and exit codes.

${subcommandTable('commands')}`;
}
