/**
 * Scripts that tests start many times, or elsewhere: as one file of JavaScript with all that they import, which
 * starts in a fraction of the time.
 */
import {basename, join} from 'node:path';
import {type BuildOptions, build, buildSync} from 'esbuild';
import {noDeveloperTools} from '../../scripts/ink-plugins.ts';
import {netlinkThreadDefinition} from '../../scripts/netlink-thread.ts';

const options = {
	bundle: true,
	format: 'esm',
	platform: 'node',
	define: netlinkThreadDefinition(),
	// For packages that are not modules of the language: what they still require is Node's own.
	banner: {
		js: "import {createRequire} from 'node:module'; const require = createRequire('/');",
	},
} as const satisfies BuildOptions;

/**
 * Writes a script into a folder.
 * @returns the path of the file
 */
export async function bundledScript(script: string, folder: string): Promise<string> {
	const outfile = join(folder, `${basename(script, '.ts')}.mjs`);
	// A subcommand may load the console when it is needed.
	await build({...options, plugins: [noDeveloperTools], entryPoints: [script], outfile});
	return outfile;
}

/** The text of a script. */
export function bundledText(script: string): string {
	const {outputFiles} = buildSync({...options, entryPoints: [script], write: false});
	return outputFiles.map(({text}) => text).join('');
}
