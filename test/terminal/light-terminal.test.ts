/**
 * A terminal that is asked for its background: colours, keys and the shell behind the program, whether it answers at once,
 * late, in pieces or never.
 */
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {fromShell, type ShellSession} from './from-shell.ts';

const white = 'rgb:ffff/ffff/ffff';
const black = 'rgb:0000/0000/0000';

/** The ground of the cursor's row in the themes `dark` and `light`. */
const cyan = 6;
const blue = 4;
const firstRow = /^>.*172\.16\.249\.138:80/m;
const cursorGround = (terminal: ShellSession) => terminal.groundOf(/^>/);

/** Waits until the shell has read a line, which must have nothing of an answer in it. */
async function shellReads(terminal: ShellSession): Promise<void> {
	terminal.type('nothing else\r');
	await terminal.shows('the shell has read <');
	expect(terminal.frame()).toContain('the shell has read <nothing else>');
}

describe('a terminal that is asked for its background', () => {
	it.each([
		[white, blue],
		[black, cyan],
		[undefined, cyan],
	])('and says %s', async (background, ground) => {
		const terminal = fromShell('--demo', '', '', background === undefined ? {} : {background});
		await terminal.shows(firstRow);
		await expect.poll(() => cursorGround(terminal)).toBe(ground);
		expect(terminal.asked()).toBe(1);
		terminal.type('q');
		expect(await terminal.restored()).toBe(0);
		await shellReads(terminal);
	});

	it('late, between keys and in pieces: no key is lost, and none is added', async () => {
		const terminal = fromShell('--demo', '', '', {background: white, isSlow: true});
		await terminal.shows(firstRow);
		expect(cursorGround(terminal)).toBe(cyan);
		const answers = terminal.takeAnswers();
		expect(answers).toContain(white);
		terminal.type(`jj${answers.slice(0, 9)}`);
		await terminal.shows(/^> +10\.0\.0\.9:80/m);
		terminal.type(`${answers.slice(9)}k`);
		await terminal.shows(/^> +10\.0\.0\.8:80/m);
		await expect.poll(() => cursorGround(terminal)).toBe(blue);
		expect(terminal.frame()).toContain('d drain');
		terminal.type('q');
		expect(await terminal.restored()).toBe(0);
		await shellReads(terminal);
	});

	it('after the operator has chosen a theme: that stays', async () => {
		const terminal = fromShell('--demo', '', '', {background: black, isSlow: true});
		await terminal.shows(firstRow);
		terminal.type(':theme\r');
		await terminal.shows('theme: light');
		terminal.type(`${terminal.takeAnswers()}j`);
		await terminal.shows(/^> +10\.0\.0\.8:80/m);
		await expect.poll(() => cursorGround(terminal)).toBe(blue);
		terminal.type('q');
		expect(await terminal.restored()).toBe(0);
	});

	it('and has not answered as the operator quits: the answer does not get to the shell', async () => {
		const terminal = fromShell('--demo', '', '', {background: white, isSlow: true});
		await terminal.shows(firstRow);
		terminal.type('qj');
		const answers = terminal.takeAnswers();
		terminal.type(answers);
		expect(await terminal.restored()).toBe(0);
		await shellReads(terminal);
	});

	it.each(['q', 'SIGTERM'] as const)(
		'and never answers: %s ends lvstop all the same',
		async way => {
			const terminal = fromShell('--demo', '', '', {isSlow: true});
			await terminal.shows(firstRow);
			if (way === 'q') {
				terminal.type('q');
			} else {
				terminal.signal(way);
			}

			expect(await terminal.restored()).toBe(0);
			await shellReads(terminal);
		},
	);
});

describe('a terminal is not asked', () => {
	it.each([
		['if it may be GNU screen', '--demo', 'TERM=screen-256color'],
		['on the Linux console', '--demo', 'TERM=linux'],
		['without colours', '--demo --no-color', ''],
		['with NO_COLOR', '--demo', 'NO_COLOR=1'],
	])('%s', async (_, words, environment) => {
		const terminal = fromShell(words, '', environment, {background: white});
		await terminal.shows(firstRow);
		expect(terminal.asked()).toBe(0);
		terminal.type('q');
		expect(await terminal.restored()).toBe(0);
	});

	it('if a theme is chosen', async () => {
		const file = join(await temporaryFolder(), 'config.toml');
		await writeFile(file, 'theme = "dark"\n');
		const terminal = fromShell(`--demo --config ${file}`, '', '', {background: white});
		await terminal.shows(firstRow);
		expect(terminal.asked()).toBe(0);
		terminal.type('q');
		expect(await terminal.restored()).toBe(0);
	});
});
