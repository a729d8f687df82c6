/**
 * Faults of the kernel's own interface, each injected into a running console: it says what is wrong and what to do,
 * keeps the last good reading and marks it, or asks ipvsadm and says so; it shows no wrong figure, and recovers by
 * itself.
 */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {exitCode} from '../../source/commands/exit-code.ts';
import {PortError} from '../../source/director/port/port.ts';
import {openReader} from '../../source/director/reading/open-reader.ts';
import {printReadings} from '../../source/features/services/output/print-readings.ts';
import {textTable} from '../../source/features/services/output/text-table.ts';
import {readersOrder} from '../../source/features/services/sort-rows.ts';
import {NetlinkError} from '../../source/ipvs/netlink/netlink-error.ts';
import {messageFlag} from '../../source/ipvs/netlink/numbers.ts';
import {createSimulatedPort} from '../../source/simulator/simulated-port.ts';
import {fakeProgram} from '../support/fake-program.ts';
import {type Fault, faultyConsole} from './faulty-console.ts';
import {simulatedKernel} from './simulated-kernel.ts';

const isProc = (path: string) => path.startsWith('/proc/net/ip_vs');

/** Every call fails with this. */
const failing = (name: string, errno: number): Fault => ({
	receive() {
		throw new NetlinkError('lost', `netlink: recvmmsg: ${name}`, errno);
	},
});

/** A message in the place of each other one. */
const answering = (make: (sequence: number) => Buffer): Fault => ({
	receive: datagram => make(datagram.readUInt32LE(8)),
});

/** The kernel's answer is an error number. */
function errorMessage(sequence: number, errno: number): Buffer {
	const message = Buffer.alloc(36);
	message.writeUInt32LE(36, 0);
	message.writeUInt16LE(2, 4);
	message.writeUInt32LE(sequence, 8);
	message.writeInt32LE(-errno, 16);
	return message;
}

/** Each with what is said of it, and whether ipvsadm stands in. */
const faults: readonly (readonly [string, Fault, RegExp, 'ipvsadm' | 'nobody'])[] = [
	['no answer (EAGAIN)', failing('EAGAIN', 11), /EAGAIN/, 'ipvsadm'],
	['signals without end (EINTR)', failing('EINTR', 4), /EINTR/, 'ipvsadm'],
	['no room for answers (ENOBUFS)', failing('ENOBUFS', 105), /ENOBUFS/, 'ipvsadm'],
	['datagrams that are cut off', {receive: one => one.subarray(0, -1)}, /cut off/, 'ipvsadm'],
	['datagrams of half a header', {receive: one => one.subarray(0, 9)}, /cut off/, 'ipvsadm'],
	['empty datagrams', {receive: () => Buffer.alloc(0)}, /something else/, 'ipvsadm'],
	['garbage', {receive: one => Buffer.alloc(one.length, 0xee)}, /cut off after/, 'ipvsadm'],
	['messages without length', {receive: one => Buffer.alloc(one.length)}, /0 bytes/, 'ipvsadm'],
	[
		'answers to another request',
		answering(sequence => errorMessage(sequence + 1, 1)),
		/something else/,
		'ipvsadm',
	],
	['EPERM', answering(sequence => errorMessage(sequence, 1)), /CAP_NET_ADMIN|EPERM/, 'ipvsadm'],
	['ENOMEM', answering(sequence => errorMessage(sequence, 12)), /ENOMEM/, 'ipvsadm'],
	[
		'a family that is gone, with IPVS still there',
		answering(sequence => errorMessage(sequence, 2)),
		/no netlink family IPVS/,
		'ipvsadm',
	],
	[
		'the module unloaded',
		{
			...answering(sequence => errorMessage(sequence, 2)),
			read: (path, text) => (isProc(path) ? 'missing' : text),
		},
		/modprobe ip_vs/,
		'nobody',
	],
	[
		'the module unloaded in the midst of a reading',
		{
			...answering(sequence => errorMessage(sequence, 2)),
			read: (path, text) => (path === '/proc/net/ip_vs_stats' ? 'missing' : text),
		},
		/modprobe ip_vs/,
		'nobody',
	],
	[
		'rows that change at every try (NLM_F_DUMP_INTR)',
		{
			receive(datagram) {
				const changed = Buffer.from(datagram);
				changed.writeUInt16LE(datagram.readUInt16LE(6) | messageFlag.interrupted, 6);
				return changed;
			},
		},
		/wait until the changes have finished/,
		'nobody',
	],
	[
		'a network namespace that was deleted',
		{
			receive() {
				throw new NetlinkError('no-namespace', 'the network namespace lb is not there', 2);
			},
		},
		/ip netns list/,
		'nobody',
	],
	[
		'a thread that has ended',
		{
			receive() {
				throw new NetlinkError('lost', 'the netlink thread ended: exit code 1');
			},
		},
		/netlink thread ended/,
		'ipvsadm',
	],
];

