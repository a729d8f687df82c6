/**
 * Faults of reading, each injected through the port into a running console: it says what is wrong and what to do,
 * keeps the last good reading and marks it, shows no wrong figure, and recovers by itself.
 */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {PortFailure} from '../../source/director/port/port.ts';
import {type Fault, faultyConsole} from './faulty-console.ts';

const isListing = (words: string) => words.startsWith('ipvsadm -Ln --stats');
const isIpvsadm = (words: string) => words.startsWith('ipvsadm');
const isProc = (path: string) => path.startsWith('/proc/net/ip_vs');

/** Makes only the matching commands fail. */
const only = (matches: (words: string) => boolean, failure: PortFailure): Fault => ({
	run: (words, answer) => (matches(words) ? failure : answer),
});

/** Changes the text of every listing. */
const printing = (change: (text: string) => string): Fault => ({
	run: (words, answer) => (isIpvsadm(words) ? {...answer, stdout: change(answer.stdout)} : answer),
});

/** Makes ipvsadm exit with this code and message. */
const exiting = (exitCode: number, stderr: string): Fault => ({
	run: (words, answer) => (isIpvsadm(words) ? {exitCode, stdout: '', stderr} : answer),
});

/** Loses the connection, as with ssh. */
const allLost: Fault = {run: () => 'lost', read: () => 'lost'};

/** The faults with the messages that the screen shows. */
const faults: readonly (readonly [string, Fault, RegExp])[] = [
	['ipvsadm that is killed', only(isIpvsadm, 'lost'), /ended by SIGKILL/],
	['ipvsadm that hangs', only(isIpvsadm, 'timeout'), /no answer within/],
	['ipvsadm that prints without end', only(isListing, 'too-large'), /too much output/],
	[
		'exit code 1 with a reason',
		exiting(1, 'Memory allocation problem\n'),
		/Memory allocation problem/,
	],
	['exit code 255 without a word', exiting(255, ''), /exit code 255/],
	['an empty output', printing(() => ''), /please report this line|ipvsadm/],
	[
		'garbage',
		printing(() => 'Segmentation fault\n\u{0}\u{1}\u{FFFD}\n'),
		/please report this line/,
	],
	[
		'output of another version',
		printing(text => text.replace('InPkts', 'PktsIn').replace('-A ', '--add ')),
		/please report this line/,
	],
	[
		'/proc that vanishes',
		{read: (path, text) => (isProc(path) ? 'missing' : text)},
		/modprobe ip_vs/,
	],
	[
		'the module unloaded',
		{
			...exiting(2, "Can't initialize ipvs: Protocol not available\n"),
			read: (path, text) => (isProc(path) ? 'missing' : text),
		},
		/modprobe ip_vs/,
	],
	[
		'/proc that may not be read',
		{read: (path, text) => (isProc(path) ? 'forbidden' : text)},
		/no permission/,
	],
	['the way there lost', allLost, /try the same command by hand/],
];

describe.each(faults)('%s', (_, fault, said) => {
	it('is told, what was read last is kept and marked, and it goes away by itself', async () => {
		const console = await faultyConsole();
		console.become(fault);
		await console.clock.pass(20_000);
		expect(console.isStale()).toBe(true);
		const {reason, advice} =
			console.store.getState().director.stale ?? expect.fail('nothing is told');
		expect(`${reason}\n${advice}`).toMatch(said);
		expect(advice).not.toBe('');
		// As much of it as fits; the key m shows all.
		expect(console.frame()).toContain(reason.slice(0, 40));
		// The last reading is still visible.
		expect(console.frame()).toContain('10.0.0.8:80');

		console.become(null);
		await console.clock.pass(70_000);
		expect(console.isStale()).toBe(false);
		expect(console.store.getState().director.stale).toBeNull();
		const [service] = console.shown().services;
		expect(service?.servers.every(({ratesFrom}) => ratesFrom === 'measured')).toBe(true);
		console.expectNothingWrong();
		console.stop();
	});
});

describe('ipvsadm that is no longer there, or may not be run', () => {
	it.each([
		['missing', 'ipvsadm is not installed'],
		['forbidden', 'no counters and no changes'],
	] as const)('%s: /proc stands in, and all comes back', async (failure, said) => {
		const console = await faultyConsole();
		console.become(only(isIpvsadm, failure));
		await console.clock.pass(20_000);
		expect(console.isStale()).toBe(false);
		expect(console.shown().access.level).not.toBe('full');
		expect(console.frame()).toContain(said);
		expect(console.frame()).toContain('10.0.0.8:80');

		console.become(null);
		await console.clock.pass(120_000);
		expect(console.shown().access.level).toBe('full');
		console.expectNothingWrong();
		console.stop();
	});
});

describe('output that is cut', () => {
	it('at any byte shows no wrong figure, and the next whole one is shown', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(
					'ipvsadm -Ln --stats',
					'ipvsadm -Ln --rate',
					'ipvsadm -Sn',
					'ipvsadm -Ln --thresholds',
				),
				fc.double({min: 0, max: 1, maxExcluded: true, noNaN: true}),
				async (listing, part) => {
					const console = await faultyConsole();
					console.become({
						run: (words, answer) =>
							words.startsWith(listing)
								? {
										...answer,
										stdout: answer.stdout.slice(0, Math.floor(part * answer.stdout.length)),
									}
								: answer,
					});
					await console.clock.pass(70_000);
					console.become(null);
					await console.clock.pass(70_000);
					expect(console.isStale()).toBe(false);
					console.expectNothingWrong();
					console.stop();
				},
			),
			{numRuns: Math.max(40, Math.min(2000, Number(process.env['LVSTOP_FUZZ_RUNS'] ?? 0) / 100))},
		);
	}, 600_000);

	it('of a file of /proc shows no wrong figure either', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom('/proc/net/ip_vs', '/proc/net/ip_vs_stats_percpu'),
				fc.double({min: 0, max: 1, maxExcluded: true, noNaN: true}),
				async (file, part) => {
					const console = await faultyConsole();
					console.become({
						read: (path, text) =>
							path === file ? text.slice(0, Math.floor(part * text.length)) : text,
					});
					await console.clock.pass(30_000);
					console.become(null);
					await console.clock.pass(70_000);
					expect(console.isStale()).toBe(false);
					console.stop();
				},
			),
			{numRuns: 20},
		);
	}, 600_000);
});

describe('time', () => {
	it.each([8 * 3_600_000, 60_000, 10_000])(
		'that a suspended machine has missed (%d ms) makes no wrong rate',
		async missed => {
			const console = await faultyConsole();
			for (let times = 0; times < 3; times += 1) {
				console.sleep(missed);
				await console.clock.pass(15_000);
				expect(console.isStale()).toBe(false);
			}

			console.expectNothingWrong();
			console.stop();
		},
	);

	it.each([86_400_000, -86_400_000, 3000, -3000])(
		'that the wall clock jumps (%d ms) changes no figure',
		async jump => {
			const console = await faultyConsole();
			console.jump(jump);
			await console.clock.pass(15_000);
			expect(console.isStale()).toBe(false);
			const [service] = console.shown().services;
			expect(service?.servers.every(({ratesFrom}) => ratesFrom === 'measured')).toBe(true);
			console.expectNothingWrong();
			console.stop();
		},
	);
});
