/**
 * The console on the real kernel: lvstop shows what ipvsadm shows, and its keys do what ipvsadm then shows.
 */
import {fileURLToPath} from 'node:url';
import {isDeepStrictEqual} from 'node:util';
import {afterAll, beforeAll, beforeEach, expect, it, vi} from 'vitest';
import type {Session} from '../../source/commands/session.ts';
import {systemClock} from '../../source/director/port/clock.ts';
import {jsonReading} from '../../source/features/services/output/json-reading.ts';
import {printReadings} from '../../source/features/services/output/print-readings.ts';
import {createSession} from '../../source/program/open-session.ts';
import {printFrame} from '../../source/program/show-console.ts';
import {createPassingMemory} from '../../source/program/state-folder.ts';
import {consoleChoice} from '../support/console-choice.ts';
import {fakeProgram} from '../support/fake-program.ts';
import {builtProgram, openTerminal} from '../terminal/pseudo-terminal.ts';
import {describeLab} from './describe-lab.ts';
import {printedRules, resetToEveryKind} from './every-kind-director.ts';
import {guestPort} from './guest-port.ts';
import {bootKernel, type Guest} from './kernel.ts';
import {buildNetwork} from './network.ts';
import {type Topology, topologies} from './topology.ts';
import {startTraffic} from './traffic.ts';

function sessionOn(guest: Guest): Session {
	return createSession({
		port: guestPort(guest),
		clock: systemClock,
		isNear: false,
		state: createPassingMemory(),
		snapshotFolder: null,
		user: 'ann',
	});
}

/** The screen after these keys, on a large terminal. */
async function screenAfter(guest: Guest, keys: string): Promise<string> {
	const program = fakeProgram({COLUMNS: '200', LINES: '60'});
	const options = consoleChoice(['--once', '--keys', keys]);
	expect(await printFrame(program, sessionOn(guest), options)).toBe(0);
	return program.out();
}

/** One reading as `--json` prints it. */
async function readingAsJson(guest: Guest) {
	const program = fakeProgram();
	const {reader, clock, probe} = sessionOn(guest);
	const code = await printReadings(program, {
		...{reader, clock, probe, interval: 2000, count: 1, persistentConnections: false},
		format: jsonReading,
	});
	expect(code).toBe(0);
	return JSON.parse(program.out());
}

const method: Readonly<Record<string, string>> = {Masq: 'NAT', Route: 'DR', Tunnel: 'TUN'};

/** ipvsadm's own output for every server, in its order: `10.0.0.8:80 NAT 1 0 20` and its five counters. */
async function listedByIpvsadm(guest: Guest) {
	const [listing, statistics] = await guest.runAll([
		{command: ['ipvsadm', '-Ln']},
		{command: ['ipvsadm', '-Ln', '--stats', '--exact']},
	]);
	const rows = listing?.stdout.matchAll(
		/^ {2}-> (\S+) +(Masq|Route|Tunnel) +(\d+) +(\d+) +(\d+)/gm,
	);
	const counted = statistics?.stdout.matchAll(/^ {2}-> (\S+:\d+)((?: +\d+){5})/gm);
	return {
		rows: [...(rows ?? [])].map(([, name, forwarding = '', ...numbers]) =>
			[name, method[forwarding], ...numbers].join(' '),
		),
		counters: [...(counted ?? [])].map(([, name, numbers = '']) => [
			name,
			...numbers.trim().split(/ +/).map(Number),
		]),
	};
}

describeLab('keys on the kernel', () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
	});
	afterAll(() => guest.close());
	beforeEach(() => resetToEveryKind(guest));

	it('change the weight of every kind of server, and nothing else', async () => {
		const before = await printedRules(guest);
		const screen = await screenAfter(guest, '*w7<enter>y');

		expect(screen).toContain('done: weight of 15 servers: → 7');
		expect(await printedRules(guest)).toEqual({
			saved: before.saved.map(line => line.replace(/ -w \d+/, ' -w 7')),
			thresholds: before.thresholds,
		});
	});

	it('change one server by steps', async () => {
		const before = await printedRules(guest);
		const screen = await screenAfter(guest, '/10.0.0.11<enter>j++y<wait>');

		// A check may have found by then that no route leads to it.
		expect(screen).toMatch(/^>[ !]+10\.0\.0\.11:80 +GUE +3 /m);
		const changed = '-a -t 172.16.249.138:80 -r 10.0.0.11:80 -i -w 1 --tun-type gue';
		expect(await printedRules(guest)).toEqual({
			saved: before.saved.map(line =>
				line.startsWith(changed) ? line.replace('-w 1', '-w 3') : line,
			),
			thresholds: before.thresholds,
		});
	});

	it('change nothing where the plan is not agreed to', async () => {
		const before = await printedRules(guest);
		await screenAfter(guest, '*w7<enter>n');

		expect(await printedRules(guest)).toEqual(before);
	});
});

