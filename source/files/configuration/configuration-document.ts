/**
 * The document about configuration files, from the table of keys.
 */
import {configurationKeys, type KnownValues} from './keys.ts';

/** Markdown that tells every key; it ends with a line break. */
export function configurationDocument(known: KnownValues): string {
	const lines = Object.entries(configurationKeys(known)).map(
		([name, {takes, usual, help}]) => `| \`${name}\` | ${takes} | ${usual} | ${help} |\n`,
	);
	return `# Configuration

This page is made from the table of keys of lvstop.

lvstop reads \`$XDG_CONFIG_HOME/lvstop/config.toml\` (\`~/.config/lvstop/config.toml\`) and, below it,
\`/etc/lvstop/config.toml\`: what your own file says wins, key by key. \`--config FILE\` reads that file and neither of
the two. What the command line says wins over all of them. None of the files needs to be there.

The files are TOML. A key that lvstop does not know, or a value that it does not take, is an error that names the
file and the key, and lvstop does not start.

    interval = 5
    units = "bytes"
    sort = "-active"
    keep-snapshots = 100

| key | takes | without it | what it decides |
| --- | --- | --- | --- |
${lines.join('')}
View, order, filter, units and colours are for the console. The rows that \`--once\`, \`-b\` and \`--json\` print depend
on their own options only, so that a script gets the same from everybody. The connections view has an order and
filters of its own.
`;
}
