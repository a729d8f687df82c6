/**
 * A configured console in a terminal.
 */
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {fromShell} from './from-shell.ts';

async function fileWith(text: string): Promise<string> {
	const file = join(await temporaryFolder(), 'config.toml');
	await writeFile(file, text);
	return file;
}

describe('a console with chosen keys, in a terminal', () => {
	it('obeys them, shows them, and a plan is still confirmed by y', async () => {
		const file = await fileWith(
			'[keys]\nweight = "ctrl-w"\nquit = ["Q"]\ndown = ["down", "ctrl-n"]\n',
		);
		const terminal = fromShell(`--demo --config ${file}`);
		await terminal.shows('● live');
		terminal.type('\u{E}');
		await terminal.shows(/^> +10\.0\.0\.8:80/m);
		await terminal.shows('Ctrl-W weight');
		terminal.type('\u{17}7\r');
		await terminal.shows('-w 7');
		terminal.type('y');
		await terminal.shows(/10\.0\.0\.8:80 +NAT +7 /);
		terminal.type('q');
		await terminal.shows('q does nothing here');
		terminal.type('Q');
		expect(await terminal.restored()).toBe(0);
	});

	it('does not start with a key that has two meanings, and leaves the terminal alone', async () => {
		const file = await fileWith('[keys]\ndrain = "w"\n');
		const terminal = fromShell(`--demo --config ${file}`);
		expect(await terminal.restored()).toBe(2);
		// The line is longer than the terminal.
		expect(terminal.frame().replaceAll('\n', '')).toContain(
			`${file}: [keys]: w is the key of both weight and drain in the view Services`,
		);
	});
});