describeLab.each(Object.entries(topologies))(
	'what is shown of LVS over %s',
	(_, topology: Topology) => {
		let guest: Guest;
		beforeAll(async () => {
			guest = await bootKernel();
			await buildNetwork(guest, topology);
			const traffic = await startTraffic(guest, topology, {kind: 'http', rate: 20, requests: 40});
			expect(await traffic.finished).toMatchObject({answered: 40});
			// The counters show the last connection only after the kernel's estimator has run.
			await vi.waitFor(
				async () => {
					const {counters} = await listedByIpvsadm(guest);
					const connections = counters.map(([, number]) => Number(number));
					expect(connections.reduce((sum, number) => sum + number, 0)).toBe(40);
				},
				{timeout: 60_000},
			);
		});
		afterAll(() => guest.close());

		/** Reads while ipvsadm prints the same before and after. */
		async function alike<T>(look: () => Promise<T>) {
			for (;;) {
				const before = await listedByIpvsadm(guest);
				const seen = await look();
				if (isDeepStrictEqual(before, await listedByIpvsadm(guest))) {
					return {seen, ipvsadm: before};
				}
			}
		}

		it('is what ipvsadm lists: forwarding, weight, connections', async () => {
			const {seen, ipvsadm} = await alike(() => screenAfter(guest, ''));
			const rows = seen.matchAll(/^.{5}(\S+:\d+ +(?:NAT|DR|TUN)(?: +\d+){3}) /gm);

			expect(ipvsadm.rows).toHaveLength(2);
			expect([...rows].map(([, row]) => row?.replace(/ +/g, ' ')).sort()).toEqual(
				ipvsadm.rows.toSorted(),
			);
		});

		it('is what ipvsadm counts, exactly', async () => {
			const {seen, ipvsadm} = await alike(() => readingAsJson(guest));
			const [service] = seen.services;

			expect(
				service.servers.map((server: {id: string; counters: object}) => [
					server.id,
					...Object.values(server.counters),
				]),
			).toEqual(ipvsadm.counters.toSorted());
		});
	},
);

describeLab('the built program on the kernel', () => {
	const lvstop = [process.execPath, builtProgram] as const;

	it('as an ordinary user shows the table, says what is missing, and changes nothing', async () => {
		const guest = await bootKernel();
		try {
			await resetToEveryKind(guest);
			// A user who may read every file, so that the checkout may be anywhere, but may not read IPVS.
			const mayRead = ['--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search'];
			const user = ['--reuid=65534', '--regid=65534', '--clear-groups', ...mayRead];
			const once = await guest.run(['setpriv', ...user, ...lvstop, '--once']);

			expect(once).toMatchObject({exitCode: 0, stderr: ''});
			expect(once.stdout).toContain(
				'not root: no counters and no changes (start lvstop with sudo, or with --via sudo)',
			);
			expect(once.stdout).toMatch(/^ +10\.0\.0\.10:80 +DR +5 /m);

			const before = await printedRules(guest);
			const keys = ['--once', '--keys', 'jw7<enter>y'];
			const {stdout} = await guest.run(['setpriv', ...user, ...lvstop, ...keys]);
			expect(stdout).toContain('read-only');
			expect(await printedRules(guest)).toEqual(before);
		} finally {
			await guest.close();
		}
	});

	it('ends with 4 and says what to do where IPVS is not loaded, and does not load it', async () => {
		const guest = await bootKernel({modules: []});
		try {
			const {exitCode, stdout, stderr} = await guest.run([...lvstop, '--once']);

			expect(exitCode).toBe(4);
			expect(stdout).toBe('');
			expect(stderr).toMatch(
				/^lvstop: IPVS is not in the kernel of .*\nload it as root with: modprobe/,
			);
			await expect(guest.readFile('/proc/net/ip_vs')).rejects.toMatchObject({failure: 'missing'});
		} finally {
			await guest.close();
		}
	});

	it('changes a weight in a terminal of the director, as ipvsadm says then', async () => {
		const lab = fileURLToPath(new URL('../../scripts/lab.ts', import.meta.url));
		const program = '"$@"; echo "exit code $?"; ipvsadm -Sn; read -r line';
		const terminal = openTerminal([
			process.execPath,
			...[lab, 'nat', '--', 'sh', '-c', program, 'sh', ...lvstop],
		]);
		await terminal.shows('● live');
		await terminal.shows(/10\.0\.0\.8:80 +NAT +1 /);
		terminal.type('jw7\r');
		await terminal.shows('ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 7');
		terminal.type('y');
		await terminal.shows(/10\.0\.0\.8:80 +NAT +≠?7 /);
		// Until then q is refused: the plan is still proved.
		await terminal.shows('done: weight of 10.0.0.8:80');
		terminal.type('q');

		await terminal.shows('-a -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 7');
		await terminal.shows('-a -t 172.16.249.138:80 -r 10.0.0.9:80 -m -w 1');
		expect(terminal.frame()).toContain('exit code 0');
		expect(terminal.isAlternate()).toBe(false);
		expect(terminal.hasCursor()).toBe(true);
		terminal.type('\r');
		expect(await terminal.ended).toEqual({exitCode: 0, signal: 0});
	});
});
