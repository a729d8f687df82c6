/**
 * Generates the document about configuration files from the table of keys.
 */
import {configurationKeys, type KnownValues} from './keys.ts';

/** Markdown with every key; ends with a line break. */
export function configurationDocument(known: KnownValues): string {
	const lines = Object.entries(configurationKeys(known)).map(
		([name, {takes, usual, help}]) => `| \`${name}\` | ${takes} | ${usual} | ${help} |\n`,
	);
	return `# Configuration

This page is generated from the configuration keys of lvstop.

lvstop reads \`$XDG_CONFIG_HOME/lvstop/config.toml\` (\`~/.config/lvstop/config.toml\`) and
\`/etc/lvstop/config.toml\`. If both files have a key, your own file wins. \`--config FILE\` reads only that file. The
command line wins over all files. No file is required.

The files are TOML. If a file has an unknown key or a wrong value, lvstop does not start; the error names the file and
the key.

    interval = 5
    units = "bytes"
    sort = "-active"
    keep-snapshots = 100

| key | values | default | meaning |
| --- | --- | --- | --- |
${lines.join('')}
View, sort order, filter, units and theme apply to the console only. What \`--once\`, \`-b\` and \`--json\` print depends only
on their options, so that a script gets the same output for every user. The Connections view has its own sort order and
filters.
`;
}
