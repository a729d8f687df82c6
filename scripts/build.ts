/**
 * Builds dist/lvstop.mjs, or the given file: one executable file without node_modules, for Node 22 or newer. The same
 * source gives the same bytes, wherever and whenever it is built.
 *
 * An older Node must be able to parse the file far enough to print what it needs. So the syntax is kept old, and Node's
 * own modules are not imported at the top (a name that an old Node does not know would fail before any line runs) but
 * required after the version check.
 */
import {chmod, readFile} from 'node:fs/promises';
import {builtinModules, createRequire} from 'node:module';
import {fileURLToPath} from 'node:url';
import {build, type Plugin} from 'esbuild';
import {cheapFrames, lateStringWidth, noDeveloperTools} from './ink-plugins.ts';
import {netlinkThreadDefinition} from './netlink-thread.ts';

const nodeRequire = createRequire(import.meta.url);
const root = fileURLToPath(new URL('..', import.meta.url));
const {version, engines} = JSON.parse(await readFile(`${root}package.json`, 'utf8')) as {
	version: string;
	engines: {node: string};
};
const oldestNode = Number.parseInt(engines.node.replace(/\D+/, ''), 10);

/**
 * Node's modules are required after the version check. If a module's names are imported, each becomes a variable:
 * esbuild would copy all names of the module once for every file that imports one, 16,000 closures at every start.
 */
const builtins: Plugin = {
	name: 'node-modules-after-the-version-check',
	setup({onResolve, onLoad}) {
		onResolve({filter: /^(node:)?[a-z0-9_/]+$/}, ({path, kind}) => {
			const name = path.replace(/^node:/, '');
			return builtinModules.includes(name)
				? {
						path: `node:${name}`,
						namespace: kind === 'import-statement' ? 'imported' : 'required',
						sideEffects: false,
					}
				: undefined;
		});
		onLoad({filter: /.*/, namespace: 'required'}, ({path}) => ({
			contents: `module.exports = nodeRequire(${JSON.stringify(path)});`,
			loader: 'js',
		}));
		onLoad({filter: /.*/, namespace: 'imported'}, ({path}) => ({
			contents: [
				`const all = /* @__PURE__ */ nodeRequire(${JSON.stringify(path)});`,
				'const named = name => all[name];',
				'export default all;',
				...namesOf(path).map(
					name => `export const ${name} = /* @__PURE__ */ named(${JSON.stringify(name)});`,
				),
			].join('\n'),
			loader: 'js',
		}));
	},
};

/** The names that can be imported from one of Node's modules, but for `default` and what is no name in JavaScript. */
function namesOf(builtin: string): readonly string[] {
	return Object.getOwnPropertyNames(nodeRequire(builtin)).filter(
		name => /^[A-Za-z]\w*$/.test(name) && !['all', 'default', 'named'].includes(name),
	);
}

const banner = `#!/usr/bin/env node
import {createRequire} from 'module';
const nodeRequire = createRequire(import.meta.url);
if (Number.parseInt(process.versions.node, 10) < ${oldestNode}) {
	process.stderr.write('lvstop needs Node.js ${oldestNode} or newer; this is ' + process.version + ' (' + process.execPath + ')\\n');
	process.exit(1);
}
// Node would open its debugger before the rest of the program is loaded and could keep it closed.
process.on('SIGUSR1', () => {});`;

const outfile = process.argv[2] ?? `${root}dist/lvstop.mjs`;
await build({
	entryPoints: [`${root}cli.tsx`],
	outfile,
	// The bundle names its parts by their path below this folder.
	absWorkingDir: root,
	bundle: true,
	format: 'esm',
	platform: 'neutral',
	mainFields: ['module', 'main'],
	conditions: ['node', 'import', 'module'],
	target: 'node14.8',
	jsx: 'automatic',
	legalComments: 'none',
	charset: 'ascii',
	minifySyntax: true,
	minifyWhitespace: true,
	define: {
		'process.env.NODE_ENV': '"production"',
		'process.env.DEV': '"false"',
		'process.env["DEV"]': '"false"',
		// If there is a fetch, Ink's layout engine loads its own bytes with it, which loads all of Node's web client.
		fetch: 'undefined',
		...netlinkThreadDefinition(),
		LVSTOP_VERSION: JSON.stringify(version),
	},
	banner: {js: banner},
	plugins: [builtins, noDeveloperTools, lateStringWidth, cheapFrames],
	logLevel: 'warning',
});
// With one other character V8 keeps all of the source in two bytes a character: 2.5 MB more in every lvstop.
const other = /[^\0-\x7f]/.exec(await readFile(outfile, 'utf8'));
if (other !== null) {
	const context = other.input.slice(Math.max(0, other.index - 60), other.index + 20);
	throw new Error(
		`esbuild left ${other[0]} in a regular expression or a tagged template; write it as \\u there: ${context}`,
	);
}

await chmod(outfile, 0o755);
