/**
 * `--once` and `-b`: the whole text. Each is a file in tables/ that can be reviewed; `vitest -u` rewrites them.
 */
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {run} from '../../../../source/program/run.ts';
import {fakeProgram} from '../../../support/fake-program.ts';

beforeEach(() => {
	vi.stubEnv('TZ', 'UTC');
});

afterEach(() => {
	vi.unstubAllEnvs();
});

/** The output for these words; the exit code must be 0. */
async function printed(words: string, environment = {}): Promise<string> {
	const program = fakeProgram(environment);
	expect(await run(program, words.split(' '))).toBe(0);
	expect(program.err()).toBe('');
	return program.out();
}

/** The rows of a printed table: the first words of each line below the titles. */
function rows(text: string): readonly string[] {
	const lines = text.split('\n');
	const titles = lines.findIndex(line => line.includes('SERVICE / server'));
	return lines.slice(titles + 1).flatMap(line => {
		const words = line.trim().split(/\s+/);
		return words[0] === '' ? [] : [words[0] === '▾' ? `${words[1]} ${words[2]}` : `${words[0]}`];
	});
}

describe('--once', () => {
	it.each(['nat', 'every-kind', 'incident'])('prints the director %s', async scene => {
		await expect(await printed(`--demo ${scene} --once`)).toMatchFileSnapshot(
			`../../../frames/tables/${scene}.txt`,
		);
	});

	it('takes the width from COLUMNS', async () => {
		const text = await printed('--demo incident --once', {COLUMNS: '72'});
		expect(Math.max(...text.split('\n').map(line => line.length))).toBeLessThanOrEqual(72);
		expect(rows(text)).toEqual(rows(await printed('--demo incident --once')));
	});

	it('prints only the rows that the filter finds', async () => {
		expect(rows(await printed('--demo incident --once --filter 10.0.1.14'))).toEqual([
			'TCP 203.0.113.10:80',
			'10.0.1.14:80',
			'TCP 203.0.113.10:443',
			'10.0.1.14:443',
		]);
	});

	it('prints only the titles if the filter finds nothing', async () => {
		expect(rows(await printed('--demo incident --once --filter nowhere'))).toEqual([]);
	});

	it('prints the view that is named', async () => {
		expect(await printed('--demo --once --view services')).toBe(await printed('--demo --once'));
	});

	it('sorts by a column, and the other way round', async () => {
		const services = (text: string) => rows(text).filter(row => /^(TCP|UDP|FWM) /.test(row));
		const down = services(await printed('--demo incident --once --sort active'));
		const up = services(await printed('--demo incident --once --sort +active'));

		expect(services(await printed('--demo incident --once --sort -active'))).toEqual(down);
		expect(down[0]).toBe('TCP 203.0.113.11:8443');
		expect(up.toReversed()[0]).toBe(down[0]);
		expect(up.toSorted()).toEqual(down.toSorted());
	});
});

describe('-b', () => {
	it('prints the table at every reading, as often as requested', async () => {
		const program = fakeProgram();
		const ended = run(program, ['--demo', '-b', '-n', '3', '-d', '1']);
		await program.clock.pass(5000);

		expect(await ended).toBe(0);
		expect(program.out().match(/^lvstop - .*$/gm)).toHaveLength(3);
	});

	it.each(['SIGINT', 'SIGTERM'])('prints until %s, and leaves nothing running', async signal => {
		const program = fakeProgram();
		const ended = run(program, ['--demo', '-b']);
		await program.clock.pass(9000);
		const before = program.out();
		program.signals.emit(signal);

		expect(await ended).toBe(0);
		expect(before.match(/^lvstop - /gm)?.length).toBeGreaterThanOrEqual(4);
		expect(program.clock.waiting).toBe(0);
		await program.clock.pass(9000);
		expect(program.out()).toBe(before);
		expect(program.signals.eventNames()).toEqual([]);
	});
});
