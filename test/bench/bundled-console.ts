/**
 * Runs the programs of test/bench that contain a console: bundled in one file of JavaScript, like the released program,
 * and started with the V8 options that are to be measured.
 */
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {inkPlugins} from '../../scripts/ink-plugins.ts';
import {netlinkThreadDefinition} from '../../scripts/netlink-thread.ts';

/**
 * Runs such a program to its end, with the terminal's output.
 * @returns its exit code
 */
export async function runWithConsole(name: string, words: readonly string[]): Promise<number> {
	const folder = mkdtempSync(join(tmpdir(), 'lvstop-bench-'));
	try {
		const outfile = join(folder, `${basename(name, '.ts')}.mjs`);
		await build({
			entryPoints: [fileURLToPath(new URL(name, import.meta.url))],
			outfile,
			...{bundle: true, format: 'esm', platform: 'node', jsx: 'automatic'},
			define: {
				...netlinkThreadDefinition(),
				'process.env.NODE_ENV': '"production"',
				'process.env.DEV': '"false"',
				'process.env["DEV"]': '"false"',
			},
			banner: {
				js: "import {createRequire as createBundled} from 'node:module'; const require = createBundled('/');",
			},
			plugins: inkPlugins,
		});
		const {status} = spawnSync(process.execPath, ['--expose-gc', outfile, ...words], {
			stdio: 'inherit',
		});
		return status ?? 1;
	} finally {
		rmSync(folder, {recursive: true});
	}
}
