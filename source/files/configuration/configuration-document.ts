/**
 * Generates the document about configuration files from the tables of keys.
 */
import {tomlLine} from './configuration-text.ts';
import type {Key, KnownValues} from './key.ts';
import {configurationKeys} from './keys.ts';
import {configurationTables} from './tables.ts';

/** The default of a key as the documents show it. */
export function usualText({usual, otherwise}: Pick<Key, 'usual' | 'otherwise'>): string {
	return usual === null ? (otherwise ?? 'not set') : tomlLine('x', usual).slice('x = '.length);
}

/** The lines of a file that the documents show. */
export const exampleLines = [
	'interval = 5',
	'units = "bytes"',
	'sort = "-active"',
	'keep-snapshots = 100',
] as const;

/** Markdown with every key; ends with a line break. */
export function configurationDocument(known: KnownValues): string {
	const lines = Object.entries(configurationKeys(known)).map(
		([name, key]) => `| \`${name}\` | ${key.takes} | ${usualText(key)} | ${key.help} |\n`,
	);
	const tables = Object.entries(configurationTables(known)).map(
		([name, {help, names, takes, example}]) =>
			`### [${name}]\n\n${help}\n\nEach key is ${names}; its value is ${takes}.\n\n${example.map(line => `    ${line}\n`).join('')}\n`,
	);
	return `# Configuration

This page is generated from the configuration keys of lvstop.

lvstop reads \`$XDG_CONFIG_HOME/lvstop/config.toml\` (\`~/.config/lvstop/config.toml\`) and
\`/etc/lvstop/config.toml\`. If both files have a key, your own file wins. \`--config FILE\` reads only that file. The
command line wins over all files. No file is required.

The files are TOML. If a file has an unknown key or a wrong value, lvstop does not start; the error names the file and
the key, and the nearest right one.

${exampleLines.map(line => `    ${line}\n`).join('')}
\`lvstop config\` prints the effective configuration, each value and where it comes from: the default, a file, a variable
of the environment, or an option. Its output is a valid file, so you can begin with
\`lvstop config > ~/.config/lvstop/config.toml\`. With \`--json\` it prints one object: the files, the values with their origins, and what is wrong.

## Keys

| key | values | default | meaning |
| --- | --- | --- | --- |
${lines.join('')}
A file can have only one of \`via\`, \`host\`, \`netns\` and \`container\`. An option that chooses the director overrides it,
whichever it is; \`--local\` chooses this host.

View, sort order, filter, units and theme apply to the console only. What \`--once\`, \`-b\` and \`--json\` print depends only
on their options, so that a script gets the same output for every user.

## Tables

In a file, tables come after all plain keys.

${tables.join('').trimEnd()}
`;
}
