/**
 * Completions in the shells that they are for, as a person types: commands, options, and the rows of a live table.
 */

import {mkdir, symlink, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {expect, it} from 'vitest';
import {root} from '../../scripts/packages/project.ts';
import {describeWith} from '../support/describe-with.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {builtProgram, openTerminal, type PseudoTerminal} from '../terminal/pseudo-terminal.ts';

const completions = join(root, 'share/completions');
const shells = [
	{
		shell: 'bash',
		words: ['--norc', '--noprofile', '-i'],
		load: `PS1='ready> '; bind 'set bell-style none'; bind 'set show-all-if-ambiguous on'; source ${completions}/lvstop.bash`,
	},
	{
		shell: 'zsh',
		words: ['-f', '-i'],
		load: `PS1='ready> '; fpath=(${completions} $fpath); autoload -Uz compinit; compinit -D; unsetopt beep`,
	},
	{
		shell: 'fish',
		words: ['--no-config', '-i'],
		load: `function fish_prompt; echo 'ready> '; end; source ${completions}/lvstop.fish`,
	},
] as const;

/**
 * A shell with the completion loaded.
 * @param script a program of `sh` that is lvstop instead of the built one
 */
async function openShell(
	{shell, words, load}: (typeof shells)[number],
	script: string | null = null,
): Promise<PseudoTerminal> {
	const folder = await temporaryFolder();
	const program = join(folder, 'lvstop');
	if (script === null) {
		await symlink(builtProgram, program);
	} else {
		await writeFile(program, `#!/bin/sh\n${script}\n`, {mode: 0o755});
	}

	await mkdir(join(folder, 'home'));
	const terminal = openTerminal(
		[
			'/usr/bin/env',
			`PATH=${folder}:${dirname(process.execPath)}:/usr/bin:/bin`,
			`HOME=${folder}/home`,
			`XDG_STATE_HOME=${folder}/home/state`,
			...[`/usr/bin/${shell}`, ...words],
		],
		{columns: 120, rows: 40},
	);
	terminal.type(`${load}\r`);
	await terminal.shows(/^ready> *$/m);
	// What was typed to load it is gone from the screen.
	terminal.type('clear\r');
	await terminal.showsNot('completions');
	await terminal.shows(/^ready> *$/m);
	return terminal;
}

for (const place of shells) {
	describeWith(place.shell, `in ${place.shell}`, () => {
		it('commands and options are completed', async () => {
			const terminal = await openShell(place);
			terminal.type('lvstop undr\t');
			await terminal.shows(/lvstop undrain$/m);
			terminal.type('\u0015lvstop restore --keep\t');
			await terminal.shows(/restore --keep-weights$/m);
			// Those of other commands are not offered.
			terminal.type('\u0015lvstop weight --\t');
			await terminal.shows('--dry-run');
			await terminal.shows('--no-color');
			expect(terminal.frame()).not.toContain('--rollback-on-error');
		});

		it('a service and its server are completed from the live table', async () => {
			const terminal = await openShell(place);
			terminal.type('lvstop weight --demo nat tcp:172\t');
			await terminal.shows(/nat tcp:172\.16\.249\.138:80$/m);
			terminal.type('10.0.0.9\t');
			await terminal.shows(/138:80 10\.0\.0\.9:80$/m);
		});

		it('the options of ipvsadm are completed where they belong, and a letter means what it means there', async () => {
			const terminal = await openShell(place);
			terminal.type('lvstop edit server --u-thr\t');
			await terminal.shows(/server --u-threshold$/m);
			terminal.type('\u0015lvstop add service --scheduler=lblc\t');
			await terminal.shows('lblcr');
			terminal.type('\u0015lvstop edit server --demo nat tcp:172\t');
			await terminal.shows(/nat tcp:172\.16\.249\.138:80$/m);
			terminal.type('10.0.0.9\t');
			await terminal.shows(/138:80 10\.0\.0\.9:80$/m);
			// Consent after weight, a threshold with a number after edit: both go on with the service.
			terminal.type('\u0015lvstop weight -y --demo nat tcp:172\t');
			await terminal.shows(/weight -y --demo nat tcp:172\.16\.249\.138:80$/m);
		});

		it('the names that an option takes are completed, columns by the view', async () => {
			const terminal = await openShell(place);
			terminal.type('lvstop --view conn\t');
			await terminal.shows(/--view connections$/m);
			terminal.type('--sort exp\t');
			await terminal.shows(/--sort expires$/m);
			// fish takes every word with a dash for an option, but for one behind an equals sign.
			const separator = place.shell === 'fish' ? '=' : ' ';
			terminal.type(`\u0015lvstop --sort${separator}-act\t`);
			await terminal.shows(new RegExp(`--sort${separator}-active$`, 'm'));
			terminal.type('\u0015lvstop --source=net\t');
			await terminal.shows(/--source=netlink$/m);
		});

		it('a snapshot is completed where one is read', async () => {
			const terminal = await openShell(place, "printf 'golden\\tbefore the upgrade\\n'");
			terminal.type('lvstop snapshots rename gol\t');
			await terminal.shows(/rename golden$/m);
			terminal.type('\u0015lvstop restore gol\t');
			await terminal.shows(/restore golden$/m);
			// A file that is written must have a name of its own.
			terminal.type('\u0015lvstop save gol\t--force');
			await terminal.shows(/save gol--force$/m);
		});

		it('a program that may not read the table leaves the line alone', async () => {
			const terminal = await openShell(place, 'echo no access >&2; exit 4');
			terminal.type('lvstop drain tcp:\t1 x');
			await terminal.shows('drain tcp:1 x');
			expect(terminal.frame()).not.toContain('no access');
		});
	});
}
