import {afterAll, beforeAll, beforeEach, expect, it} from 'vitest';
import {systemClock} from '../../source/director/port/clock.ts';
import {type RunOptions, runSubcommand} from '../support/run-subcommand.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {describeLab, measured} from './describe-lab.ts';
import {guestPort} from './guest-port.ts';
import {bootWebDirector, first, second, service, type WebDirector} from './web-director.ts';

/** The kernel's example of LVS-NAT, whose one client asks ten times a second for web pages. */
describeLab('a drain under web traffic', measured, () => {
	let director: WebDirector;
	beforeAll(async () => {
		director = await bootWebDirector();
	});
	afterAll(() => director.guest.close());
	beforeEach(() => director.reset());

	const requestsDuring = (work: (home: string) => Promise<void>) =>
		director.requestsDuring(work, 20);

	async function drain(server: string, options: RunOptions = {}) {
		const place = {
			port: guestPort(director.guest),
			clock: systemClock,
			stateFolder: await temporaryFolder(),
		};
		const words = `${service} ${server}`;
		return runSubcommand(place, 'drain', words, {yes: true, interval: 1000, ...options});
	}

	it('empties the server, and no request fails', async () => {
		await director.serve('-s rr');
		const counts = await requestsDuring(async () => {
			expect(await drain(first, {wait: true})).toMatchObject({code: 0, err: ''});
		});
		expect(counts).toMatchObject({failed: 0, answersAtEnd: {[second]: 20}});
	});

	it('deletes the empty server, and no request fails', async () => {
		await director.serve('-s wlc');
		const counts = await requestsDuring(async () => {
			expect(await drain(first, {delete: true})).toMatchObject({code: 0, err: ''});
		});
		expect(counts.failed).toBe(0);
		expect((await director.guest.run(['ipvsadm', '-Sn'])).stdout).not.toContain(first);
	});

	it('does not move a persistent client, as the advice says', async () => {
		await director.serve('-s rr -p 60');
		let server = '';
		const counts = await requestsDuring(async home => {
			server = home;
			const ended = await drain(home, {timeout: 5000});
			expect(ended.code).toBe(1);
			expect(ended.out).toMatch(/known clients keep coming back until they pause for 180 s/);
			// A request that was active at the first reading makes it seem to become empty: "about 5 s to go".
			expect(ended.err).toMatch(/1 persistent client(?:, about [^;]+)?; it stays drained/);
		});
		expect(counts).toMatchObject({failed: 0, answers: {[server]: counts.answered}});
	});

	it('moves a persistent client with expire_quiescent_template', async () => {
		await director.setSysctl('expire_quiescent_template', 1);
		await director.serve('-s rr -p 60');
		let other = '';
		const counts = await requestsDuring(async home => {
			other = home === first ? second : first;
			expect(await drain(home, {wait: true})).toMatchObject({code: 0, err: ''});
		});
		expect(counts).toMatchObject({failed: 0, answersAtEnd: {[other]: 20}});
	});

	it.each(['sh', 'mh'])('of %s keeps its clients by the fallback flag', async scheduler => {
		await director.serve(`-s ${scheduler}`);
		const counts = await requestsDuring(async home => {
			expect(await drain(home, {wait: true})).toMatchObject({code: 0, err: ''});
		});
		expect(counts.failed).toBe(0);
	});

	it('of dh refuses its clients, as the warning says', async () => {
		await director.serve('-s dh');
		const counts = await requestsDuring(async home => {
			const ended = await drain(home);
			expect(ended.out).toMatch(/warning: dh does not skip a server of weight 0/);
		});
		expect(counts.failed).toBeGreaterThanOrEqual(20);
		expect(counts.answersAtEnd).toEqual({});
	});
});
