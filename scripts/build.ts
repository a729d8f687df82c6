/**
 * Builds dist/lvstop.mjs, or the given file: one executable file without node_modules, for Node 22 or newer. The same
 * source gives the same bytes, wherever and whenever it is built. `--functions` builds it for a file that contains the
 * compiled code, too (docs/decisions/parts.md).
 */
import {chmod, mkdir, readFile, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {programText} from './bundle/program-text.ts';
import {netlinkThreadDefinition} from './netlink-thread.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const {version, engines} = JSON.parse(await readFile(`${root}package.json`, 'utf8')) as {
	version: string;
	engines: {node: string};
};

const {values, positionals} = parseArgs({
	options: {functions: {type: 'boolean', default: false}},
	allowPositionals: true,
});
const [outfile = `${root}dist/lvstop.mjs`] = positionals;
const text = await programText({
	oldestNode: Number.parseInt(engines.node.replace(/\D+/, ''), 10),
	define: {...netlinkThreadDefinition(), LVSTOP_VERSION: JSON.stringify(version)},
	partsAs: values.functions ? 'functions' : 'comments',
});
await mkdir(dirname(outfile), {recursive: true});
await writeFile(outfile, text);
await chmod(outfile, 0o755);
