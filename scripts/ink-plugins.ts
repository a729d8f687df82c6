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

/**
 * Ink writes a changed line again from its first difference on; lvstop writes only what differs. The build fails if Ink
 * no longer has that function.
 */
export const fewBytes: Plugin = {
	name: 'only-changed-cells',
	setup({onResolve, onEnd}) {
		let isReplaced = false;
		onResolve({filter: /^\.\/line-update\.js$/}, ({importer}) => {
			if (!importer.endsWith('/ink/build/log-update.js')) {
				return undefined;
			}

			isReplaced = true;
			return {path: fileURLToPath(new URL('line-update.ts', import.meta.url))};
		});
		onEnd(() =>
			isReplaced
				? undefined
				: {errors: [{text: "ink/build/log-update.js no longer imports './line-update.js'"}]},
		);
	},
};
