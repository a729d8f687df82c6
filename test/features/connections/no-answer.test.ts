import {describe, expect, it} from 'vitest';
import {serverRowId} from '../../../source/console/state/console-row.ts';
import {createConsoleStore} from '../../../source/console/state/console-store.ts';
import {receivePoll} from '../../../source/console/state/director-reducers.ts';
import type {LiveServer} from '../../../source/director/polling/live.ts';
import {receiveNoAnswers} from '../../../source/features/connections/console/receive-no-answers.ts';
import {findNoAnswers} from '../../../source/features/connections/find-no-answers.ts';
import {foundNoAnswers} from '../../../source/features/connections/index.ts';
import {
	isSuspicious,
	isWorthLooking,
	type NoAnswer,
	noAnswerInWords,
	noAnswersOf,
} from '../../../source/features/connections/no-answer.ts';
import {createNoAnswerWatch} from '../../../source/features/connections/no-answer-watch.ts';
import {noAnswerCell} from '../../../source/features/services/state-column.ts';
import {assembly} from '../../../source/program/features.ts';
import {createManualClock} from '../../../source/simulator/manual-clock.ts';
import {fakeOutside, read} from '../../support/open-console.ts';
import {director, rates, server, service} from '../../support/sample-director.ts';
import {cutTable, piecesPort} from './connections-port.ts';
import {connections} from './table/survey-of.ts';

const id = 'tcp:10.1.1.1:80';
const found: readonly NoAnswer[] = [{service: id, servers: ['10.0.0.9:80']}];

const web = (second: Partial<LiveServer>, first: Partial<LiveServer> = {}) =>
	service(id, [server('10.0.0.8:80', first), server('10.0.0.9:80', second)]);

describe('a service is suspicious', () => {
	const some = {activeConnections: 9};
	it.each<[string, Partial<LiveServer>, Partial<LiveServer>?]>([
		[
			'if nothing comes back from a server',
			{...some, rates: rates({connections: 5, inPackets: 40, inBytes: 9000})},
		],
		[
			'if only first packets go to a server, whose replies do not pass the director',
			{
				...some,
				forwarding: 'route',
				rates: rates({connections: 5, inPackets: 15, inBytes: 15 * 60}),
			},
		],
		[
			'if one server has inactive connections only, and another one has active ones',
			{inactiveConnections: 2},
			{activeConnections: 2},
		],
	])('%s', (_, second, first) => {
		expect(isSuspicious(web(second, first))).toBe(true);
	});

	it.each<[string, Partial<LiveServer>, Partial<LiveServer>?]>([
		['if it is idle', {}],
		[
			'if replies come',
			{...some, rates: rates({connections: 5, inPackets: 40, outPackets: 30, inBytes: 9000})},
		],
		[
			'if more than first packets go to a server',
			{
				...some,
				forwarding: 'route',
				rates: rates({connections: 5, inPackets: 40, inBytes: 9000}),
			},
		],
		['if its rates are not known', {...some, rates: null, ratesFrom: null}, some],
		['of a server that has no weight', {weight: 0, inactiveConnections: 2}, {activeConnections: 2}],
	])('not %s', (_, second, first) => {
		expect(isSuspicious(web(second, first))).toBe(false);
	});

	it('not if it is UDP', () => {
		const dead = {...some, rates: rates({connections: 5, inPackets: 40})};
		expect(isSuspicious(service('udp:10.1.1.1:53', [server('10.0.0.9:53', dead)]))).toBe(false);
	});
});

it('a small table is always worth a look, a large one if something looks wrong', () => {
	const many = {activeConnections: 100_000, inactiveConnections: 1};
	expect(isWorthLooking(director([web({activeConnections: 1})]))).toBe(true);
	expect(isWorthLooking(director([web({})]))).toBe(false);
	expect(isWorthLooking(director([web(many, many)]))).toBe(false);
	const dead = {...many, rates: rates({connections: 5, inPackets: 15})};
	expect(isWorthLooking(director([web(dead, many)]))).toBe(true);
});

it('findings about one service are reported together, without figures that change', () => {
	const scope = {by: 'service', service: id} as const;
	const text = '…';
	const [noAnswer, ...more] = noAnswersOf([
		{kind: 'only-syn-received', text, scope: {by: 'server', server: '10.0.0.9:80', service: id}},
		{kind: 'syn-received', text, scope, servers: ['10.0.0.8:80', '10.0.0.9:80']},
		{kind: 'uneven', text, scope: {by: 'server', server: '10.0.0.7:80', service: id}},
	]);
	expect(more).toEqual([]);
	expect(noAnswer).toEqual({service: id, servers: ['10.0.0.8:80', '10.0.0.9:80']});
	expect(noAnswer && noAnswerInWords(noAnswer)).toBe(
		'tcp:10.1.1.1:80: no answer from 10.0.0.8:80, 10.0.0.9:80, connections stay in SYN_RECV (view 3)',
	);
});

