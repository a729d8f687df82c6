import {describe, expect, test} from 'vitest';
import {conversations} from '../../../source/simulator/workload/shape.ts';
import {connectionsByServer, ipvsadm, listedServer, service, simulate} from '../scenes.ts';

const server = '-r 10.0.0.1:80';
const one = {servers: [`${server} -m`]};
const total = ({
	activeConnections,
	inactiveConnections,
}: {
	activeConnections: number;
	inactiveConnections: number;
}) => activeConnections + inactiveConnections;

test('a closed TCP connection stays for two minutes', () => {
	const director = simulate({...one, rate: 10});
	director.advanceTo(100_000);
	const {activeConnections, inactiveConnections} = listedServer(director, '10.0.0.1');
	expect(activeConnections).toBeLessThan(20);
	expect(total({activeConnections, inactiveConnections})).toBeGreaterThan(900);
	director.advanceTo(400_000);
	expect(total(listedServer(director, '10.0.0.1'))).toBeGreaterThan(1000);
	expect(total(listedServer(director, '10.0.0.1'))).toBeLessThan(1400);
});

test('weight 0 drains: no new connections, active ones end, then the closed ones go', () => {
	const director = simulate({
		rule: '-s wlc',
		servers: [`${server} -m`, '-r 10.0.0.2:80 -m'],
		conversation: {...conversations.http, lifetime: 20},
		warmUp: 200,
	});
	const before = connectionsByServer(director)['10.0.0.1'];
	const busy = listedServer(director, '10.0.0.1');
	ipvsadm(director, `-e ${service} ${server} -m -w 0`);
	let last = busy.activeConnections;
	expect(last).toBeGreaterThan(50);
	for (let second = 10; second <= 200; second += 10) {
		director.advanceTo(second * 1000);
		const {activeConnections} = listedServer(director, '10.0.0.1');
		expect(activeConnections).toBeLessThanOrEqual(last);
		last = activeConnections;
	}

	director.advanceTo(500_000);
	expect(total(listedServer(director, '10.0.0.1'))).toBe(0);
	const after = connectionsByServer(director)['10.0.0.1'] ?? 0;
	// What was scheduled since the last sample still shows at the next one.
	expect(after - (before ?? 0)).toBeLessThan(40);
	expect(listedServer(director, '10.0.0.2').activeConnections).toBeGreaterThan(200);
});

describe('counting, by forwarding method', () => {
	test.each([
		['-m', true],
		['-g', false],
		['-i', false],
	])('%s', (method, repliesCount) => {
		const director = simulate({servers: [`${server} ${method}`], warmUp: 20});
		const [, , counts = ''] =
			/-> (10\.0\.0\.1:80) +(.*)/.exec(ipvsadm(director, '-Ln --stats')) ?? [];
		const [connections = 0, inPackets = 0, outPackets = 0, inBytes = 0, outBytes = 0] = counts
			.split(/ +/)
			.map(Number);
		expect(inPackets).toBeGreaterThan(3 * connections);
		expect(inBytes).toBeGreaterThan(100 * connections);
		expect(outPackets > 0).toBe(repliesCount);
		expect(outBytes > 0).toBe(repliesCount);
	});
});

test('UDP is always inactive and stays for five minutes', () => {
	const director = simulate({
		...one,
		key: {words: '-u 10.1.1.1:53', id: 'udp:10.1.1.1:53'},
		servers: ['-r 10.0.0.1:53 -m'],
		conversation: conversations.dns,
		rate: 5,
	});
	director.advanceTo(290_000);
	const {activeConnections, inactiveConnections} = listedServer(director, '10.0.0.1');
	expect(activeConnections).toBe(0);
	expect(inactiveConnections).toBe(director.connections().length);
	expect(connectionsByServer(director)['10.0.0.1']).toBeLessThanOrEqual(inactiveConnections);
});

test('a shorter --set applies to connections closed from then on', () => {
	const director = simulate({servers: [`${server} -g`]});
	ipvsadm(director, '--set 0 10 0');
	director.advanceTo(100_000);
	expect(total(listedServer(director, '10.0.0.1'))).toBeLessThan(400);
	expect(new Set(director.connections().map(({state}) => state))).toEqual(
		new Set(['ESTABLISHED', 'FIN_WAIT']),
	);
});

test('one-packet scheduling leaves nothing in the table and counts no replies', () => {
	const director = simulate({
		rule: '-s rr -o',
		key: {words: '-u 10.1.1.1:53', id: 'udp:10.1.1.1:53'},
		servers: ['-r 10.0.0.1:53 -m'],
		conversation: conversations.dns,
		warmUp: 60,
	});
	expect(director.connections()).toEqual([]);
	expect(ipvsadm(director, '-Ln --stats')).toMatch(
		/10\.0\.0\.1:53 +\d{3,} +\d{3,} +0 +\d{4,} +0\n/,
	);
});

test('a server that fails collects half-open connections, and its old ones end', () => {
	const director = simulate({
		servers: [`${server} -m`, '-r 10.0.0.2:80 -m'],
		conversation: conversations.websocket,
		rate: 2,
		failing: '10.0.0.1:80',
		warmUp: 300,
	});
	const before = listedServer(director, '10.0.0.1');
	director.advanceTo(240_000);
	const after = listedServer(director, '10.0.0.1');
	expect(after.activeConnections).toBeLessThan(before.activeConnections / 2);
	const states = director
		.connections()
		.filter(({server: {address}}) => address === '10.0.0.1')
		.map(({state}) => state);
	expect(states.filter(state => state === 'SYN_RECV').length).toBeGreaterThan(40);
	expect(
		director
			.connections()
			.some(({server: {address}, state}) => address === '10.0.0.2' && state === 'SYN_RECV'),
	).toBe(false);
});

test('connections of a removed server wait for it', () => {
	const director = simulate({
		servers: [`${server} -m -w 5`],
		conversation: conversations.websocket,
		warmUp: 120,
	});
	const {activeConnections} = listedServer(director, '10.0.0.1');
	ipvsadm(director, `-d ${service} ${server}`);
	director.advanceTo(60_000);
	expect(director.connections().length).toBeGreaterThanOrEqual(activeConnections);
	ipvsadm(director, `-a ${service} ${server} -m -w 0`);
	expect(listedServer(director, '10.0.0.1').activeConnections).toBeGreaterThanOrEqual(
		activeConnections - 1,
	);
});

test('with expire_nodest_conn they go', () => {
	const director = simulate({
		servers: [`${server} -m`],
		conversation: {...conversations.websocket, requestsPerSecond: 1},
		warmUp: 120,
	});
	director.kernel.sysctls.set('expire_nodest_conn', '1');
	ipvsadm(director, `-d ${service} ${server}`);
	director.advanceTo(60_000);
	const open = director.connections().filter(({state}) => state === 'ESTABLISHED');
	expect(open).toEqual([]);
});
