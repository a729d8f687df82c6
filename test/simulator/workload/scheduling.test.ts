import {describe, expect, test} from 'vitest';
import {conversations} from '../../../source/simulator/workload/shape.ts';
import {connectionsByServer, ipvsadm, listedServer, service, simulate} from '../scenes.ts';

const minutes = 60_000;

/** The share of the first of two servers after ten minutes, by service and weights. */
function shareOfFirst(rule: string, weights: readonly [number, number], clients = 200): number {
	const director = simulate({
		rule,
		servers: weights.map((weight, index) => `-r 10.0.0.${index + 1}:80 -m -w ${weight}`),
		conversation: {...conversations.https, lifetime: 20},
		clients,
	});
	director.advanceTo(10 * minutes);
	const counted = connectionsByServer(director);
	const [one = 0, other = 0] = ['10.0.0.1', '10.0.0.2'].map(address => counted[address] ?? 0);
	return one / (one + other);
}

describe('shares of two servers in the long run', () => {
	test.each([
		// The rule, the weights, and the first server's share.
		['-s rr', [1, 1], 0.5],
		['-s rr', [3, 1], 0.5],
		['-s wrr', [3, 1], 0.75],
		['-s wrr', [10, 90], 0.1],
		['-s lc', [9, 1], 0.5],
		['-s wlc', [3, 1], 0.75],
		['-s wlc', [1, 1], 0.5],
		['-s sed', [4, 1], 0.8],
		['-s fo', [2, 1], 1],
		['-s ovf', [2000, 1], 1],
		['-s sh', [3, 1], 0.75],
		['-s mh', [3, 1], 0.75],
		['-s rr', [0, 1], 0],
		['-s wlc', [0, 1], 0],
		['-s sh -b sh-fallback', [0, 1], 0],
		['-s mh -b mh-fallback', [0, 1], 0],
	] as const)('%s with weights %j: %d', (rule, weights, share) => {
		expect(shareOfFirst(rule, weights)).toBeCloseTo(share, 1);
	});
});

test('a change of weight moves the shares', () => {
	const director = simulate({
		rule: '-s wrr',
		servers: ['-r 10.0.0.1:80 -m -w 1', '-r 10.0.0.2:80 -m -w 1'],
	});
	director.advanceTo(5 * minutes);
	const before = connectionsByServer(director);
	expect((before['10.0.0.1'] ?? 0) / (before['10.0.0.2'] ?? 1)).toBeCloseTo(1, 1);
	ipvsadm(director, `-e ${service} -r 10.0.0.1:80 -m -w 4`);
	director.advanceTo(10 * minutes);
	const after = connectionsByServer(director);
	const gained = (address: string) => (after[address] ?? 0) - (before[address] ?? 0);
	expect(gained('10.0.0.1') / gained('10.0.0.2')).toBeCloseTo(4, 0);
});

test.each([
	['-s sh', 0.3, 0.7],
	['-s mh', 0.3, 0.7],
])('%s without fallback refuses the clients of a server of weight 0', (rule, least, most) => {
	const both = ['-r 10.0.0.1:80 -m', '-r 10.0.0.2:80 -m'];
	const director = simulate({rule, servers: both});
	ipvsadm(director, `-e ${service} -r 10.0.0.1:80 -m -w 0`);
	director.advanceTo(10 * minutes);
	const {'10.0.0.1': drained, '10.0.0.2': left = 0} = connectionsByServer(director);
	expect(drained).toBe(0);
	const share = left / (20 * 600);
	expect(share).toBeGreaterThan(least);
	expect(share).toBeLessThan(most);
});

test('a client of sh is always on the same server', () => {
	expect([0, 1]).toContain(shareOfFirst('-s sh', [1, 1], 1));
});

test.each(['none', 'dh'])('%s serves nobody without servers', scheduler => {
	const director = simulate({
		rule: `-s ${scheduler}`,
		servers: [`-r 10.0.0.1:80 -m -w ${scheduler === 'none' ? 1 : 0}`],
	});
	director.advanceTo(minutes);
	expect(connectionsByServer(director)).toEqual({'10.0.0.1': 0});
});

test('at its upper threshold a server gets no more connections until it is below the lower one', () => {
	const director = simulate({
		servers: ['-r 10.0.0.1:80 -m -x 30 -y 10', '-r 10.0.0.2:80 -m'],
		conversation: {...conversations.http, lifetime: 5},
	});
	director.advanceTo(60_000);
	// The 30 stay in the table for two minutes after they are closed.
	expect(connectionsByServer(director)['10.0.0.1']).toBe(30);
	director.advanceTo(115_000);
	expect(connectionsByServer(director)['10.0.0.1']).toBe(30);
	director.advanceTo(160_000);
	// Up to nine of them are still there, and count.
	expect(connectionsByServer(director)['10.0.0.1']).toBeGreaterThan(50);
	const {activeConnections, inactiveConnections} = listedServer(director, '10.0.0.1');
	expect(activeConnections + inactiveConnections).toBeLessThanOrEqual(30);
});