describe.each(faults)('%s', (_, fault, said, standIn) => {
	it('is told by a console that reads by netlink alone, which keeps and marks what it has, and recovers', async () => {
		const console = await faultyConsole('netlink');
		console.become(fault);
		await console.clock.pass(20_000);
		expect(console.isStale()).toBe(true);
		const {reason, advice} =
			console.store.getState().director.stale ?? expect.fail('nothing is told');
		expect(`${reason}\n${advice}`).toMatch(said);
		expect(advice).not.toBe('');
		expect(console.frame()).toContain(reason.slice(0, 40));
		expect(console.frame()).toContain('10.0.0.8:80');

		console.become(null);
		await console.clock.pass(20_000);
		expect(console.isStale()).toBe(false);
		expect(console.shown().source).toEqual({from: 'netlink', note: null});
		console.expectNothingWrong();
		console.stop();
	});

	it('is got around where ipvsadm can do better', async () => {
		const console = await faultyConsole('auto');
		expect(console.shown().source.from).toBe('netlink');
		console.become(fault);
		let told = '';
		for (let seconds = 0; seconds < 20; seconds += 1) {
			await console.clock.pass(1000);
			told += console.frame();
		}

		if (standIn === 'nobody') {
			expect(console.isStale()).toBe(true);
			expect(console.frame()).toContain('10.0.0.8:80');
		} else {
			expect(console.isStale()).toBe(false);
			expect(console.shown().source).toMatchObject({
				from: 'ipvsadm',
				note: expect.stringMatching(said),
			});
			expect(told).toContain(' read by ipvsadm: ');
			expect(console.frame()).toContain('by ipvsadm ');
		}

		console.become(null);
		await console.clock.pass(20_000);
		expect(console.isStale()).toBe(false);
		// What ipvsadm prints counts to 2^32 only, so that there is no way back from it.
		expect(console.shown().source.from).toBe(standIn === 'nobody' ? 'netlink' : 'ipvsadm');
		console.expectNothingWrong();
		console.stop();
	});
});

/** The output of `--once` for a director with the fault from the beginning. */
async function once(fault: Fault, fallBack: boolean, format?: () => string) {
	const program = fakeProgram();
	const {clock} = program;
	const director = createSimulatedPort({scene: 'nat', seed: 1, clock});
	const readFile = async (path: string) => {
		const changed = fault.read?.(path, await director.readFile(path));
		if (changed === 'missing') {
			throw new PortError('missing', path, `${path}: no such file`);
		}

		return changed ?? (await director.readFile(path));
	};
	const receive = fault.receive ?? (one => one);
	const kernel = simulatedKernel(director, clock, {readFile, receive});
	const port = {...director, readFile};
	const reader = openReader({port, clock, kernel: {kernel, fallBack}}, {remembers: true});
	const table = {columns: 120, units: 'bits', filter: '', sort: readersOrder} as const;
	const printed = printReadings(program, {
		...{reader, clock, interval: 2000, count: 1, persistentConnections: false},
		format: format ?? (live => textTable(live, table)),
	});
	printed.catch(() => undefined);
	await clock.pass(5000);
	return {code: await printed, out: program.out(), err: program.err()};
}

describe.each(faults)('%s under --once', (_, fault, said, standIn) => {
	it('is said with what to do, and nothing is printed where netlink alone is asked', async () => {
		const {code, out, err} = await once(fault, false);
		expect({code, out}).toEqual({code: exitCode.unreachable, out: ''});
		expect(err).toMatch(said);
		expect(err.trim().split('\n')).toHaveLength(2);
	});

	it('is got around by ipvsadm, and that is said, or it is an error', async () => {
		const {code, out, err} = await once(fault, true);
		if (standIn === 'nobody') {
			expect({code, out}).toEqual({code: exitCode.unreachable, out: ''});
			expect(err).toMatch(said);
		} else {
			expect({code, err}).toEqual({code: exitCode.done, err: ''});
			expect(out).toContain('read by ipvsadm: ');
			expect(out).toMatch(said);
			expect(out).toMatch(/10\.0\.0\.8:80 +NAT +1 /);
		}
	});
});

it('a bug in printing ends --once, and is not printed again and again', async () => {
	const bug = () => {
		throw new Error('a bug');
	};
	await expect(once({}, true, bug)).rejects.toThrow('a bug');
});

describe('what goes away by itself', () => {
	it('is not even told: a buffer that ran over, rows that changed, an answer of before', async () => {
		const console = await faultyConsole('auto');
		let count = 0;
		console.become({
			receive(datagram) {
				count += 1;
				switch (count % 7) {
					case 0:
						throw new NetlinkError('lost', 'netlink: recvmmsg: ENOBUFS', 105);
					case 3: {
						const changed = Buffer.from(datagram);
						changed.writeUInt16LE(datagram.readUInt16LE(6) | messageFlag.interrupted, 6);
						return changed;
					}
					default:
						return datagram;
				}
			},
		});
		await console.clock.pass(30_000);
		expect(count).toBeGreaterThan(40);
		expect(console.isStale()).toBe(false);
		expect(console.shown().source).toEqual({from: 'netlink', note: null});
		console.expectNothingWrong();
		console.stop();
	});
});

describe('a datagram that is changed at any byte', () => {
	it('never throws anything but an error in words, and the next good reading is shown', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.double({min: 0, max: 1, maxExcluded: true, noNaN: true}),
				fc.nat(255),
				fc.boolean(),
				async (place, value, cut) => {
					const console = await faultyConsole('netlink');
					console.become({
						receive(datagram) {
							const at = Math.floor(place * datagram.length);
							const changed = Buffer.from(datagram);
							changed[at] = value;
							return cut ? changed.subarray(0, at) : changed;
						},
					});
					await console.clock.pass(8000);
					expect(console.store.getState().director.stale?.advice ?? '').not.toMatch(/bug/);
					console.become(null);
					await console.clock.pass(20_000);
					expect(console.isStale()).toBe(false);
					expect(console.frame()).toContain('10.0.0.8:80');
					console.stop();
				},
			),
			{numRuns: Math.max(20, Math.min(2000, Number(process.env['LVSTOP_FUZZ_RUNS'] ?? 0) / 100))},
		);
	}, 600_000);
});
