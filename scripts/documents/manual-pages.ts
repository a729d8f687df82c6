/**
 * lvstop(1) and lvstop-config(5), from the tables of options, keys and configuration.
 */
import {
	type DescribedOption,
	type DescribedTable,
	optionName,
} from '../../source/commands/option.ts';
import type {Subcommand} from '../../source/commands/subcommand.ts';
import {keyLabel} from '../../source/console/keys/key-label.ts';
import {exampleLines, usualText} from '../../source/files/configuration/configuration-document.ts';
import {tomlLine} from '../../source/files/configuration/configuration-text.ts';
import {configurationKeys} from '../../source/files/configuration/keys.ts';
import {configurationTables} from '../../source/files/configuration/tables.ts';
import {consoleOptions} from '../../source/program/console-options.ts';
import {assembly} from '../../source/program/features.ts';
import {generalOptions} from '../../source/program/general-options.ts';
import {sharedNotes} from '../../source/program/help-text.ts';
import {knownValues} from '../../source/program/known-values.ts';
import {subcommands} from '../../source/program/subcommands.ts';
import {
	bold,
	heading,
	italic,
	marked,
	page,
	paragraphs,
	roff,
	subheading,
	terms,
	verbatim,
} from './roff.ts';

/** The version as a page shows it; it is the same wherever the page is built. */
export interface Edition {
	readonly version: string;
	/** `2026-01-31` */
	readonly date: string;
}

