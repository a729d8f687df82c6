/**
 * The Connections view by its keys on the real kernel: what it counts is what ipvsadm lists.
 */
import {isDeepStrictEqual} from 'node:util';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {systemClock} from '../../source/director/port/clock.ts';
import {parseText} from '../../source/ipvs/line-parser.ts';
import {connectionListingParser} from '../../source/ipvs/parse/connection-listing.ts';
import {createSession} from '../../source/program/open-session.ts';
import {printFrame} from '../../source/program/show-console.ts';
import {createPassingMemory} from '../../source/program/state-folder.ts';
import {consoleChoice} from '../support/console-choice.ts';
import {fakeProgram} from '../support/fake-program.ts';
import {
	addAddresses,
	clients,
	deadServer,
	type HeldConnections,
	holdConnections,
	servers,
	startServers,
	vip,
} from './connections.ts';
import {describeLab} from './describe-lab.ts';
import {guestPort} from './guest-port.ts';
import {bootKernel, type Guest} from './kernel.ts';
import {buildNetwork} from './network.ts';
import {topologies} from './topology.ts';

const port = 4000;

describeLab('the connections of the kernel on the screen', () => {
	let guest: Guest;
	let held: HeldConnections;

	beforeAll(async () => {
		guest = await bootKernel();
		await buildNetwork(guest, topologies.nat);
		await addAddresses(guest);
		await startServers(guest, port);
		const rows = [
			{service: `-t ${vip.ipv4}:${port}`, server: `${servers.ipv4[0]}:${port}`},
			{service: `-t [${vip.ipv6}]:${port}`, server: `[${servers.ipv6[0]}]:${port}`},
			{service: `-u ${vip.ipv4}:${port}`, server: `${servers.ipv4[1]}:${port}`},
			{service: `-t ${vip.ipv4}:81`, server: `${deadServer}:81`},
		];
		const rules = rows.flatMap(({service, server}) => [
			`-A ${service} -s rr`,
			`-a ${service} -r ${server} -m`,
		]);
		await guest.run(['ipvsadm', '-C']);
		expect(await guest.run(['ipvsadm', '-R'], {input: `${rules.join('\n')}\n`})).toMatchObject({
			exitCode: 0,
			stderr: '',
		});
		const [client] = clients.ipv4;
		held = await holdConnections(guest, [
			{state: 'SYN_RECV', address: vip.ipv4, port: 81, client, count: 5},
			{state: 'ESTABLISHED', address: vip.ipv4, port, client, count: 6},
			{state: 'CLOSE_WAIT', address: vip.ipv4, port, client, count: 3},
			{state: 'ESTABLISHED', address: vip.ipv6, port, client: clients.ipv6[0], count: 2},
			{state: 'UDP', address: vip.ipv4, port, client, count: 4, text: 'hello'},
		]);
	});
	afterAll(async () => {
		await held.release();
		await guest.close();
	});

	/** The screen that `--view connections` opens, after these keys. */
	async function screenAfter(keys: string, ...words: readonly string[]): Promise<string> {
		const program = fakeProgram({COLUMNS: '120', LINES: '40'});
		const session = createSession({
			port: guestPort(guest),
			clock: systemClock,
			isNear: false,
			state: createPassingMemory(),
			snapshotFolder: null,
			user: 'ann',
		});
		const line = ['--once', '--view', 'connections', '--keys', keys, ...words];
		const options = consoleChoice(line);
		expect(await printFrame(program, session, options)).toBe(0);
		return program.out();
	}

	async function listed() {
		const {stdout} = await guest.run(['ipvsadm', '-Lnc']);
		return parseText(connectionListingParser, stdout);
	}

	/**
	 * The number of connections of each kind that ipvsadm lists, by name, unchanged before and after reading the
	 * screen.
	 */
	async function alike(
		nameOf: (connection: Awaited<ReturnType<typeof listed>>[number]) => string,
		look: () => Promise<string>,
	) {
		const count = async () =>
			[...Map.groupBy(await listed(), nameOf)]
				.map(([name, group]) => `${name} ${group.length}`)
				.sort();
		for (;;) {
			const before = await count();
			const screen = await look();
			if (isDeepStrictEqual(before, await count())) {
				return {screen, listed: before};
			}
		}
	}

	/** The names of groups with their counts, sorted. */
	function groupsOn(screen: string): readonly string[] {
		return [...screen.matchAll(/^[ >](\S+(?: \S+)?) +(\d+) +[\d.]+% /gm)]
			.map(([, name, count]) => `${name} ${count}`)
			.sort();
	}

	it('are counted by state as ipvsadm lists them', async () => {
		const {screen, listed: expected} = await alike(
			({protocol, state}) => `${protocol.toUpperCase()} ${state}`,
			() => screenAfter('v'),
		);
		expect(groupsOn(screen)).toEqual(expected);
		expect(expected).toContain('UDP UDP 4');
		expect(expected).toContain('TCP ESTABLISHED 8');
		expect(screen).toMatch(/! \S+:81 of \S+:81: all 5 connections are in SYN_RECV/);
	});

	it('of one group and of one filter are those that ipvsadm lists', async () => {
		const opened = await screenAfter(':by-service<enter>/udp:<enter><enter>');
		expect(opened).toContain(`Connections › udp:${vip.ipv4}:${port}`);
		expect(opened.match(/^[ >]UDP .* UDP +\d:\d\d/gm)).toHaveLength(4);

		const filtered = await screenAfter('', '--filter', `syn_recv ${deadServer}/32`);
		expect(filtered.match(/^[ >]TCP .* SYN_RECV /gm)).toHaveLength(5);
	});

	it('go with a server whose row was chosen', async () => {
		const screen = await screenAfter(`1/${deadServer}<enter>jc`);
		expect(screen).toContain(`Connections › ${deadServer}:81 of tcp:${vip.ipv4}:81`);
		expect(screen).toContain('5 connections; 0 templates');
	});
});
