/**
 * The examples of docs/diff.md: its files and tables are made, its commands are run, and they print what it says.
 */
import {readFileSync} from 'node:fs';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {parseCommandLine} from '../../source/program/command-line.ts';
import {directorWith, rulesIn} from '../support/director-with.ts';
import {runWords} from '../support/run-subcommand.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';

const page = readFileSync(new URL('../../docs/diff.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/^```(file|rules|run)(?: (.*))?\n([\s\S]*?)^```$/gm)].map(
	([, kind = '', name = '', text = '']) => ({kind, name, text}),
);

test('the commands print what the page says', async () => {
	const folder = await temporaryFolder();
	let rules = '';
	let commands = 0;
	for (const {kind, name, text} of blocks) {
		if (kind === 'file') {
			await writeFile(join(folder, name), text);
		} else if (kind === 'rules') {
			rules = text;
		} else {
			commands += 1;
			const words = name.split(' ').map(word => (word.includes('.') ? join(folder, word) : word));
			const place = {
				...{host: 'lb1', user: 'ann', keepSnapshots: null},
				...{hostFolder: folder, snapshotFolder: folder},
			};
			const {out, code} = await runWords(directorWith(rulesIn(rules)), place, words, {});
			expect(out).toBe(text);
			expect(code).toBe(1);
		}
	}

	expect(commands).toBe(3);
});

test('it names no option that diff does not have', () => {
	const {subcommand} = parseCommandLine(['diff', 'x']);
	const options = Object.keys(subcommand?.options ?? {}).map(
		key => `--${key.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`,
	);
	expect(options).toEqual(expect.arrayContaining(page.match(/--[a-z][a-z-]+/g) ?? []));
});
