/**
 * A configured console in a terminal.
 */
import {readdir, writeFile} from 'node:fs/promises';
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
		await terminal.shows(/10\.0\.0\.8:80 +NAT +≠?7 /);
		await terminal.shows('done: weight of 10.0.0.8:80');
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

describe('a console that remembers', () => {
	/** A folder for the state, and lvstop on a director that this machine does not have. */
	async function remembering(text: string) {
		const folder = await temporaryFolder();
		const file = join(folder, 'config.toml');
		await writeFile(file, text);
		const open = (more = '') =>
			fromShell(
				`--local --source ipvsadm --config ${file} ${more}`,
				'',
				`XDG_STATE_HOME=${folder}`,
			);
		return {folder, open};
	}

	it('opens as it was left, also after its terminal was closed', async () => {
		const {open} = await remembering('remember = true\n');
		const first = open();
		await first.shows('6 Log');
		first.type('2C');
		await first.shows('Columns of the view Servers');
		first.type('jj q');
		await first.shows('6 Log');
		first.type('q');
		expect(await first.restored()).toBe(0);

		const second = open();
		await second.shows('6 Log');
		second.type('C');
		await second.shows(/\[ \] +entries/);
		second.type('q4');
		second.signal('SIGHUP');
		await second.restored();

		const third = open('--view log');
		await third.shows('6 Log');
		third.type('2C');
		await third.shows(/\[ \] +entries/);
		third.type('qq');
		expect(await third.restored()).toBe(0);
	});

	it('tells a broken file and starts without it; without the key nothing is written', async () => {
		const {folder, open} = await remembering('');
		const usual = open();
		await usual.shows('6 Log');
		usual.type('2q');
		await usual.restored();
		expect(await readdir(folder)).toEqual(['config.toml']);

		const other = await remembering('remember = true\n');
		const first = other.open();
		await first.shows('6 Log');
		first.type('2q');
		await first.restored();
		const [file = ''] = (await readdir(other.folder, {recursive: true})).filter(name =>
			name.endsWith('choices.json'),
		);
		await writeFile(join(other.folder, file), '{');
		const second = other.open();
		await second.shows('6 Log');
		second.type('m');
		await second.shows('the last choices are not known');
		second.type('qq');
		expect(await second.restored()).toBe(0);
	});

	it('writes nothing about a demonstration', async () => {
		const {folder} = await remembering('remember = true\n');
		const file = join(folder, 'config.toml');
		const simulated = fromShell(`--demo --config ${file}`, '', `XDG_STATE_HOME=${folder}`);
		await simulated.shows('● live');
		simulated.type('2bq');
		expect(await simulated.restored()).toBe(0);
		expect(await readdir(folder)).toEqual(['config.toml']);
	});
});
