/**
 * Changes of Ink for the built program, as plugins of esbuild.
 */
import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import type {Plugin} from 'esbuild';

const developerMode = "process.env['DEV'] === 'true'";

/** Ink awaits its developer tools while it is loaded, if DEV=true; they are not part of a release. */
export const noDeveloperTools: Plugin = {
	name: 'no-developer-tools',
	setup({onLoad}) {
		onLoad({filter: /\/ink\/build\/reconciler\.js$/}, async ({path}) => {
			const text = await readFile(path, 'utf8');
			if (!text.includes(developerMode)) {
				throw new Error('Ink no longer has its developer tools in this place');
			}

			return {contents: text.replaceAll(developerMode, 'false'), loader: 'js'};
		});
	},
};

const inBase64 = /(?<=base64,)[A-Za-z\d+/=]{1000,}/;

/**
 * Ink's layout engine awaits its own WebAssembly while it is loaded. A part of the program cannot wait, so the engine is
 * compiled at once: it is small.
 */
const layoutEngineAtOnce: Plugin = {
	name: 'layout-engine-at-once',
	setup({onLoad}) {
		const binary = /\/yoga-layout\/dist\/binaries\/yoga-wasm-base64-esm\.js$/;
		onLoad({filter: binary}, async ({path}) => {
			const text = await readFile(path, 'utf8');
			const [bytes] = inBase64.exec(text) ?? [];
			if (bytes === undefined) {
				throw new Error('the layout engine no longer has its WebAssembly in this place');
			}

			return {
				contents: `${text.replace(inBase64, '')}\nexport const bytes = ${JSON.stringify(bytes)};`,
				loader: 'js',
			};
		});
		onLoad({filter: /\/yoga-layout\/dist\/src\/index\.js$/}, () => ({
			contents: `
				import loadYoga, {bytes} from '../binaries/yoga-wasm-base64-esm.js';
				import wrapAssembly from './wrapAssembly.js';
				const engine = {
					instantiateWasm(imports, done) {
						const module = new WebAssembly.Module(Buffer.from(bytes, 'base64'));
						const instance = new WebAssembly.Instance(module, imports);
						done(instance);
						return instance.exports;
					},
				};
				loadYoga(engine);
				export default wrapAssembly(engine);
				export * from './generated/YGEnums.js';`,
			loader: 'js',
		}));
	},
};

const segmenter = /^const (\w+) = (new Intl\.Segmenter\([^)]*\));$/m;

const plainText = fileURLToPath(new URL('plain-text.ts', import.meta.url));

/**
 * Packages that split text in characters make a segmenter when they are loaded, which reads tables of all languages:
 * 20 ms. It is made for the first text with other characters than those that lvstop draws with.
 */
const lateSegmenter: Plugin = {
	name: 'segmenter-when-it-is-needed',
	setup({onLoad}) {
		const packages =
			/\/node_modules\/(?:string-width|wrap-ansi|slice-ansi|@alcalzone\/ansi-tokenize)\/.*\.js$/;
		onLoad({filter: packages}, async ({path}) => {
			const text = await readFile(path, 'utf8');
			const [, name, made] = segmenter.exec(text) ?? [];
			return made === undefined
				? undefined
				: {
						contents: text.replace(
							segmenter,
							`import {plainSegments} from ${JSON.stringify(plainText)};
							let madeSegmenter;
							const ${name} = {
								segment: text => plainSegments(text) ?? (madeSegmenter ??= ${made}).segment(text),
							};`,
						),
						loader: 'js',
					};
		});
	},
};

/** The modules of Ink that lvstop has its own for, by their importer, and the file that takes the place. */
const replacements = [
	// Ink writes a changed line again from its first difference on; lvstop writes only what differs.
	{importer: 'log-update.js', module: './line-update.js', own: 'line-update.ts'},
	// Ink makes an object for every cell of every frame; lvstop keeps the lines that have not changed.
	{importer: 'renderer.js', module: './output.js', own: 'ink-output.ts'},
] as const;

/** Puts these files in the place of Ink's. The build fails if Ink no longer has one of the modules. */
const cheapFrames: Plugin = {
	name: 'cheap-frames',
	setup({onResolve, onEnd}) {
		const missing = new Set<string>(replacements.map(({module}) => module));
		onResolve({filter: /^\.\/(?:line-update|output)\.js$/}, ({path, importer}) => {
			const found = replacements.find(
				({module, importer: name}) => path === module && importer.endsWith(`/ink/build/${name}`),
			);
			if (found === undefined) {
				return undefined;
			}

			missing.delete(path);
			return {path: fileURLToPath(new URL(found.own, import.meta.url))};
		});
		onEnd(() => ({
			errors: [...missing].map(module => ({text: `Ink no longer imports '${module}'`})),
		}));
	},
};

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Loading string-width compiles patterns for all of Unicode, which would be half of the start time of lvstop. So it is
 * loaded only for the first text with other characters than those in plain-text.ts, which are one cell wide. Styles take
 * no cell.
 */
const lateStringWidth: Plugin = {
	name: 'string-width-when-it-is-needed',
	setup({onResolve, onLoad}) {
		onResolve({filter: /^string-width$/}, ({namespace}) =>
			namespace === 'late' ? undefined : {path: 'string-width', namespace: 'late'},
		);
		onLoad({filter: /.*/, namespace: 'late'}, () => ({
			contents: `
				import {isPlain, withoutStyles} from './scripts/plain-text.ts';
				let measure;
				export default function stringWidth(text, options) {
					if (typeof text === 'string' && options === undefined) {
						const bare = withoutStyles(text);
						if (isPlain(bare)) return bare.length;
					}
					measure ??= require('string-width').default;
					return measure(text, options);
				}`,
			loader: 'js',
			resolveDir: root,
		}));
	},
};

/** All changes, as the released program has them. */
export const inkPlugins: Plugin[] = [
	noDeveloperTools,
	layoutEngineAtOnce,
	lateStringWidth,
	lateSegmenter,
	cheapFrames,
];
