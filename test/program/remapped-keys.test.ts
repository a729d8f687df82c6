/**
 * Keys that the operator has chosen: what they may be, and that everything shows them.
 */
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import fc from 'fast-check';
import {parse} from 'smol-toml';
import {describe, expect, it} from 'vitest';
import {activeBindings} from '../../source/console/keys/active-bindings.ts';
import {remap} from '../../source/console/keys/remap.ts';
import {createConsoleStore} from '../../source/console/state/console-store.ts';
import {assembly} from '../../source/program/features.ts';
import {run} from '../../source/program/run.ts';
import {fakeProgram} from '../support/fake-program.ts';
import {fakeOutside} from '../support/open-console.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';

const problemsOf = (keys: Readonly<Record<string, readonly string[]>>) =>
	remap(assembly, keys).problems.map(({text}) => text);

describe('chosen keys', () => {
	it('take the place of the usual ones, also if two commands swap theirs', () => {
		const {assembly: swapped, problems} = remap(assembly, {weight: ['d', 'ctrl-w'], drain: ['w']});
		expect(problems).toEqual([]);
		const keysOf = (name: string) =>
			swapped.bindings.filter(({command}) => command === name).map(({keys}) => keys);
		expect(keysOf('weight')).toEqual([['d', 'ctrl-w']]);
		expect(keysOf('drain')).toEqual([['w']]);
	});

	it('can be none for a command that has a name', () => {
		expect(problemsOf({'zero-all': []})).toEqual([]);
	});

	it.each([
		[{weight: ['d']}, 'd is the key of both weight and drain in the view Services'],
		[{'unmark-all': ['w']}, 'w is the key of both unmark-all and weight in the view Services'],
		[{help: ['ctrl-c']}, 'Ctrl-C is the key of both help and quit-now in the view Services'],
		[{services: ['2']}, '2 is the key of both services and servers in the view Services'],
		[{draim: ['x']}, 'unknown action draim; did you mean drain?'],
		[{drain: ['pagedwn']}, 'drain: there is no key "pagedwn"; did you mean pagedown?'],
		[{drain: ['']}, 'drain: there is no key ""; a key is one character, '],
		[{drain: ['\u{1B}']}, 'drain: there is no key "\\u001b"; a key is one character, '],
		[{drain: ['ctrl-i']}, 'drain: ctrl-i is the same key as tab on a terminal'],
		[{back: []}, 'back needs a key'],
		[{command: []}, 'command needs a key'],
		[{agree: ['j']}, 'the key of agree cannot be changed'],
		[{'agree-by-word': ['tab']}, 'the key of agree-by-word cannot be changed'],
		[{yes: ['j']}, 'the key of yes cannot be changed'],
		[{'quit-now': ['q']}, 'the key of quit-now cannot be changed'],
		[
			{'delete-word': ['x']},
			'delete-word works while text is typed, so it cannot have a key that types x',
		],
		[
			{'next-field': ['space']},
			'next-field works while text is typed, so it cannot have a key that types Space',
		],
		[
			{'weight-up': ['e']},
			'weight-up works while a plan is shown, so it cannot have a letter of the word yes',
		],
	])('%j are refused', (keys, message) => {
		const [problem, ...others] = problemsOf(keys as Record<string, string[]>);
		expect(problem).toContain(message);
		expect(others).toEqual([]);
	});

	it('cannot be one that answers a plan, if the command works there', () => {
		expect(problemsOf({up: ['y']})).toContain('y is the key of both up and agree in a plan');
	});

	it('never leave a key with two meanings, or a place without a way out, unless they are refused', () => {
		const commands = [...new Set(assembly.bindings.map(({command}) => command))];
		const keys = [...new Set(assembly.bindings.flatMap(binding => binding.keys)), '#', 'ctrl-o'];
		const chosen = fc.dictionary(
			fc.constantFrom(...commands),
			fc.array(fc.constantFrom(...keys), {maxLength: 2}),
			{maxKeys: 4},
		);
		fc.assert(
			fc.property(chosen, choice => {
				const {assembly: remapped, problems} = remap(assembly, choice);
				fc.pre(problems.length === 0);
				const state = createConsoleStore(remapped, fakeOutside()).getState();
				const places = [
					...remapped.views.map(({id}) => id),
					...remapped.overlays,
					...['text', 'question', 'confirm', 'consent'],
				];
				for (const place of places) {
					const view = remapped.views.some(({id}) => id === place) ? place : state.view;
					const here = activeBindings({...state, view}, place).flatMap(binding => binding.keys);
					expect(here).toEqual([...new Set(here)]);
					expect(here.length).toBeGreaterThan(0);
				}

				const fixed = (all: typeof assembly) => all.bindings.filter(({isFixed}) => isFixed);
				expect(fixed(remapped)).toEqual(fixed(assembly));
			}),
		);
	});
});

