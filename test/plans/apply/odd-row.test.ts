/**
 * A director with a service whose rule cannot be parsed: everything else on it works, and actions that need that rule
 * are refused with its line.
 */
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {runSnapshot} from '../../support/run-snapshot-subcommand.ts';
import {type SubcommandDirector, subcommandDirector} from '../../support/subcommand-director.ts';
import {quietScene} from './changing-director.ts';

const good = `-A -t 172.16.249.138:80 -s rr
-a -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 1
`;

/** ipvsadm prints `-b` with nothing after it: this flag of mh has no name. */
const odd = `-A -t 172.16.249.138:179 -s mh -b flag-3
-a -t 172.16.249.138:179 -r 10.0.0.8:179 -m -w 1
`;
const line = '-A -t 172.16.249.138:179 -s mh -b ';

const open = () => subcommandDirector(quietScene(good + odd));

function place({stateFolder, ...director}: SubcommandDirector) {
	return {...director, folder: stateFolder};
}

describe('beside a service whose rule cannot be parsed', () => {
	it('weights of other services can be changed, and drained', async () => {
		const director = await open();
		for (const [name, words] of [
			['weight', 'tcp:172.16.249.138:80 10.0.0.8 5'],
			['drain', 'tcp:172.16.249.138:80 10.0.0.8'],
			['undrain', 'tcp:172.16.249.138:80 10.0.0.8'],
		] as const) {
			expect(await director.run(name, words, {yes: true})).toMatchObject({code: 0, err: ''});
		}

		expect(await director.ipvsadm('-Sn')).toContain('-r 10.0.0.8:80 -m -w 5\n');
	});

	it('its servers, whose lines can be parsed, have weights that can be changed', async () => {
		const director = await open();
		const words = 'tcp:172.16.249.138:179 10.0.0.8 5';
		expect(await director.run('weight', words, {yes: true})).toMatchObject({code: 0, err: ''});
		expect(await director.ipvsadm('-Sn')).toContain('-r 10.0.0.8:179 -m -w 5\n');
	});

	it('a save is refused with its line, and writes no file', async () => {
		const director = await open();
		const file = join(director.stateFolder, 'rules');
		const saved = await runSnapshot(place(director), 'save', [file]);
		expect(saved).toMatchObject({code: 1, out: ''});
		expect(saved.err).toContain('nothing was saved: some rules could not be read; use --partial');
		expect(saved.err).toContain(`tcp:172.16.249.138:179: it cannot be read: `);
		expect(saved.err).toContain(line);
		await expect(readFile(file)).rejects.toThrow('ENOENT');
		expect((await runSnapshot(place(director), 'save', ['-'])).code).toBe(1);
	});

	it('a partial save has the others, and says what is missing', async () => {
		const director = await open();
		const file = join(director.stateFolder, 'rules');
		const saved = await runSnapshot(place(director), 'save', [file], {partial: true, note: 'mine'});
		expect(saved).toMatchObject({code: 0});
		expect(saved.err).toContain('saved without these rows:\n  tcp:172.16.249.138:179: ');
		expect(await readFile(file, 'utf8')).toBe(good);
		expect(JSON.parse(await readFile(`${file}.json`, 'utf8'))).toMatchObject({
			note: 'mine (partial: without 1 row: tcp:172.16.249.138:179)',
		});
	});

	it('a restore or comparison of everything is refused, of another service it works', async () => {
		const director = await open();
		const before = await director.ipvsadm('-Sn');
		const file = join(director.stateFolder, 'rules');
		await writeFile(file, good.replace('-w 1', '-w 9'));
		for (const name of ['diff', 'restore'] as const) {
			const whole = await runSnapshot(
				place(director),
				name,
				[file],
				name === 'diff' ? {} : {yes: true},
			);
			expect(whole).toMatchObject({code: 3, out: ''});
			expect(whole.err).toContain(line);
		}

		expect(await director.ipvsadm('-Sn')).toBe(before);
		const service = ['tcp:172.16.249.138:80'];
		const diff = await runSnapshot(place(director), 'diff', [file], {service});
		expect(diff).toMatchObject({code: 1, err: ''});
		const restored = await runSnapshot(place(director), 'restore', [file], {yes: true, service});
		expect(restored).toMatchObject({code: 0, err: ''});
		expect(await director.ipvsadm('-Sn')).toBe(
			before.replace('10.0.0.8:80 -m -w 1', '10.0.0.8:80 -m -w 9'),
		);
		const named = await runSnapshot(place(director), 'restore', [file], {
			yes: true,
			service: ['tcp:172.16.249.138:179'],
		});
		expect(named).toMatchObject({code: 3});
	});
});
