/** Copying in the built program: what the clipboard of the terminal gets, and that nothing of it stays on the screen. */
import {expect, it} from 'vitest';
import {fromShell} from './from-shell.ts';

it.each([
	['a terminal', ''],
	// The sequence in an envelope for the terminal outside must not be drawn.
	['tmux', 'TMUX=/tmp/tmux-0/default,1,0'],
])('%s gets the id of the row, its commands, and those of a plan', async (_, environment) => {
	const terminal = fromShell('--demo', '', environment);
	const {shows, showsNot, type, copied, frame} = terminal;
	const id = 'tcp:172.16.249.138:80 10.0.0.8:80';
	const rule = 'ipvsadm -a -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 1';
	const plan = 'ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 0';
	await shows('● live');
	type('j');
	await shows(/^> +10\.0\.0\.8:80/m);
	type('y');
	await shows(`sent to the clipboard of your terminal: ${id}`);
	expect(copied().at(-1)).toBe(id);

	type('Y');
	await shows(/terminal: ipvsadm -a /);
	expect(copied().at(-1)).toBe(rule);

	type('d');
	await shows('Run this command?');
	type('Y');
	await shows(/terminal: ipvsadm -e /);
	expect(copied().at(-1)).toBe(plan);
	expect(new Set(copied())).toEqual(new Set([id, rule, plan]));
	expect(frame()).not.toMatch(/52;c|mux;/);

	// Copying has answered nothing.
	type('n');
	await shows('nothing was changed');
	await showsNot('Run this command?');
	type('q');
	expect(await terminal.restored()).toBe(0);
});
