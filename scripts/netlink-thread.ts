/**
 * The netlink thread is a separate program. If lvstop is bundled in one file, its text is part of it.
 */
import {fileURLToPath} from 'node:url';
import {buildSync} from 'esbuild';

const entry = fileURLToPath(new URL('../source/director/netlink/thread.ts', import.meta.url));

/** The definition for esbuild, so that a single-file bundle can start the thread. */
export function netlinkThreadDefinition(): Record<string, string> {
	const {outputFiles} = buildSync({
		entryPoints: [entry],
		write: false,
		bundle: true,
		format: 'cjs',
		platform: 'node',
		target: 'node22',
		minify: true,
		legalComments: 'none',
	});
	return {LVSTOP_NETLINK_THREAD: JSON.stringify(outputFiles.map(({text}) => text).join(''))};
}
