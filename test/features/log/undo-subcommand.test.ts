import {describe, expect, it} from 'vitest';
import {lastInEffect} from '../../../source/features/log/undo-subcommand.ts';
import type {LogEntry} from '../../../source/plans/log/log-entry.ts';
import {editDirector, printed, web} from '../edit/commands/edit-director.ts';

describe('lvstop undo', () => {
	it('goes one plan further back each time, and says whose plan it undoes', async () => {
		const director = await editDirector();
		const texts = [await printed(director)];
		const changes = [
			['weight', `${web} 10.0.0.8 7`],
			['add', `server ${web} 10.0.0.10:80 -m`],
			['edit', `service ${web} -s wrr --no-persistent`],
			['delete', 'service fwm:7'],
		] as const;
		for (const [name, words] of changes) {
			expect(await director.run(name, words, {yes: true})).toMatchObject({code: 0});
			texts.push(await printed(director));
		}

		expect((await director.run('undo', '', {dryRun: true})).out).toMatch(
			/^ann ran this at .*: delete service fwm:7 with 1 server\nundo: delete service fwm:7/,
		);
		for (const text of texts.slice(0, -1).reverse()) {
			expect(await director.run('undo', '', {yes: true})).toMatchObject({code: 0, err: ''});
			expect(await printed(director)).toBe(text);
		}

		expect(await director.run('undo', '', {yes: true})).toEqual({
			code: 3,
			out: '',
			err: 'lvstop: the log has no change that can be undone\n',
		});
	});

	it('is refused if the row has been changed since', async () => {
		const director = await editDirector();
		await director.run('weight', `${web} 10.0.0.8 7`, {yes: true});
		await director.ipvsadm('-e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 9 -x 100 -y 80');
		expect(await director.run('undo', '', {yes: true})).toMatchObject({
			code: 3,
			err: expect.stringMatching(/changed in the meantime: .* weight is 9, not 7$/m),
		});
	});

	it('asks first', async () => {
		const director = await editDirector();
		await director.run('weight', `${web} 10.0.0.8 7`, {yes: true});
		expect(await director.run('undo', '')).toMatchObject({code: 3});
		expect(await director.run('undo', '', {answer: 'n'})).toMatchObject({code: 3});
		expect(await director.run('undo', '', {answer: 'y'})).toMatchObject({code: 0});
	});
});

describe('the last change in effect', () => {
	let begun = 0;
	function entry(plan: string, codes: readonly (number | null)[] = [0]): readonly LogEntry[] {
		begun += 1;
		return codes.map((exitCode, index) => ({
			time: '2026-01-02T03:04:05.000Z',
			user: 'ann',
			host: 'lb1',
			plan,
			run: {begun: String(begun), step: index + 1, steps: codes.length},
			command: ['ipvsadm'],
			exitCode,
			message: '',
			before: null,
			after: null,
		}));
	}

	const restored = (plan: string) => entry(plan).map(one => ({...one, run: null}));
	const outside = (plan: string) =>
		entry(plan).map(one => ({...one, run: null, outside: true as const}));

	it.each([
		['nothing', [], undefined],
		['the newest', [entry('a'), entry('b')], 'b'],
		['without an undo', [entry('a'), entry('b'), entry('undo: b')], 'a'],
		['with a redo', [entry('a'), entry('b'), entry('undo: b'), entry('redo: b')], 'redo: b'],
		['after the undo of a redo', [entry('a'), entry('redo: b'), entry('undo: b')], 'a'],
		['of an older plan undone in the console', [entry('a'), entry('b'), entry('undo: a')], 'b'],
		['with equal titles', [entry('a'), entry('a'), entry('undo: a')], 'a'],
		['although all failed since', [entry('a'), entry('b', [1])], 'a'],
		['done in part', [entry('a'), entry('b', [0, 1])], 'b'],
		['undone in part', [entry('a'), entry('undo: a', [0, 1])], 'undo: a'],
		['without an answer', [entry('a'), entry('b', [null])], 'b'],
		['beside changes from outside', [entry('a'), outside('x')], 'a'],
		['before a restore', [entry('a'), restored('restore f')], 'restore f'],
	])('%s', (_, entries, plan) => {
		expect(lastInEffect(entries.flat())?.plan).toBe(plan);
	});
});
