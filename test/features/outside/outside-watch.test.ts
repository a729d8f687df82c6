import {mkdtemp, readdir, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {outsideCell} from '../../../source/features/outside/index.ts';
import {printEvents} from '../../../source/features/outside/print-events.ts';
import {snapshotPlaces} from '../../../source/features/snapshots/commands/snapshot-places.ts';
import {openConsole} from '../../../source/program/console-session.ts';
import {createSession} from '../../../source/program/open-session.ts';
import {createPassingMemory, openStateFolder} from '../../../source/program/state-folder.ts';
import {createSimulatedPort} from '../../../source/simulator/simulated-port.ts';
import {fakeProgram} from '../../support/fake-program.ts';

/** A director that others can change, and what lvstop prints about it. */
function director(state = createPassingMemory()) {
	const program = fakeProgram();
	const {clock} = program;
	const port = createSimulatedPort({scene: 'nat', seed: 1, clock});
	const session = createSession({
		port,
		clock,
		isNear: true,
		state,
		snapshotFolder: null,
		user: 'me',
	});
	const others = async (words: string) => {
		const {exitCode} = await port.run(['ipvsadm', ...words.split(' ')]);
		expect(exitCode).toBe(0);
	};
	return {program, clock, port, session, state, others};
}

const server = '-t 172.16.249.138:80 -r 10.0.0.8:80';
const toZero = `-e ${server} -m -w 0`;

describe('lvstop --events', () => {
	it('prints a line for changes by others, and logs it', async () => {
		const {program, clock, session, state, others} = director();
		const ended = printEvents(program, {...session, interval: 2000, count: 4, json: false});
		await clock.pass(1000);
		await others(toZero);
		await clock.pass(20_000);
		expect(await ended).toBe(0);
		expect(program.out()).toMatch(
			/^2026-\S+Z {2}lb1 {2}changed outside: 10\.0\.0\.8:80 in tcp:172\.16\.249\.138:80: weight \d+ → 0\n$/,
		);
		expect((await state.log.read()).entries).toMatchObject([
			{outside: true, command: [], exitCode: null, after: {row: 'server', rule: {weight: 0}}},
		]);
	});

	it('prints JSON with these names', async () => {
		const {program, clock, session, others} = director();
		const ended = printEvents(program, {...session, interval: 2000, count: 4, json: true});
		await clock.pass(1000);
		await others(`-d ${server}`);
		await clock.pass(20_000);
		await ended;
		expect(JSON.parse(program.out())).toMatchObject({
			time: expect.stringMatching(/^2026-/),
			host: 'lb1',
			event: 'server-deleted',
			service: 'tcp:172.16.249.138:80',
			server: '10.0.0.8:80',
			words: expect.stringContaining('deleted'),
			before: {row: 'server'},
			after: {row: 'no-server'},
		});
	});

	it('reports nothing that lvstop did itself, and logs nothing twice that another lvstop has logged', async () => {
		const {program, clock, session, state, others} = director();
		const two = [1, 2].map(() =>
			printEvents(program, {...session, interval: 2000, count: 8, json: false}),
		);
		await clock.pass(3000);
		const reading = await session.reader.read({
			counters: false,
			kernelRates: false,
			persistentConnections: false,
			freshRules: true,
			settings: false,
		});
		const [service] = reading.services;
		const rule = service?.servers[0]?.rule;
		if (!service || !rule) {
			throw new Error('the scene has no server');
		}

		const edited = session.apply({
			title: 'weight',
			danger: 'none',
			warnings: [],
			steps: [
				{
					command: ['ipvsadm', ...toZero.split(' ')],
					before: {row: 'server', service: service.key, rule},
					after: {row: 'server', service: service.key, rule: {...rule, weight: 0}},
				},
			],
		});
		await clock.pass(100);
		expect(await edited).toMatchObject({result: 'done'});
		await clock.pass(5000);
		expect(program.out()).toBe('');
		await others(`-e ${server} -m -w 7`);
		await clock.pass(40_000);
		await Promise.all(two);
		expect(program.out().split('\n').filter(Boolean)).toHaveLength(2);
		const {entries} = await state.log.read();
		expect(entries.filter(({outside}) => outside)).toHaveLength(1);
	});
});

describe('the log of changes from outside', () => {
	it('is in the files of the log, and nowhere else', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'lvstop-'));
		const {program, clock, session, others} = director(openStateFolder(folder));
		const ended = printEvents(program, {...session, interval: 500, count: 1e9, json: false});
		await clock.pass(400);
		await others(toZero);
		while (program.out() === '') {
			await clock.pass(500);
		}

		program.signals.emit('SIGINT');
		await ended;
		expect(await readdir(folder)).toEqual(['commands.jsonl']);
		expect((await stat(join(folder, 'commands.jsonl'))).size).toBeLessThan(2000);
		expect((await openStateFolder(folder).log.read()).entries).toMatchObject([
			{outside: true, plan: expect.stringMatching(/^changed outside: 10\.0\.0\.8:80 .* → 0$/)},
		]);
	});
});

describe('the console', () => {
	it('reports changes by others, and marks the row for two minutes', async () => {
		const {clock, session, others} = director();
		const folder = await mkdtemp(join(tmpdir(), 'lvstop-'));
		const places = snapshotPlaces(
			{host: 'lb1', user: 'me', hostFolder: folder, snapshotFolder: folder, keepSnapshots: null},
			session,
		);
		const {store, start, stop} = openConsole(session, places, {interval: 2000});
		start();
		await clock.pass(3000);
		await others(toZero);
		await clock.pass(6000);
		expect(store.getState().message?.text).toMatch(/^changed outside: 10\.0\.0\.8:80 in .* → 0$/);
		const row = 'tcp:172.16.249.138:80 10.0.0.8:80';
		const cell = (width: number) => outsideCell(store.getState().director, row, width)?.text;
		expect(cell(22)).toMatch(/^≠\d+ → 0 outside \d+s$/);
		expect(cell(8)).toMatch(/^≠\d+s$/);
		await clock.pass(130_000);
		expect(cell(22)).toBeUndefined();
		stop();
	});
});
