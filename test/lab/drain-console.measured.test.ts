/**
 * Drains by key on the real kernel: traffic sees what the panel has said.
 */
import {afterAll, afterEach, beforeAll, beforeEach, expect, it} from 'vitest';
import {type Keyboard, openKeyboard} from './console-keyboard.ts';
import {describeLab, measured} from './describe-lab.ts';
import {printedRules} from './every-kind-director.ts';
import {bootKernel, type Guest} from './kernel.ts';
import {buildNetwork} from './network.ts';
import {ruleSet, topologies} from './topology.ts';
import {startTraffic, type TrafficCounts} from './traffic.ts';

const topology = topologies.nat;
const service = `tcp:${topology.vip}:80`;
const [first, second] = topology.servers.map(({address}) => address) as [string, string];

function rowOf(address: string): string {
	return `${service} ${address}:80`;
}

describeLab('a drain by key', measured, () => {
	let guest: Guest;
	let keyboard: Keyboard;
	beforeAll(async () => {
		guest = await bootKernel();
		await buildNetwork(guest, topology);
	});
	afterAll(() => guest.close());
	afterEach(() => keyboard.close());
	beforeEach(async () => {
		await setSysctl('expire_quiescent_template', 0);
		await guest.run(['ipvsadm', '-C']);
	});

	const setSysctl = (name: string, value: number) =>
		guest.writeFile(`/proc/sys/net/ipv4/vs/${name}`, `${value}\n`);

	/** The two web servers behind a service with these options, and a console on them. */
	async function serve(options: string): Promise<void> {
		const input = ruleSet(topology, 'tcp', 80).replace('-s rr', options);
		expect(await guest.run(['ipvsadm', '-R'], {input})).toMatchObject({exitCode: 0, stderr: ''});
		keyboard = await openKeyboard(guest);
	}

	/** What the client sees while the work is done on the server that it came to first, and for ten requests after it. */
	async function requestsDuring(work: (home: string) => Promise<void>): Promise<TrafficCounts> {
		const traffic = await startTraffic(guest, topology, {kind: 'http', rate: 10});
		await work(traffic.first);
		return traffic.stop(10);
	}

	/** The keys that put the cursor on a server. */
	function goTo(address: string): string {
		return `g/${address}<enter>j`;
	}

	it('empties the server, no request fails, and D goes back', async () => {
		await serve('-s rr');
		const {saved: before} = await printedRules(guest);
		const counts = await requestsDuring(async () => {
			await keyboard.press(`${goTo(first)}d`);
			expect(keyboard.screen()).toMatch(/wait until no connection is active/);
			await keyboard.press('y');
			await keyboard.until(({drains}) => drains.followed.get(rowOf(first))?.isEmpty === true);
		});
		expect(counts).toMatchObject({failed: 0, answersAtEnd: {[second]: 10}});
		expect(keyboard.screen()).toContain('is drained: empty after');

		await keyboard.press('Dy');
		expect((await printedRules(guest)).saved).toEqual(before);
	});

	it('of a persistent service does not move its client, as the panel says', async () => {
		await serve('-s rr -p 60');
		let server = '';
		const counts = await requestsDuring(async home => {
			server = home;
			await keyboard.press(`${goTo(home)}d`);
			await keyboard.until(() => keyboard.screen().includes('1 persistent'));
			expect(keyboard.screen().replaceAll(/\s+/g, ' ')).toContain(
				'known clients keep coming back until they pause for 60 s',
			);
			await keyboard.press('y');
			await keyboard.until(({drains}) => {
				const progress = drains.followed.get(rowOf(home))?.progress;
				return (progress?.took ?? 0) > 2000 && progress?.latest.persistentConnections === 1;
			});
			expect(keyboard.screen()).toContain('1 persistent client');
			expect(keyboard.screen()).toMatch(/⇣\d+\+1 pers/);
		});
		expect(counts).toMatchObject({failed: 0, answers: {[server]: counts.answered}});
	});

	it('of a persistent service moves its client with expire_quiescent_template', async () => {
		await setSysctl('expire_quiescent_template', 1);
		await serve('-s rr -p 60');
		let other = '';
		const counts = await requestsDuring(async home => {
			other = home === first ? second : first;
			await keyboard.press(`${goTo(home)}d`);
			expect(keyboard.screen().replaceAll(/\s+/g, ' ')).toContain(
				'known clients leave at their next connection',
			);
			await keyboard.press('y');
			await keyboard.until(({drains}) => drains.followed.get(rowOf(home))?.isEmpty === true);
		});
		expect(counts).toMatchObject({failed: 0, answersAtEnd: {[other]: 10}});
	});

	it('is told of when somebody else undoes it', async () => {
		await serve('-s rr');
		await keyboard.press(`${goTo(first)}dy`);
		await keyboard.until(({drains}) => drains.followed.has(rowOf(first)));
		const entry = ['-t', `${topology.vip}:80`, '-r', `${first}:80`, '-m', '-w', '5'];
		await guest.run(['ipvsadm', '-e', ...entry]);
		await keyboard.until(({message}) => message?.severity === 'warning');
		expect(keyboard.screen()).toContain('was undone by somebody else: it has weight 5');
	});
});
