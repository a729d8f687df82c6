/**
 * The programs of `test/lab/guest`, ready to run inside a guest.
 */
import {join} from 'node:path';
import {buildSync} from 'esbuild';
import type {GuestCommand} from './job.ts';

const texts = new Map<string, string>();

/**
 * A program with its words, to be run by this very Node. It comes on the standard input as JavaScript with all
 * that it imports: Node in a guest needs 1 s to start, and 2.5 s where it has to strip types itself.
 * @param name a file of `test/lab/guest`
 */
export function guestProgram(name: string, ...words: readonly string[]): GuestCommand {
	let text = texts.get(name);
	if (text === undefined) {
		text = bundled(name);
		texts.set(name, text);
	}

	return {command: [process.execPath, '--input-type=module', '-', ...words], input: text};
}

function bundled(name: string): string {
	const {outputFiles} = buildSync({
		entryPoints: [join(import.meta.dirname, 'guest', name)],
		bundle: true,
		write: false,
		format: 'esm',
		platform: 'node',
		// For packages that are not modules of the language.
		banner: {
			js: "import {createRequire} from 'node:module'; const require = createRequire('/');",
		},
	});
	return outputFiles.map(({text}) => text).join('');
}
