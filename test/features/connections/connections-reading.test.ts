import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {type Port, PortError} from '../../../source/director/port/port.ts';
import {createIpvsadmReader} from '../../../source/director/reading/ipvsadm-reader.ts';
import {
	type ConnectedService,
	connectionsPath,
	readConnections,
} from '../../../source/features/connections/connections-reading.ts';
import {wholeTable} from '../../../source/features/connections/table/survey.ts';
import type {SurveyProgress} from '../../../source/features/connections/table/survey-words.ts';
import {parseText} from '../../../source/ipvs/line-parser.ts';
import {connectionListingParser} from '../../../source/ipvs/parse/connection-listing.ts';
import {createManualClock} from '../../../source/simulator/manual-clock.ts';
import {createSimulatedPort} from '../../../source/simulator/simulated-port.ts';
import {everything} from '../../director/reading/small-director.ts';
import {cutTable, piecesPort} from './connections-port.ts';
import {configured} from './table/configured.ts';
import {connections} from './table/survey-of.ts';

const thousand = connections(1000);

function busyService(activeConnections: number, inactiveConnections = 0): ConnectedService {
	const service = configured('tcp:10.1.1.1:80', ['10.0.0.8:80']);
	return {
		...service,
		servers: service.servers.map(server => ({
			...server,
			activeConnections,
			inactiveConnections,
			persistentConnections: null,
		})),
	};
}

const request = {services: [busyService(900, 200)], question: wholeTable, budget: 1000};

describe('a reading of the connection table', () => {
	it('sees all of it if there is enough time', async () => {
		const clock = createManualClock();
		const {port} = piecesPort({clock, pieces: cutTable(thousand, 7), delay: 10});
		const reading = await readConnections(request, {port, clock});
		expect(reading).toMatchObject({
			end: 'complete',
			seen: 1000,
			about: 1100,
			elapsed: 70,
			counts: {connections: {all: 1000, orphans: 0}},
			unreadable: {count: 0},
		});
		expect(clock.waiting).toBe(0);
	});

	it('ends when its budget is spent, counted from the first bytes, with what was seen', async () => {
		const clock = createManualClock();
		const {port, asked} = piecesPort({clock, pieces: cutTable(thousand, 10), delay: 300});
		const reading = await readConnections(request, {port, clock});
		expect(reading).toMatchObject({end: 'out-of-time', about: 1100, unreadable: {count: 0}});
		expect(asked).toEqual({pieces: 4, readings: 1, open: 0});
		expect(reading.seen).toBeGreaterThan(380);
		expect(reading.seen).toBeLessThan(410);
		expect(reading.counts.connections.all).toBe(reading.seen);
	});

	it('ends in the middle of a piece if everything comes at once', async () => {
		const clock = createManualClock();
		const table = connections(20_000);
		const [whole] = cutTable(table, 1);
		const text = new TextDecoder().decode(whole);
		const port: Port = {
			place: 'here',
			run: () => Promise.reject(new Error('nothing is run')),
			async readFile() {
				return text;
			},
		};
		const slow = {
			...clock,
			monotonic() {
				clock.advance(5);
				return clock.monotonic();
			},
		};
		const reading = await readConnections({...request, budget: 100}, {port, clock: slow});
		expect(reading.end).toBe('out-of-time');
		expect(reading.seen).toBeGreaterThan(0);
		expect(reading.seen).toBeLessThan(20_000);
	});

	it('reports its progress', async () => {
		const clock = createManualClock();
		const {port} = piecesPort({clock, pieces: cutTable(thousand, 10), delay: 60});
		const told: SurveyProgress[] = [];
		await readConnections(request, {port, clock, onProgress: progress => told.push(progress)});
		expect(told[0]).toEqual({seen: 0, about: 1100, elapsed: 0});
		expect(told.map(({elapsed}) => elapsed)).toEqual([0, 120, 240, 360, 480, 600]);
		expect(told.map(({seen}) => seen)).toEqual(
			told.map(({seen}) => seen).toSorted((a, b) => a - b),
		);
	});

	it('lets the event loop turn while it reads, so that keys are answered', async () => {
		const clock = createManualClock();
		let turns = 0;
		let reading = true;
		const turn = () => {
			turns += 1;
			if (reading) {
				setImmediate(turn);
			}
		};
		const seenTurns: number[] = [];
		const {port} = piecesPort({
			clock,
			pieces: cutTable(thousand, 20),
			delay: 10,
			beforePiece: () => seenTurns.push(turns),
		});
		setImmediate(turn);
		await readConnections(request, {port, clock});
		reading = false;
		expect(new Set(seenTurns).size).toBe(seenTurns.length);
	});

	it('can be cancelled', async () => {
		const clock = createManualClock();
		const cancel = new AbortController();
		const {port, asked} = piecesPort({
			clock,
			pieces: cutTable(thousand, 10),
			delay: 10,
			beforePiece: piece => piece === 4 && cancel.abort(),
		});
		await expect(
			readConnections(request, {port, clock, signal: cancel.signal}),
		).rejects.toMatchObject({name: 'ReadingError', message: 'the reading was cancelled'});
		expect(asked).toEqual({pieces: 4, readings: 1, open: 0});
		expect(clock.waiting).toBe(0);
	});

	it('reports an obstacle', async () => {
		const clock = createManualClock();
		const failing = (error: PortError): Port => ({
			place: 'lb1',
			run: () => Promise.reject(error),
			readFile: () => Promise.reject(error),
		});
		const missing = new PortError('missing', connectionsPath, `${connectionsPath}: no such file`);
		await expect(readConnections(request, {port: failing(missing), clock})).rejects.toMatchObject({
			name: 'ReadingError',
			message: `${connectionsPath}: no such file`,
		});

		const {port} = piecesPort({clock, pieces: [new TextEncoder().encode('<html>\n')], delay: 1});
		await expect(readConnections(request, {port, clock})).rejects.toMatchObject({
			problem: 'unreadable',
			message: `${connectionsPath}: line 1: not the titles of ${connectionsPath}: "<html>"`,
		});
	});
});

