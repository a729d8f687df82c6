/**
 * Clients that come back to a server of weight 0, and for how long: lvstop's prediction, compared with the kernel.
 */
import {setTimeout as pause} from 'node:timers/promises';
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {systemClock} from '../../source/director/port/clock.ts';
import {runSubcommand} from '../support/run-subcommand.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {describeLab, measured} from './describe-lab.ts';
import {guestPort} from './guest-port.ts';
import {bootKernel, type Guest} from './kernel.ts';
import {buildNetwork} from './network.ts';
import {clientName, ruleSet, type Topology, topologies} from './topology.ts';
import {inMachine, startEchoServers} from './traffic.ts';

/** More addresses of the client: to IPVS each is a separate client. */
const moreClients = [3, 4, 5, 6, 7, 8].map(host => `172.16.0.${host}`);

interface Director {
	readonly guest: Guest;
	sysctl(name: string, value: number): Promise<void>;
	/** Serves with these options by the first server only, which every client reaches. */
	serve(options: string, protocol?: 'tcp' | 'udp', port?: number): Promise<void>;
	/** The address of the server that answers. */
	ask(client: string, localPort?: number, silence?: number): Promise<string>;
	askUdp(client: string): Promise<string>;
	/** Adds the second server, and drains the first with this subcommand; returns its output. */
	drain(name?: 'drain' | 'weight', protocol?: 'tcp' | 'udp', port?: number): Promise<string>;
}

const udpPort = 5300;

async function bootDirector(topology: Topology): Promise<Director> {
	const guest = await bootKernel();
	await buildNetwork(guest, topology);
	const [first] = topology.servers.map(({address}) => address);
	const rules = (protocol: 'tcp' | 'udp', port: number) =>
		ruleSet(topology, protocol, port).trimEnd().split('\n');
	const ipvsadm = async (input: string) =>
		expect(await guest.run(['ipvsadm', '-R'], {input})).toMatchObject({exitCode: 0, stderr: ''});
	const ask = async (
		kind: 'tcp' | 'udp',
		port: number,
		client: string,
		localPort: number,
		silence = 0,
	) => {
		const words = [kind, topology.vip, port, client, localPort, silence].map(String);
		const {command, input} = inMachine(clientName, 'ask-once.ts', ...words);
		return (await guest.run(command, {input})).stdout.trim();
	};

	return {
		guest,
		sysctl: (name, value) => guest.writeFile(`/proc/sys/net/ipv4/vs/${name}`, `${value}\n`),
		async serve(options, protocol = 'tcp', port = 80) {
			const [service = '', server] = rules(protocol, port);
			await ipvsadm(`${service.replace('-s rr', options)}\n${server}\n`);
		},
		ask: (client, localPort = 0, silence = 0) => ask('tcp', 80, client, localPort, silence),
		askUdp: client => ask('udp', udpPort, client, 0),
		async drain(name = 'drain', protocol = 'tcp', port = 80) {
			await ipvsadm(`${rules(protocol, port).at(-1)}\n`);
			const place = {
				port: guestPort(guest),
				clock: systemClock,
				stateFolder: await temporaryFolder(),
			};
			const service = `${protocol}:${topology.vip}:${port}`;
			const words = `${service} ${first}${name === 'weight' ? ' 0' : ''}`;
			const ended = await runSubcommand(place, name, words, {yes: true});
			expect(ended).toMatchObject({code: 0, err: ''});
			return ended.out;
		},
	};
}