it('the rows of the service and of the server say it', () => {
	const its = web({activeConnections: 3});
	const [alive, dead] = its.servers as [LiveServer, LiveServer];
	const serviceRow = {kind: 'service', id, service: its, folded: false} as const;
	expect(noAnswerCell(serviceRow, found, 30)?.text).toBe('2/2 weighted, 1 no answer');
	expect(noAnswerCell(serviceRow, found, 20)?.text).toBe('1/2 no answer');
	expect(noAnswerCell(serviceRow, found, 8)?.text).toBe('1 dead?');
	// A server without weight gets nothing new: it does not count, in the service as on its own row.
	const drained = {...its, servers: [alive, {...dead, weight: 0}]};
	expect(noAnswerCell({...serviceRow, service: drained}, found, 20)).toBeNull();
	const row = (of: LiveServer) =>
		({kind: 'server', id: serverRowId(id, of.id), service: its, server: of}) as const;
	expect(noAnswerCell(row(dead), found, 20)?.text).toBe('no answer');
	expect(noAnswerCell(row(alive), found, 20)).toBeNull();
	expect(noAnswerCell(row({...dead, weight: 0}), found, 20)).toBeNull();
});

it('is kept among the messages once, however often it is found', () => {
	const store = createConsoleStore(assembly, fakeOutside());
	store.update(receivePoll(read(director([web({})]))));
	for (const times of [1, 2, 3]) {
		store.update(receiveNoAnswers(found));
		expect([times, store.getState().messages.length]).toEqual([times, 1]);
	}

	store.update(receiveNoAnswers([]));
	expect(foundNoAnswers(store.getState().director)).toEqual([]);
});

describe('the watch', () => {
	function watched(of: LiveServer, delay = 1) {
		const clock = createManualClock();
		const table = connections(40, {server: '10.0.0.9', state: 'SYN_RECV'});
		const {port, asked} = piecesPort({clock, pieces: cutTable(table, delay === 1 ? 1 : 2), delay});
		const told: unknown[] = [];
		const watch = createNoAnswerWatch({
			port,
			clock,
			director: () => director([service(id, [of])]),
			onFound: noAnswers => told.push(noAnswers),
		});
		return {clock, asked, told, watch};
	}

	/** Lets a running look finish. */
	async function settled(): Promise<void> {
		for (let turn = 0; turn < 50; turn += 1) {
			await new Promise(resolve => setImmediate(resolve));
		}
	}

	it('looks every ten seconds, and stops', async () => {
		const {clock, asked, told, watch} = watched(server('10.0.0.9:80', {activeConnections: 5}));
		watch.start();
		clock.advance(5000);
		await settled();
		expect(told).toEqual([found]);
		clock.advance(10_000);
		await settled();
		expect(asked.readings).toBe(2);
		watch.stop();
		clock.advance(100_000);
		await settled();
		expect(asked.readings).toBe(2);
		expect(clock.waiting).toBe(0);
	});

	it('reports findings in a part of a large table only if found twice', async () => {
		const {clock, told, watch} = watched(server('10.0.0.9:80', {activeConnections: 5}), 300);
		watch.start();
		clock.advance(5000);
		await settled();
		expect(told).toEqual([[]]);
		clock.advance(100_000);
		await settled();
		expect(told).toEqual([[], found]);
		watch.stop();
	});

	it('reads nothing if there is nothing to find', async () => {
		const {clock, asked, told, watch} = watched(server('10.0.0.9:80'));
		watch.start();
		clock.advance(5000);
		await settled();
		expect([asked.readings, told]).toEqual([0, [null]]);
		watch.stop();
	});
});

describe('one look, for a printed reading', () => {
	function lookAt(of: LiveServer, delay: number) {
		const clock = createManualClock();
		const table = connections(40, {server: '10.0.0.9', state: 'SYN_RECV'});
		const {port, asked} = piecesPort({clock, pieces: cutTable(table, delay === 1 ? 1 : 2), delay});
		return {found: findNoAnswers([service(id, [of])], {port, clock}), asked};
	}

	it('finds the servers that do not answer', async () => {
		expect(await lookAt(server('10.0.0.9:80', {activeConnections: 5}), 1).found).toEqual(found);
	});

	it('does not know if the table was not read to its end in time', async () => {
		expect(await lookAt(server('10.0.0.9:80', {activeConnections: 5}), 300).found).toBeNull();
	});

	it('reads nothing of a large table if the figures look right, and then does not know', async () => {
		const look = lookAt(server('10.0.0.9:80', {activeConnections: 5000}), 1);
		expect([await look.found, look.asked.readings]).toEqual([null, 0]);
	});

	it('reads nothing without connections: there is no sign of anything', async () => {
		const look = lookAt(server('10.0.0.9:80'), 1);
		expect([await look.found, look.asked.readings]).toEqual([[], 0]);
	});
});
