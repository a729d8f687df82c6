/**
 * The thread that talks to the kernel is a program of its own. Where lvstop is one file, this is its text in it.
 */
import {fileURLToPath} from 'node:url';
import {buildSync} from 'esbuild';

const entry = fileURLToPath(new URL('../source/director/netlink/thread.ts', import.meta.url));

/** What esbuild has to define, so that a bundle of one file can start the thread. */
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