describeLab('a client that uses its port again', measured, () => {
	const [drained, other] = topologies.nat.servers.map(({address}) => address);
	const client = '172.16.0.2';
	let director: Director;
	beforeAll(async () => {
		director = await bootDirector(topologies.nat);
	});
	afterAll(() => director.guest.close());
	beforeEach(async () => {
		await director.guest.run(['ipvsadm', '-C']);
		await director.sysctl('conn_reuse_mode', 1);
		await director.sysctl('expire_nodest_conn', 0);
		await director.sysctl('expire_quiescent_template', 0);
	});

	// Each test has separate ports: closed connections outlive their service.
	it('stays with conn_reuse_mode 0, again and again, and leaves with 1', async () => {
		await director.sysctl('conn_reuse_mode', 0);
		await director.serve('-s rr');
		expect(await director.ask(client, 21001)).toBe(drained);
		const said = await director.drain();
		expect(said).toContain(
			'warning: conn_reuse_mode is 0: a client that reuses a port within 120 s stays on this server',
		);
		expect(await director.ask(client, 21001)).toBe(drained);
		expect(await director.ask(client, 21001)).toBe(drained);
		expect(await director.ask(client, 21002)).toBe(other);
		await director.sysctl('conn_reuse_mode', 1);
		expect(await director.ask(client, 21001)).toBe(other);
	});

	it('is warned of by lvstop weight in the same words', async () => {
		await director.sysctl('conn_reuse_mode', 0);
		const warnings = (text: string) => text.split('\n').filter(line => /warning: /.test(line));
		await director.serve('-s rr -p 60');
		const drain = await director.drain('drain');
		await director.guest.run(['ipvsadm', '-C']);
		await director.serve('-s rr -p 60');
		const weight = await director.drain('weight');
		expect(warnings(weight)).toEqual(warnings(drain));
		expect(warnings(drain)).not.toEqual([]);
	});

	it('leaves with expire_nodest_conn, also with conn_reuse_mode 0 since Linux 5.16', async () => {
		await director.sysctl('conn_reuse_mode', 0);
		await director.sysctl('expire_nodest_conn', 1);
		await director.serve('-s rr');
		expect(await director.ask(client, 22001)).toBe(drained);
		expect(await director.drain()).toContain('stays on this server on kernels before 5.16');
		expect(await director.ask(client, 22001)).toBe(other);
	});

	it('stays if it is a persistent one, whatever the mode, and leaves with expire_nodest_conn', async () => {
		await director.sysctl('expire_quiescent_template', 1);
		await director.serve('-s rr -p 60');
		expect(await director.ask(client, 23001)).toBe(drained);
		expect(await director.ask(client, 23002)).toBe(drained);
		expect(await director.drain()).toContain(
			'a known client that reuses a port within 120 s stays on this server, whatever conn_reuse_mode is',
		);
		expect(await director.ask(client, 23003)).toBe(other);
		expect(await director.ask(client, 23001)).toBe(drained);
		await director.sysctl('expire_nodest_conn', 1);
		expect(await director.ask(client, 23002)).toBe(other);
	});

	it('goes on elsewhere with sloppy_tcp, if its connection was silent until it left the table', async () => {
		const {guest} = director;
		await guest.run(['ipvsadm', '--set', '2', '0', '0']);
		await director.sysctl('sloppy_tcp', 1);
		await director.serve('-s rr');
		const asked = director.ask(client, 25001, 6);
		await pause(2000);
		expect(await director.drain()).toContain(
			'sloppy_tcp is 1: a connection that was silent for 2 s has left the table although both ends keep it open; its next packet goes to another server, which resets it',
		);
		expect(await asked).toBe('-');
		const table = await guest.readFile('/proc/net/ip_vs_conn');
		const [entry = ''] = table.split('\n').filter(line => line.includes(' 61A9 '));
		expect(entry.split(/\s+/)[5]).toBe('0A000009');
		await director.sysctl('sloppy_tcp', 0);
		await guest.run(['ipvsadm', '--set', '900', '0', '0']);
	});

	describe('and who pauses', () => {
		it('comes back until its last connection is gone and up to 60 s longer', {
			timeout: 300_000,
		}, async () => {
			const {guest} = director;
			await guest.runScript(
				moreClients.map(a => `ip -n ${clientName} address add ${a}/16 dev eth0`).join('\n'),
			);
			await startEchoServers(guest, topologies.nat, udpPort);
			await guest.run(['ipvsadm', '--set', '0', '0', '12']);
			await director.serve('-s rr -p 5');
			await director.serve('-s rr -p 5', 'udp', udpPort);
			const [tcpEarly = '', tcpLate = '', udpEarly = '', udpLate = ''] = moreClients;
			const began = Date.now();
			for (const address of [tcpEarly, tcpLate]) {
				expect(await director.ask(address)).toBe(drained);
			}

			for (const address of [udpEarly, udpLate]) {
				expect(await director.askUdp(address)).toBe(drained);
			}

			const asked = Date.now();
			expect(await director.drain()).toContain(
				'so known clients keep coming back until they pause for 180 s (a closed connection is kept for 120 s, and the template up to 60 s longer), or for 960 s if the last connection was not closed',
			);
			expect(await director.drain('drain', 'udp', udpPort)).toContain(
				'so known clients keep coming back until they pause for 72 s (the flow is kept for 12 s, and the template up to 60 s longer)',
			);
			const untilPaused = (from: number, seconds: number) =>
				pause(Math.max(0, from + seconds * 1000 - Date.now()));
			// The persistence timeout has long passed.
			await untilPaused(asked, 25);
			expect(await director.askUdp(udpEarly)).toBe(drained);
			await untilPaused(asked, 80);
			expect(await director.askUdp(udpLate)).toBe(other);
			await untilPaused(began, 110);
			expect(await director.ask(tcpEarly)).toBe(drained);
			await untilPaused(asked, 190);
			expect(await director.ask(tcpLate)).toBe(other);
		});
	});
});

describeLab('a client of direct routing that uses its port again', measured, () => {
	const [drained, other] = topologies.dr.servers.map(({address}) => address);
	const client = '192.0.2.2';
	let director: Director;
	beforeAll(async () => {
		director = await bootDirector(topologies.dr);
	});
	afterAll(() => director.guest.close());

	it('stays with conn_reuse_mode 1, as its close was seen from one side only, and leaves with 2', async () => {
		await director.guest.run(['ipvsadm', '-C']);
		await director.serve('-s rr');
		expect(await director.ask(client, 24001)).toBe(drained);
		expect(await director.drain()).toContain(
			'conn_reuse_mode is 1: a client that reuses a port within 120 s stays on this server, because the director does not see the replies; with 2 it moves',
		);
		expect(await director.ask(client, 24001)).toBe(drained);
		await director.sysctl('conn_reuse_mode', 2);
		expect(await director.ask(client, 24001)).toBe(other);
	});
});
