/**
 * Changes of Ink for the built program, as plugins of esbuild.
 */
import {fileURLToPath} from 'node:url';
import type {Plugin} from 'esbuild';

/** Ink imports its developer tools only if DEV=true; they are not part of a release. */
export const noDeveloperTools: Plugin = {
	name: 'no-developer-tools',
	setup({onResolve, onLoad}) {
		onResolve({filter: /^react-devtools-core$/}, ({path}) => ({path, namespace: 'nothing'}));
		onLoad({filter: /.*/, namespace: 'nothing'}, () => ({contents: 'export default {};'}));
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
export const cheapFrames: Plugin = {
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
export const lateStringWidth: Plugin = {
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