function upperFirst(text: string): string {
	return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

function optionTerm([key, option]: [string, DescribedOption]): readonly [string, string] {
	const {short, argument, help, names} = option;
	const name = bold(`--${optionName(key)}`);
	const called = short === undefined ? name : `${bold(`-${short}`)}, ${name}`;
	const values = names === undefined ? '' : `: ${names.join(', ')}`;
	return [
		argument === null ? called : `${called} ${italic(argument)}`,
		`${roff(`${upperFirst(help)}${values}`)}.`,
	];
}

function optionTerms(table: DescribedTable): string {
	return terms(Object.entries(table).map(optionTerm));
}

/** A usage line as roff: words in capitals are italic, as usual in manuals. */
function usage(words: string): string {
	return words
		.split(/([A-Z@[\]…|-]*[A-Z]+…?)/)
		.map((part, index) => (index % 2 === 0 ? (part === '' ? '' : bold(part)) : italic(part)))
		.join('');
}

function commandSection(subcommand: Subcommand): string {
	const {name, usage: lines, description, options, ipvsadmOptions = {}, examples} = subcommand;
	return [
		subheading(`lvstop ${name}`),
		...lines.map(words => paragraphs(`${usage(`lvstop ${words}`)} [${italic('options')}]`)),
		paragraphs(roff(description)),
		optionTerms({...ipvsadmOptions, ...options}),
		paragraphs(roff('Examples:')),
		terms(examples.map(({line, does}) => [bold(`lvstop ${line}`), `${roff(upperFirst(does))}.`])),
	].join('');
}

function keySections(): string {
	const {groups, bindings} = assembly;
	return groups
		.map(({title}) => {
			const rows = new Map(
				bindings
					.filter(({group, keys}) => group === title && keys.length > 0)
					.map(({keys, description}) => [keys.map(keyLabel).map(bold).join(', '), description]),
			);
			return `${subheading(roff(title))}${terms([...rows].map(([keys, text]) => [keys, marked(text)]))}`;
		})
		.join('');
}

/** lvstop(1). */
export function commandManual(edition: Edition): string {
	const notes = [sharedNotes.rows, sharedNotes.exitCodes];
	return page({name: 'lvstop', section: 1, ...edition}, [
		heading('Name'),
		`lvstop \\- ${roff('top for a Linux IPVS (LVS) load balancer')}\n`,
		heading('Synopsis'),
		paragraphs(
			`${bold('lvstop')} [${italic('options')}]`,
			`${bold('lvstop')} ${italic('command')} [${italic('words')}] [${italic('options')}]`,
		),
		heading('Description'),
		paragraphs(
			roff('lvstop shows what a Linux IPVS (LVS) director is doing, and changes it safely.'),
			roff(
				'Without a command, it opens the console or prints readings. Press ? in the console for its keys.',
			),
			roff(
				'Options may come before or after a command; an option that a command does not have is an error. Nothing after -- is an option.',
			),
			roff(sharedNotes.letters),
			roff(sharedNotes.rows),
		),
		heading('Options'),
		optionTerms(consoleOptions),
		subheading('Options of lvstop and of every command'),
		optionTerms(generalOptions),
		heading('Commands'),
		...subcommands.map(commandSection),
		heading('Keys of the console'),
		paragraphs(roff('To run a command by name, type : and the name.')),
		keySections(),
		heading('Exit status'),
		paragraphs(roff(notes[1] ?? '')),
		heading('Files'),
		terms([
			[
				italic('/etc/lvstop/config.toml'),
				`The configuration for everybody; see ${bold('lvstop-config')}(5).`,
			],
			[italic('~/.config/lvstop/config.toml'), 'Your own configuration.'],
		]),
		heading('Environment'),
		terms([
			[bold('NO_COLOR'), roff('No colours.')],
			[bold('XDG_CONFIG_HOME'), roff('The folder of your configuration, instead of ~/.config.')],
			[
				bold('XDG_STATE_HOME'),
				roff('The folder of logs and snapshots, instead of ~/.local/state.'),
			],
		]),
		heading('See also'),
		paragraphs(`${bold('lvstop-config')}(5), ${bold('ipvsadm')}(8)`),
	]);
}

/** lvstop-config(5). */
export function configurationManual(edition: Edition): string {
	const keys = Object.entries(configurationKeys(knownValues)).map(
		([name, key]): readonly [string, string] => [
			bold(name),
			`${marked(key.help)} ${roff(`Takes ${key.takes}; default: ${usualText(key)}.`)}`,
		],
	);
	const tables = Object.entries(configurationTables(knownValues)).flatMap(
		([name, {help, names, takes, example}]) => [
			subheading(roff(`[${name}]`)),
			paragraphs(marked(help), roff(`Each key is ${names}; its value is ${takes}.`)),
			verbatim(example),
		],
	);
	return page({name: 'lvstop-config', section: 5, ...edition}, [
		heading('Name'),
		`lvstop\\-config \\- configuration files of lvstop\n`,
		heading('Description'),
		paragraphs(
			`${bold('lvstop')}(1) reads ${italic('$XDG_CONFIG_HOME/lvstop/config.toml')} (${italic('~/.config/lvstop/config.toml')}) and ${italic('/etc/lvstop/config.toml')}.`,
			`${roff('If both files have a key, your own file wins.')} ${bold('--config')} ${italic('FILE')} ${roff('reads only that file. The command line wins over all files. No file is required.')}`,
			roff(
				'The files are TOML. If a file has an unknown key or a wrong value, lvstop does not start; the error names the file and the key, and the nearest right one.',
			),
		),
		heading('Keys'),
		terms(keys),
		heading('Tables'),
		paragraphs(roff('In a file, tables come after all plain keys.')),
		...tables,
		heading('Examples'),
		verbatim(exampleLines),
		paragraphs(
			`${bold('lvstop config')} ${roff('prints the effective configuration, each value with where it comes from. Its output is a valid file.')}`,
		),
		heading('See also'),
		paragraphs(`${bold('lvstop')}(1)`),
	]);
}

/** /etc/lvstop/config.toml as packages install it: every key with its default, as comments. */
export function configurationExample(): string {
	const keys = Object.entries(configurationKeys(knownValues)).map(([name, key]) => {
		const {takes, help, usual} = key;
		// A key without a default has no line that could be made to count.
		const line = usual === null ? `# ${name}: ${usualText(key)}` : `#${tomlLine(name, usual)}`;
		return `# ${help.replaceAll('`', '')}\n# Takes ${takes}.\n${line}\n`;
	});
	const tables = Object.entries(configurationTables(knownValues)).map(
		([name, {help, names, takes, example}]) =>
			`# [${name}]: ${help.replaceAll('`', '')}\n# Each key is ${names}; its value is ${takes}.\n${example.map(line => `${name in configurationKeys(knownValues) ? '# ' : '#'}${line}\n`).join('')}`,
	);
	return `# lvstop for everybody on this machine; see lvstop-config(5). A person's own ~/.config/lvstop/config.toml wins.\n\n${[...keys, ...tables].join('\n')}`;
}