describe('a simulated director', () => {
	it.each(['nat', 'every-kind', 'incident'] as const)(
		'has as many connections as its listing of the scene %s says',
		async scene => {
			const clock = createManualClock();
			const port = createSimulatedPort({scene, seed: 1, clock});
			clock.advance(20_000);
			const {services} = await createIpvsadmReader({port, clock}).read(everything);
			const {groups, counts, about} = await readConnections(
				{services, question: wholeTable, budget: 1000},
				{port, clock},
			);

			const {stdout} = await port.run(['ipvsadm', '-Lnc']);
			const listed = parseText(connectionListingParser, stdout);
			const byState = Map.groupBy(listed, ({protocol, state}) => `${protocol} ${state}`);
			expect(
				new Map(
					groups.state.listed.map(({key, connections: of, templates}) => [
						key.by === 'state' ? `${key.protocol} ${key.state}` : '',
						of + templates,
					]),
				),
			).toEqual(new Map([...byState].map(([name, all]) => [name, all.length])));
			expect(counts.connections.orphans).toBe(0);
			expect(about).toBe(listed.length);
		},
	);
});

describe('the listing of a real kernel', () => {
	const folder = join(import.meta.dirname, '../../fixtures/linux-6.1-ipvsadm-1.31/every-kind');

	it('is counted state for state as ipvsadm listed it', async () => {
		const clock = createManualClock();
		const file = readFileSync(join(folder, 'proc-net-ip_vs_conn.txt'));
		const {port} = piecesPort({clock, pieces: [file], delay: 1});
		const {groups, counts} = await readConnections(request, {port, clock});
		const listed = parseText(
			connectionListingParser,
			readFileSync(join(folder, 'ipvsadm-Lnc.txt'), 'utf8'),
		);
		const templates = listed.filter(({client}) => client.port === 0);
		expect(counts.templates.all).toBe(templates.length);
		for (const {key, connections: of, templates: ofTemplates} of groups.state.listed) {
			const same = listed.filter(
				({protocol, state}) =>
					key.by === 'state' && protocol === key.protocol && state === key.state,
			);
			expect(of + ofTemplates).toBe(same.length);
		}
	});
});