async function fileWith(text: string): Promise<string> {
	const file = join(await temporaryFolder(), 'config.toml');
	await writeFile(file, text);
	return file;
}

async function screenAfter(keys: string, text: string, size = {COLUMNS: '120', LINES: '120'}) {
	const program = fakeProgram(size);
	const words = ['--demo', '--once', '--config', await fileWith(text), '--keys', keys];
	const code = await run(program, words);
	return {code, out: program.out(), err: program.err()};
}

describe('a console with chosen keys', () => {
	it('shows them in hints, views, help and messages', async () => {
		const text =
			'[keys]\nweight = "ctrl-w"\nhelp = "H"\nservers = ["&", "2"]\nsort-next = "."\nsort-previous = ","\nclear-filter = "ctrl-x"\n';
		const {out} = await screenAfter('j', text);
		expect(out).toContain(' & Servers ');
		expect(out).toContain('H help');
		expect(out).toContain(', . sort');
		expect(out).not.toContain('? help');
		const help = await screenAfter('H', text);
		expect(help.out).toMatch(/^ +Ctrl-W +set the weight of this server/m);
		expect(help.out).toMatch(/^ +& 2 +the view Servers/m);
		const filtered = await screenAfter('/nowhere<enter>', text);
		expect(filtered.out).toContain('Press Ctrl-X to show all rows.');
	});

	it('obeys them, and no longer the usual ones', async () => {
		const text = '[keys]\ndrain = "W"\nweight = []\n';
		const changed = await screenAfter('jWy<wait>', text);
		expect(changed.out).toMatch(/10\.0\.0\.8:80 +NAT +0 /);
		const without = await screenAfter('jd', text);
		expect(without.out).toContain('d does nothing here');
		const byName = await screenAfter('j:weight<enter>', text);
		expect(byName.out).toContain('weight of 10.0.0.8:80');
	});

	it('refuses to start with wrong ones, naming the file', async () => {
		const file = await fileWith('[keys]\ndrain = "w"\n');
		const program = fakeProgram();
		expect(await run(program, ['--demo', '--once', '--config', file, '--keys', 'j'])).toBe(2);
		expect(program.out()).toBe('');
		expect(program.err()).toBe(
			`lvstop: ${file}: [keys]: w is the key of both weight and drain in the view Services\n`,
		);
	});

	it('a wrong key does not stop a command that needs no console', async () => {
		const file = await fileWith('[keys]\ndrain = "w"\n');
		expect(await run(fakeProgram(), ['--demo', '--once', '--config', file])).toBe(0);
	});
});

describe('lvstop config', () => {
	it('prints the keys of every command, in a form that a file can have', async () => {
		const program = fakeProgram();
		const file = await fileWith('[keys]\ndrain = "W"\n');
		expect(await run(program, ['config', '--config', file])).toBe(0);
		const {keys} = parse(program.out()) as {keys: Record<string, string[]>};
		expect(keys).toMatchObject({drain: 'W', weight: ['w'], 'zero-all': ['Z'], theme: []});
		expect(keys).not.toHaveProperty('agree');
		expect(program.out()).toMatch(/^drain = "W" +# .*config\.toml$/m);
		const again = fakeProgram();
		expect(await run(again, ['config', '--config', await fileWith(program.out())])).toBe(0);
		expect(again.err()).toBe('');
	});

	it('names everything that is wrong with them', async () => {
		const program = fakeProgram();
		const file = await fileWith('[keys]\ndraim = "W"\nagree = "j"\nweight = 5\n');
		expect(await run(program, ['config', '--config', file])).toBe(2);
		expect(program.err().split('\n')).toEqual([
			`lvstop: ${file}: keys.weight must be a key, or a list of keys, not 5`,
			`lvstop: ${file}: [keys]: unknown action draim; did you mean drain?`,
			`lvstop: ${file}: [keys]: the key of agree cannot be changed`,
			'',
		]);
	});
});
