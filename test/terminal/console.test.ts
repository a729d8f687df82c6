/**
 * The console in a terminal, from the shell's prompt back to the shell's prompt.
 */
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';
import {eventually} from '../support/eventually.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {fromShell} from './from-shell.ts';
import {builtProgram, openTerminal} from './pseudo-terminal.ts';

const ctrlC = '\u{3}';
const ctrlZ = '\u{1A}';

describe('the console in a terminal', () => {
	it('starts, changes a weight, shows it, and leaves the terminal as it was', async () => {
		const terminal = fromShell('--demo');
		await terminal.shows('● live');
		expect(terminal.isAlternate()).toBe(true);
		expect(terminal.hasCursor()).toBe(false);
		expect(terminal.mouse()).toBe('vt200');
		await terminal.shows(/10\.0\.0\.8:80 +NAT +1 /);

		terminal.type('j');
		await terminal.shows(/^> +10\.0\.0\.8:80/m);
		terminal.type('w');
		await terminal.shows('weight of 10.0.0.8:80');
		terminal.type('7\r');
		await terminal.shows('ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 7');
		terminal.type('y');
		await terminal.shows(/10\.0\.0\.8:80 +NAT +≠?7 /);
		await terminal.shows('done: weight of 10.0.0.8:80');

		terminal.type('q');
		expect(await terminal.restored()).toBe(0);
		expect(terminal.frame()).not.toContain('10.0.0.8:80');
	});

	it('draws from the upper left corner, wherever the cursor was and whatever is typed too soon', async () => {
		const shell = 'echo; printf "a prompt "; exec "$@"';
		const lvstop = [process.execPath, builtProgram, '--demo'];
		const terminal = openTerminal(['sh', '-c', shell, 'sh', ...lvstop]);
		await terminal.shows('a prompt');
		terminal.type('\u{1B}\u{1B}jj');
		await terminal.shows('● live');
		expect(terminal.frame().split('\n')[0]).toMatch(/^ lvstop {2}lb1 .* ● live$/);

		terminal.type('\u{C}?');
		await terminal.shows('set the weight of this server');
		terminal.type('q');
		await terminal.shows('10.0.0.9:80');
		expect(terminal.frame().split('\n')[0]).toMatch(/^ lvstop {2}lb1 .* ● live$/);
		terminal.type('q');
		expect(await terminal.ended).toEqual({exitCode: 0, signal: 0});
	});

	it('plays the keys of a script, and goes on', async () => {
		const terminal = fromShell(`--demo --keys 'jw7<enter>y'`);
		await terminal.shows(/10\.0\.0\.8:80 +NAT +≠?7 /);

		terminal.type('?');
		await terminal.shows('set the weight of this server');
		terminal.type('qq');
		expect(await terminal.restored()).toBe(0);
	});

	it('has no colour if colours are disabled', async () => {
		const colored = fromShell('--demo');
		await colored.shows('● live');
		expect(colored.hasColor()).toBe(true);

		const plain = fromShell('--demo --no-color');
		await plain.shows('● live');
		expect(plain.hasColor()).toBe(false);
	});

	it('follows the size of the terminal', async () => {
		const terminal = fromShell('--demo');
		await terminal.shows('● live');
		expect(terminal.frame()).not.toContain('out pk/s');

		terminal.resize(160, 40);
		await terminal.shows('out pk/s');
		// The rest of the same frame may come a moment later.
		await eventually(() => expect(terminal.frame().split('\n')[39]).toContain('Enter details'));

		terminal.resize(60, 15);
		await terminal.showsNot('out pk/s');
		await terminal.shows('10.0.0.9:80');

		terminal.resize(80, 24);
		await terminal.shows('inactive');
		terminal.type('q');
		expect(await terminal.restored()).toBe(0);
	});
});

describe('with a terminal on one side only', () => {
	it.each([
		['--demo </dev/null', 'the input is not one'],
		['--demo | cat', 'the output is not one'],
	])('lvstop %s says what else is possible', async (words, why) => {
		const terminal = fromShell(words);
		await terminal.restored();
		// A line that is longer than the terminal is wide goes on in the next one.
		const said = terminal.frame().replaceAll(/\s+/g, '');

		expect(said).toContain('lvstop:theconsoleneedsaterminal');
		expect(said).toContain(`${why}; use --once to print the table`.replaceAll(' ', ''));
	});
});

