/**
 * The mouse in the built program. That it is given back on every way out is part of `restored()` in every other test.
 */
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {fromShell} from './from-shell.ts';
import type {PseudoTerminal} from './pseudo-terminal.ts';

const esc = '\u{1B}';

/** Presses and releases the left button on a text of the screen. */
function clickOn({frame, type}: PseudoTerminal, text: string): void {
	const lines = frame().split('\n');
	const y = lines.findIndex(line => line.includes(text));
	const x = lines[y]?.indexOf(text) ?? -1;
	expect({text, y}).not.toEqual({text, y: -1});
	type(`${esc}[<0;${x + 1};${y + 1}M${esc}[<0;${x + 1};${y + 1}m`);
}

describe('the mouse in a terminal', () => {
	it('scrolls, chooses, opens, sorts, and shows a plan that only a key confirms', async () => {
		const terminal = fromShell('--demo');
		await terminal.shows('● live');
		expect(terminal.mouse()).toBe('vt200');

		terminal.type(`${esc}[<65;9;9M`);
		await terminal.shows(/^> +10\.0\.0\.9:80/m);
		terminal.type(`${esc}[<64;9;9M`);
		await terminal.shows(/^>.*172\.16\.249\.138:80/m);

		clickOn(terminal, '10.0.0.8:80');
		await terminal.shows(/^> +10\.0\.0\.8:80/m);
		clickOn(terminal, '10.0.0.8:80');
		await terminal.shows('Esc back');
		clickOn(terminal, 'Esc back');
		await terminal.shows('Enter details');

		clickOn(terminal, 'weight');
		await terminal.shows(/▾weight/);
		clickOn(terminal, 'weight');
		await terminal.shows(/▴weight/);

		clickOn(terminal, 'd drain');
		await terminal.shows('y run it');
		clickOn(terminal, 'y run it');
		clickOn(terminal, 'y yes');
		terminal.type('n');
		await terminal.shows('nothing was changed');

		clickOn(terminal, '2 Servers');
		await terminal.shows('SERVER');
		terminal.type('q');
		expect(await terminal.restored()).toBe(0);
	});

	it('is left to the terminal if the configuration says so', async () => {
		const file = join(await temporaryFolder(), 'config.toml');
		await writeFile(file, 'mouse = false\n');
		const terminal = fromShell(`--demo --config ${file}`);
		await terminal.shows('● live');
		expect(terminal.mouse()).toBe('none');
		terminal.type('q');
		expect(await terminal.restored()).toBe(0);
	});
});
