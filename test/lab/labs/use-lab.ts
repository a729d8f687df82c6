/**
 * A lab in a test: its faults, and what its client gets.
 */
import {afterAll, beforeAll, expect} from 'vitest';
import type {DirectorPlace} from '../../../source/commands/subcommand.ts';
import {systemClock} from '../../../source/director/port/clock.ts';
import {runWords} from '../../support/run-subcommand.ts';
import {temporaryFolder} from '../../support/temporary-folder.ts';
import type {Guest} from '../guest.ts';
import {guestPort} from '../guest-port.ts';
import {bootKernel} from '../kernel.ts';
import {clientName} from '../topology.ts';
import {buildLab, faultProgram, type Lab} from './lab.ts';

/** What the client got for its requests: the server that answered, or null for none in 3 s. In no particular order. */
export type Answers = readonly (string | null)[];

/** Something that `lvstop check --json` reports. */
export interface Finding {
	readonly id: string;
	readonly severity: 'error' | 'warning' | 'note';
	readonly about: string;
	readonly found: string;
}

export interface LabInUse {
	readonly guest: Guest;
	/** Four requests at the same time, to the VIP of IPv4 or another address; `size` bytes each if it is given. */
	answers(options?: {readonly vip?: string; readonly size?: number}): Promise<Answers>;
	/** What `lvstop check` reports on the director, with further words of its command line. */
	findings(...words: string[]): Promise<readonly Finding[]>;
	/**
	 * Does the work while a fault is on, and waits until the check of the fault reports it. Then mends it, and waits until
	 * both servers answer again and no check reports anything. Connections from before are forgotten each time.
	 */
	during(fault: string, work: () => Promise<void>, options?: DuringOptions): Promise<void>;
}

export interface DuringOptions {
	/** More words for `lvstop check`. */
	readonly check?: readonly string[];
	/** Whether clients go on with their requests until the check reports the fault: it is seen by those that fail. */
	readonly requests?: boolean;
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

	async function findings(...words: string[]): Promise<readonly Finding[]> {
		const folder = await temporaryFolder();
		const place: DirectorPlace = {
			host: 'director',
			user: 'ann',
			hostFolder: folder,
			snapshotFolder: folder,
			keepSnapshots: null,
		};
		const director = {port: guestPort(guest), clock: systemClock};
		const {code, out, err} = await runWords(director, place, ['check', '--json', ...words], {});
		expect(err).toBe('');
		const found: readonly Finding[] = JSON.parse(out).findings;
		expect(code).toBe(found.every(({severity}) => severity === 'note') ? 0 : 1);
		return found;
	}

	async function turn(to: 'on' | 'off', name: string) {
		expect(await guest.run([faultProgram, to, name])).toMatchObject({exitCode: 0, stderr: ''});
	}

	return {
		get guest() {
			return guest;
		},
		answers,
		findings,
		async during(name, work, {check = [], requests = false} = {}) {
			const id = lab.faults.find(fault => fault.name === name)?.finding;
			const ids = async () => {
				const [found] = await Promise.all([findings(...check), requests ? answers() : null]);
				return found.map(finding => finding.id);
			};
			await forgetConnections(guest);
			await turn('on', name);
			try {
				await work();
				await expect.poll(ids, {timeout: 30_000}).toContain(id);
			} finally {
				await turn('off', name);
				await forgetConnections(guest);
			}

			// A neighbour that did not answer is asked again only after a second.
			await expect.poll(() => answers(), {timeout: 30_000}).toEqual(byTurns(first, second));
			await expect.poll(() => findings(...check), {timeout: 30_000}).toEqual([]);
		},
	};
}

/** Empties the connection table: connections expire with their servers, if the kernel is told so, which then come back. */
async function forgetConnections(guest: Guest): Promise<void> {
	await guest.runScript(`
		setting=/proc/sys/net/ipv4/vs/expire_nodest_conn
		servers=$(ipvsadm -Sn | grep '^-a')
		echo 1 >$setting
		sed -E 's/^-a (.* -r [^ ]+) .*/-d \\1/' <<<"$servers" | ipvsadm -R
		until [ "$(wc -l </proc/net/ip_vs_conn)" = 1 ]; do sleep 0.05; done
		echo 0 >$setting
		ipvsadm -R <<<"$servers"`);
}