describe('the end of the console', () => {
	it('comes with ctrl-c from anywhere', async () => {
		const terminal = fromShell('--demo');
		await terminal.shows('● live');
		terminal.type('jw');
		await terminal.shows('weight of 10.0.0.8:80');
		terminal.type(ctrlC);

		expect(await terminal.restored()).toBe(0);
	});

	it.each(['q', ctrlC, 'SIGTERM'] as const)(
		'takes with it what a demonstration has saved (%j)',
		async end => {
			const folder = await temporaryFolder();
			const terminal = openTerminal([
				'env',
				`TMPDIR=${folder}`,
				process.execPath,
				builtProgram,
				'--demo',
			]);
			await terminal.shows('● live');
			terminal.type('S\r');
			await terminal.shows('saved 1 service and');
			expect(await readdir(folder)).toEqual([expect.stringMatching(/^lvstop-demo-/)]);
			if (end === 'SIGTERM') {
				terminal.pty.kill(end);
			} else {
				terminal.type(end);
			}

			await terminal.ended;
			expect(await readdir(folder)).toEqual([]);
		},
	);

	it('is ended with a closed terminal, and so is the shell', async () => {
		const folder = await temporaryFolder();
		const script = 'TMPDIR="$0" "$@"; read -r line';
		const program = [process.execPath, builtProgram, '--demo'];
		const terminal = openTerminal(['sh', '-c', script, folder, ...program]);
		await terminal.shows('● live');
		terminal.type('S\r');
		await terminal.shows('saved 1 service and');
		terminal.close();
		await terminal.ended;
		// The shell has ended before lvstop.
		await eventually(async () => expect(await readdir(folder)).toEqual([]));
	});

	it.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT'] as const)('comes with %s', async signal => {
		const terminal = fromShell('--demo');
		await terminal.shows('● live');
		terminal.signal(signal);

		expect(await terminal.restored()).toBe(0);
	});

	it('comes when the terminal is closed', async () => {
		const file = join(await temporaryFolder(), 'exit-code');
		// The shell reports how lvstop ended; it does not end with the terminal itself.
		const script = 'trap "" HUP; "$@"; echo $? >"$0"';
		const program = [process.execPath, builtProgram, '--demo'];
		const terminal = openTerminal(['sh', '-c', script, file, ...program]);
		await terminal.shows('● live');
		terminal.close();
		await terminal.ended;

		expect(await readFile(file, 'utf8')).toBe('0\n');
	});

	it.each(['SIGUSR2', 'SIGALRM', 'SIGVTALRM', 'SIGXCPU'] as const)(
		'comes with a bug, which is told on a terminal that is as it was (%s)',
		async signal => {
			const bug = fileURLToPath(new URL('break-on-signal.ts', import.meta.url));
			const terminal = fromShell('--demo', `--import '${bug}'`);
			await terminal.shows('● live');
			terminal.signal(signal);
			// Something to draw.
			terminal.type('j');

			expect(await terminal.restored()).toBe(1);
			expect(terminal.frame()).toContain('lvstop: Error: a bug that was put in');
		},
	);
});

describe('ctrl-z', () => {
	it('hands the terminal to the shell, and fg brings the console back', async () => {
		const terminal = openTerminal(['bash', '--norc', '--noprofile', '-i']);
		terminal.type('before=$(stty -g)\r');
		terminal.type(`${process.execPath} ${builtProgram} --demo\r`);
		await terminal.shows('● live');

		terminal.type(ctrlZ);
		await terminal.shows('Stopped');
		expect(terminal.isAlternate()).toBe(false);
		expect(terminal.mouse()).toBe('none');
		expect(terminal.hasCursor()).toBe(true);
		terminal.type('[ "$(stty -g)" = "$before" ] && echo settings as $((1)) before\r');
		await terminal.shows('settings as 1 before');

		// What is typed while lvstop ends would be its own, so the shell is told beforehand what to do then.
		terminal.type('fg; echo exit code $? of fg\r');
		await terminal.shows('● live');
		expect(terminal.isAlternate()).toBe(true);
		expect(terminal.mouse()).toBe('vt200');
		terminal.type('jw');
		await terminal.shows('weight of 10.0.0.8:80');

		terminal.type(ctrlC);
		await terminal.shows('exit code 0 of fg');
	});
});
