/**
 * The programs of `test/lab/guest`, ready to run inside a guest.
 */
import {join} from 'node:path';
import {bundledText} from '../support/bundled-script.ts';
import type {GuestCommand} from './job.ts';

const texts = new Map<string, string>();

/**
 * A program with its words, to be run by this very Node. It is passed on standard input as JavaScript with all its
 * imports: Node in a guest needs 1 s to start, and 2.5 s if it has to strip types itself.
 * @param name a file of `test/lab/guest`
 */
export function guestProgram(name: string, ...words: readonly string[]): GuestCommand {
	let text = texts.get(name);
	if (text === undefined) {
		text = bundledText(join(import.meta.dirname, 'guest', name));
		texts.set(name, text);
	}

	return {command: [process.execPath, '--input-type=module', '-', ...words], input: text};
}
