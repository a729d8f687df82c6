import {expect, test} from 'vitest';
import {PortError} from '../../source/director/port/port.ts';
import {createManualClock} from '../../source/simulator/manual-clock.ts';
import {
	createSimulatedPort,
	type SimulatedPortOptions,
} from '../../source/simulator/simulated-port.ts';
import {fixture} from './director.ts';
import {sceneOf} from './scenes.ts';

function open(options: Partial<SimulatedPortOptions> = {}) {
	const clock = createManualClock();
	const scene = sceneOf({servers: ['-r 10.0.0.8:80 -m']});
	return {clock, port: createSimulatedPort({scene, seed: 1, clock, ...options})};
}

/** The failure of a call. */
async function failureOf(call: Promise<unknown>): Promise<string> {
	try {
		await call;
	} catch (error) {
		if (error instanceof PortError) {
			return `${error.failure}: ${error.message}`;
		}

		throw error;
	}

	throw new Error('it did not fail');
}

const listing = ['ipvsadm', '-Ln'] as const;

test('is called like its host, and has the files of a machine', async () => {
	const {port} = open();
	expect(port.place).toBe('director');
	expect(await port.readFile('/proc/sys/kernel/hostname')).toBe('director\n');
	expect(await port.readFile('/proc/sys/kernel/osrelease')).toMatch(/^6\.1\./);
	expect(await port.readFile('/proc/sys/net/ipv4/vs/run_estimation')).toBe('1\n');
	expect(await port.readFile('/proc/sys/net/ipv4/vs/sync_threshold')).toBe('3\t50\n');
	expect(await failureOf(port.readFile('/proc/net/ip_vs_status'))).toBe(
		'missing: /proc/net/ip_vs_status: no such file',
	);
});

test('runs ipvsadm under all its names, and nothing else', async () => {
	const {port} = open();
	const answer = await port.run(listing);
	expect(answer).toMatchObject({exitCode: 0, stderr: ''});
	expect(await port.run(['/sbin/ipvsadm', '-Ln'])).toEqual(answer);
	expect((await port.run(['/sbin/ipvsadm', '-q'])).stderr).toBe(
		"Try `/sbin/ipvsadm -h' or '/sbin/ipvsadm --help' for more information.\n",
	);
	expect(await failureOf(port.run(['keepalived']))).toBe('missing: keepalived: no such program');
});

test('gives a command its standard input, and keeps what it changed', async () => {
	const {port} = open();
	await port.run(['ipvsadm', '-R'], {input: '-C\n-A -f 9 -s rr\n'});
	expect((await port.run(['ipvsadm', '-Sn'])).stdout).toBe('-A -f 9 -s rr\n');
	expect(await port.readFile('/proc/net/ip_vs')).toContain('\nFWM  00000009 rr \n');
});

test('its time is that of the clock', async () => {
	const {clock, port} = open();
	const total = async () => (await port.readFile('/proc/net/ip_vs_stats')).split('\n')[2];
	const before = await total();
	expect(await total()).toBe(before);
	clock.advance(4000);
	expect(await total()).not.toBe(before);
});

test('an ordinary user reads /proc only', async () => {
	const {port} = open({user: 'ordinary'});
	for (const [command, file] of [
		[listing, 'ipvsadm-Ln'],
		[['ipvsadm', '-e', '-t', '10.1.1.1:80', '-r', '10.0.0.8:80'], 'ipvsadm-e'],
	] as const) {
		expect(await port.run(command)).toEqual({
			exitCode: Number(fixture(`unprivileged/${file}.rc`)),
			stdout: fixture(`unprivileged/${file}.txt`),
			stderr: fixture(`unprivileged/${file}.err`),
		});
	}

	expect(await port.readFile('/proc/net/ip_vs')).toContain('TCP  0A010101:0050 rr');
});

test('without the module ipvsadm says so, and there are no files', async () => {
	const {port} = open({module: 'missing'});
	expect(await port.run(listing)).toEqual({
		exitCode: 2,
		stdout: '',
		stderr: fixture('module-missing/ipvsadm-Ln.err'),
	});
	for (const path of ['/proc/net/ip_vs', '/proc/sys/net/ipv4/vs/run_estimation']) {
		expect(await failureOf(port.readFile(path))).toBe(`missing: ${path}: no such file`);
	}

	expect(await port.readFile('/proc/sys/kernel/hostname')).toBe('director\n');
});

test('ipvsadm may not be installed', async () => {
	const {port} = open({ipvsadm: 'missing'});
	expect(await failureOf(port.run(listing))).toBe('missing: ipvsadm -Ln: no such program');
	expect(await port.readFile('/proc/net/ip_vs')).toContain('TCP  0A010101:0050 rr');
});

test('a disturbance hits what it is meant for, until it is ended', async () => {
	const {port} = open();
	const end = port.disturb({hits: subject => subject.includes('--stats'), failure: 'lost'});
	expect(await failureOf(port.run(['ipvsadm', '-Ln', '--stats']))).toMatch(/^lost: /);
	expect((await port.run(listing)).exitCode).toBe(0);
	end();
	expect((await port.run(['ipvsadm', '-Ln', '--stats'])).exitCode).toBe(0);
});

test('a late answer comes at its time and is of that time', async () => {
	const {clock, port} = open();
	port.disturb({hits: () => true, delay: 3000});
	let answer: string | null = null;
	const reading = port.readFile('/proc/net/ip_vs_stats').then(text => {
		answer = text;
	});
	await clock.pass(2999);
	expect(answer).toBeNull();
	await clock.pass(1);
	await reading;
	const other = open();
	other.clock.advance(3000);
	expect(answer).toBe(await other.port.readFile('/proc/net/ip_vs_stats'));
});

test('the time limit holds', async () => {
	const {clock, port} = open();
	port.disturb({hits: () => true, delay: 60_000});
	const failures = Promise.all([
		failureOf(port.run(listing)),
		failureOf(port.readFile('/proc/net/ip_vs', {timeout: 500})),
	]);
	await clock.pass(10_000);
	expect(await failures).toEqual([
		'timeout: ipvsadm -Ln: no answer within 10 s',
		'timeout: /proc/net/ip_vs: no answer within 0.5 s',
	]);
	expect(clock.waiting).toBe(0);
});

test('a call can be cancelled, before and while it waits', async () => {
	const {clock, port} = open();
	const early = new AbortController();
	early.abort();
	expect(await failureOf(port.run(listing, {signal: early.signal}))).toBe(
		'cancelled: ipvsadm -Ln: cancelled',
	);
	const end = port.disturb({hits: () => true, delay: 1000});
	const late = new AbortController();
	const failure = failureOf(port.run(['ipvsadm', '-C'], {signal: late.signal}));
	await clock.pass(500);
	late.abort();
	expect(await failure).toBe('cancelled: ipvsadm -C: cancelled');
	await clock.pass(1000);
	end();
	expect(await port.readFile('/proc/net/ip_vs')).toContain('TCP  0A010101:0050 rr');
});

test('somebody else may write a sysctl', async () => {
	const {port} = open();
	port.setSysctl('run_estimation', '0');
	expect(await port.readFile('/proc/sys/net/ipv4/vs/run_estimation')).toBe('0\n');
	expect(() => port.setSysctl('nosuch', '1')).toThrow(RangeError);
});
