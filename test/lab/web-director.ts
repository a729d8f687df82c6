/**
 * LVS-NAT with two web servers behind one service, and a client that asks for pages while something is done to them.
 */
import {expect} from 'vitest';
import type {Ipv4Address} from '../../source/ipvs/ipv4.ts';
import {bootKernel, type Guest} from './kernel.ts';
import {buildNetwork} from './network.ts';
import {ruleSet, topologies} from './topology.ts';
import {startTraffic, type TrafficCounts} from './traffic.ts';

export const topology = topologies.nat;

/** The service, as a command line names it. */
export const service = `tcp:${topology.vip}:80` as const;

/** The addresses of the two servers. */
export const [first, second] = topology.servers.map(({address}) => address) as [
	Ipv4Address,
	Ipv4Address,
];

export interface WebDirector {
	readonly guest: Guest;
	/** No rules, and the kernel's own setting for persistent clients. */
	reset(): Promise<void>;
	/** Writes a file of /proc/sys/net/ipv4/vs. */
	setSysctl(name: string, value: number): Promise<void>;
	/** The two servers behind a service with these options, such as `-s rr`. */
	serve(options: string): Promise<void>;
	/**
	 * The view of the client, which asks ten times a second and resets each connection after the answer, while the work is done on the server that it came to first,
	 * and for so many requests after it.
	 */
	requestsDuring(
		work: (home: string) => Promise<void>,
		requestsAfter: number,
	): Promise<TrafficCounts>;
}

/** Boots a kernel with that network. */
export async function bootWebDirector(): Promise<WebDirector> {
	const guest = await bootKernel();
	await buildNetwork(guest, topology);
	const setSysctl = (name: string, value: number) =>
		guest.writeFile(`/proc/sys/net/ipv4/vs/${name}`, `${value}\n`);
	return {
		guest,
		setSysctl,
		async reset() {
			await setSysctl('expire_quiescent_template', 0);
			await guest.run(['ipvsadm', '-C']);
		},
		async serve(options) {
			const input = ruleSet(topology, 'tcp', 80).replace('-s rr', options);
			expect(await guest.run(['ipvsadm', '-R'], {input})).toMatchObject({exitCode: 0, stderr: ''});
		},
		async requestsDuring(work, requestsAfter) {
			const traffic = await startTraffic(guest, topology, {kind: 'http', rate: 10, reset: true});
			await work(traffic.first);
			return traffic.stop(requestsAfter);
		},
	};
}
