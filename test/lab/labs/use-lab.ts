/**
 * A lab in a test: its faults, and what its client gets.
 */
import {afterAll, beforeAll, expect} from 'vitest';
import type {Guest} from '../guest.ts';
import {bootKernel} from '../kernel.ts';
import {clientName} from '../topology.ts';
import {buildLab, faultProgram, type Lab} from './lab.ts';

/** What the client got for its requests: the server that answered, or null for none in 3 s. In no particular order. */
export type Answers = readonly (string | null)[];

export interface LabInUse {
	readonly guest: Guest;
	/** Four requests at the same time, to the VIP of IPv4 or another address; `size` bytes each if it is given. */
	answers(options?: {readonly vip?: string; readonly size?: number}): Promise<Answers>;
	/** Does the work while a fault is on, and then waits until both servers answer as before. */
	during(fault: string, work: () => Promise<void>): Promise<void>;
}

/** The answers of two servers by turns. */
export function byTurns(one: string | null, other: string | null): Answers {
	return [one, one, other, other];
}

/** Boots one guest with the lab for the tests of the block in which it is called. */
export function useLab(lab: Lab): LabInUse {
	const [first, second] = lab.topology.servers.map(({address}) => address) as [string, string];
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
		await buildLab(guest, lab);
	});
	afterAll(() => guest.close());

	async function answers({vip = lab.topology.vip, size = 0} = {}): Promise<Answers> {
		const host = vip.includes(':') ? `[${vip}]` : vip;
		const url = `http://${host}/?${'x'.repeat(size)}`;
		// Its own option for a time limit makes busybox crash in a guest.
		const ask = 'busybox timeout 3 busybox wget -q -O - "$1" 2>/dev/null || echo none';
		const script = `for request in 1 2 3 4; do (${ask}) & done; wait`;
		const command = ['busybox', 'sh', '-c', script, 'sh', url] as const;
		const {stdout} = await guest.run(['ip', 'netns', 'exec', clientName, ...command]);
		return stdout
			.trim()
			.split('\n')
			.sort()
			.map(answer => (answer === 'none' ? null : answer));
	}

	async function turn(to: 'on' | 'off', name: string) {
		expect(await guest.run([faultProgram, to, name])).toMatchObject({exitCode: 0, stderr: ''});
	}

	return {
		get guest() {
			return guest;
		},
		answers,
		async during(fault, work) {
			await turn('on', fault);
			await work();
			await turn('off', fault);
			// A neighbour that did not answer is asked again only after a second.
			await expect.poll(() => answers(), {timeout: 30_000}).toEqual(byTurns(first, second));
		},
	};
}
