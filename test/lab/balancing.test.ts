import {afterAll, beforeAll, expect, it} from 'vitest';
import {describeLab} from './describe-lab.ts';
import {bootKernel, type Guest} from './kernel.ts';
import {buildNetwork} from './network.ts';
import {ruleSet, type Topology, topologies} from './topology.ts';
import {startEchoServers, startTraffic} from './traffic.ts';

/** Connections, packets in and packets out by server, as ipvsadm counts them for a service. */
async function countedByServer(guest: Guest, service: readonly string[]) {
	const listing = await guest.run(['ipvsadm', '-Ln', '--stats', '--exact', ...service]);
	const rows = listing.stdout.matchAll(/^ {2}-> (.+):\d+ +(\d+) +(\d+) +(\d+) /gm);
	return Object.fromEntries(
		[...rows].map(([, address, ...counters]) => [address, counters.map(Number)]),
	);
}

describeLab.each(Object.entries(topologies))('LVS over %s', (name, topology: Topology) => {
	const [first, second] = topology.servers.map(({address}) => address) as [string, string];
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
		await buildNetwork(guest, topology);
	});
	afterAll(() => guest.close());

	it('balances web requests over both servers, and ipvsadm counts them', async () => {
		const traffic = await startTraffic(guest, topology, {kind: 'http', rate: 20, requests: 40});

		const {answers, ...counts} = await traffic.finished;
		expect(counts).toMatchObject({requests: 40, answered: 40, failed: 0});
		// By turns; a request that is sent again on a machine that stood still takes a turn, too.
		const half = expect.toSatisfy(n => n >= 18 && n <= 22);
		expect(answers).toEqual({[first]: half, [second]: half});
		// A connection takes several packets each way; only with NAT do the answers pass the director.
		const several = expect.toSatisfy(n => n >= 72);
		const counted = [half, several, name === 'nat' ? several : 0];
		await expect
			.poll(() => countedByServer(guest, ['-t', `${topology.vip}:80`]), {timeout: 60_000})
			.toEqual({[first]: counted, [second]: counted});
	});

	it('balances datagrams sent until they are stopped', async () => {
		await guest.run(['ipvsadm', '-R'], {input: ruleSet(topology, 'udp', 53)});
		await startEchoServers(guest, topology, 53);
		const traffic = await startTraffic(guest, topology, {kind: 'udp', rate: 50, port: 53});
		const counts = await traffic.stop();

		expect(counts.answered).toBe(counts.requests);
		// Each of the client's two sockets is one connection.
		await expect
			.poll(() => countedByServer(guest, ['-u', `${topology.vip}:53`]), {timeout: 60_000})
			.toEqual({
				[first]: [1, counts.answers[first], name === 'nat' ? counts.answers[first] : 0],
				[second]: [1, counts.answers[second], name === 'nat' ? counts.answers[second] : 0],
			});
	});
});
