/**
 * Makes the parts of the built program that come from npm packages: one for each package that lvstop imports, and those
 * that several of them share.
 */
import {builtinModules} from 'node:module';
import {fileURLToPath} from 'node:url';
import {build, type Plugin, transform} from 'esbuild';
import {inkPlugins} from '../ink-plugins.ts';
import {oldestNode, type PackageUse} from './own-module.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Node's modules are loaded when the program runs. */
const builtins: Plugin = {
	name: 'modules-of-node',
	setup({onResolve, onLoad}) {
		onResolve({filter: /^(node:)?[a-z0-9_/]+$/}, ({path, kind}) => {
			const name = path.replace(/^node:/, '');
			if (!builtinModules.includes(name)) {
				return undefined;
			}

			return kind === 'import-statement'
				? {path: `node:${name}`, external: true}
				: {path: `node:${name}`, namespace: 'required'};
		});
		onLoad({filter: /.*/, namespace: 'required'}, ({path}) => ({
			contents: `module.exports = $load(${JSON.stringify(path)}).default;`,
			loader: 'js',
		}));
	},
};

/** The names that all modules of lvstop use of a package; null for all that it has. */
async function namesUsed(
	name: string,
	uses: readonly PackageUse[],
): Promise<readonly string[] | null> {
	const ofPackage = uses.filter(use => use.package === name);
	if (ofPackage.some(use => use.names === null)) {
		return null;
	}

	const has: object = ofPackage.every(({isExact}) => isExact) ? {} : await import(name);
	const names = ofPackage.flatMap(use => {
		const used = use.names ?? [];
		return use.isExact ? used : used.filter(member => member in has);
	});
	return [...new Set(names)].toSorted();
}

/** A module that has only what lvstop uses of a package. */
const usedPart = (uses: readonly PackageUse[]): Plugin => ({
	name: 'what-lvstop-uses',
	setup({onResolve, onLoad}) {
		onResolve({filter: /^used:/}, ({path}) => ({
			path: path.slice('used:'.length),
			namespace: 'used',
		}));
		onLoad({filter: /.*/, namespace: 'used'}, async ({path}) => {
			const names = await namesUsed(path, uses);
			const what = names === null ? '*' : `{${names.join(', ')}}`;
			return {contents: `export ${what} from ${JSON.stringify(path)};`, resolveDir: root};
		});
	},
});

/** The name of a package as that of a file. */
const fileName = (name: string) => name.replaceAll('/', '-');

/**
 * Builds the parts: the bodies of functions that get `module`, `exports` and `$load`, by their names. A package's part has
 * the name of the package.
 */
export async function packageParts(uses: readonly PackageUse[]): Promise<Map<string, string>> {
	const names = [...new Set(uses.map(use => use.package))].toSorted();
	const {outputFiles} = await build({
		entryPoints: names.map(name => ({in: `used:${name}`, out: fileName(name)})),
		outdir: '/parts',
		chunkNames: 'shared-[hash]',
		write: false,
		splitting: true,
		// The parts name what they contain by the path below this folder.
		absWorkingDir: root,
		bundle: true,
		format: 'esm',
		platform: 'neutral',
		mainFields: ['module', 'main'],
		conditions: ['node', 'import', 'module'],
		target: oldestNode,
		legalComments: 'none',
		minifySyntax: true,
		define: {'process.env.NODE_ENV': '"production"'},
		plugins: [usedPart(uses), builtins, ...inkPlugins],
		logLevel: 'warning',
	});
	const partOf = (file: string) => names.find(name => fileName(name) === file) ?? file;
	return new Map(
		await Promise.all(
			outputFiles.map(async ({path, text}) => {
				const file = path.replace(/^\/parts\//, '').replace(/\.js$/, '');
				return [partOf(file), await packagePart(text, partOf)] as const;
			}),
		),
	);
}

/** A module of esbuild as the body of a function. */
async function packagePart(text: string, partOf: (file: string) => string): Promise<string> {
	const {code} = await transform(text, {
		format: 'cjs',
		target: oldestNode,
		supported: {'dynamic-import': false},
	});
	const linked = code
		// The loader's modules of Node have a default.
		.replace(/__toESM\(require\("(node:[^"]+)"\)\)/g, '$load("$1")')
		.replace(/\brequire\("(node:[^"]+)"\)/g, '$load("$1")')
		.replace(
			/\brequire\("\.\/([^"]+)\.js"\)/g,
			(_, file: string) => `$load(${JSON.stringify(partOf(file))})`,
		);
	const left = /\brequire\("[^"]*"\)|\bimport_meta\.(?!url\b)/.exec(linked);
	if (left !== null) {
		throw new Error(`a part of a package has ${left[0]}, which the loader does not know`);
	}

	const whole = {target: oldestNode, charset: 'ascii', minifyWhitespace: true} as const;
	return (await transform(linked, whole)).code;
}
