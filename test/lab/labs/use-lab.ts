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
import {buildLab, type Fault, faultProgram, type Lab, runLines} from './lab.ts';

/** The answers that the client got to its requests: the server that answered, or null for none in 3 s. In no particular order. */
export type Answers = readonly (string | null)[];

/** Something that `lvstop check --json` reports. */
export interface Finding {
	readonly id: string;
	readonly severity: 'error' | 'warning' | 'note';
	readonly about: string;
	readonly found: string;
}

export interface AnswersOptions {
	/** Default: the VIP of IPv4. */
	readonly vip?: string;
	/** Bytes of each request, about. */
	readonly size?: number;
	/** Default 4. */
	readonly requests?: number;
}

export interface LabInUse {
	readonly guest: Guest;
	/** Requests at the same time. */
	answers(options?: AnswersOptions): Promise<Answers>;
	/** The report of `lvstop check` on the director, with further words of its command line. */
	findings(...words: string[]): Promise<readonly Finding[]>;
	/**
	 * Does the work while a fault is on, and waits until the check of the fault reports it. Then mends it, and waits until
	 * both servers answer again and no check reports anything. Connections from before are forgotten each time.
	 * @param fault the name of one of the lab's, or another one
	 */
	during(
		fault: string | Omit<Fault, 'effect'>,
		work: () => Promise<void>,
		options?: DuringOptions,
	): Promise<void>;
}

export interface DuringOptions {
	/** How the report of the check begins: the severity, the id and what was found. Default: any report of that check. */
	readonly reports?: string;
	/** More words for `lvstop check`. */
	readonly check?: readonly string[];
	/** Whether clients go on with their requests until the check reports the fault: it is seen by those that fail. */
	readonly requests?: boolean;
}

/** The answers of two servers by turns. */
export function byTurns(one: string | null, other: string | null, requests = 4): Answers {
	return Array.from({length: requests}, (_, index) => (index < requests / 2 ? one : other));
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

	/** The answers to a request at each of these times, in seconds from the one before. */
	async function ask(vip: string, size: number, pauses: readonly number[]): Promise<Answers> {
		const host = vip.includes(':') ? `[${vip}]` : vip;
		const url = `http://${host}/?${'x'.repeat(size)}`;
		// Its own option for a time limit makes busybox crash in a guest.
		const one = 'busybox timeout 3 busybox wget -q -O - "$1" 2>/dev/null || echo none';
		const script = `${pauses.map(pause => `sleep ${pause}; (${one}) &`).join('\n')}\nwait`;
		const command = ['busybox', 'sh', '-c', script, 'sh', url] as const;
		const {stdout} = await guest.run(['ip', 'netns', 'exec', clientName, ...command]);
		return stdout
			.trim()
			.split('\n')
			.sort()
			.map(answer => (answer === 'none' ? null : answer));
	}

	const {vip: firstVip} = lab.topology;
	const answers = ({vip = firstVip, size = 0, requests = 4}: AnswersOptions = {}) =>
		ask(vip, size, new Array<number>(requests).fill(0));
	/** Requests for about as long as `lvstop check` takes. */
	const keepAsking = () => ask(firstVip, 0, new Array<number>(10).fill(0.3));

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

	/** Makes or mends a fault: one of the lab's by the program that a person uses. */
	async function turn(to: 'on' | 'off', fault: Omit<Fault, 'effect'>) {
		const {name} = fault;
		if (lab.faults.some(own => own.name === name)) {
			const {exitCode, stderr} = await guest.run([faultProgram, to, name]);
			expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
		} else {
			await runLines(guest, fault[to]);
		}
	}

	return {
		get guest() {
			return guest;
		},
		answers,
		findings,
		async during(nameOrFault, work, {check = [], requests = false, reports} = {}) {
			const isMeant = ({name}: Fault) => name === nameOrFault;
			const fault = typeof nameOrFault === 'string' ? lab.faults.find(isMeant) : nameOrFault;
			if (fault === undefined) {
				throw new Error(`the lab has no fault ${nameOrFault}`);
			}

			const reported = async () => {
				const [found] = await Promise.all([findings(...check), requests ? keepAsking() : null]);
				return found
					.filter(({id}) => id === fault.finding)
					.map(({severity, id, found: words}) => `${severity} ${id}: ${words}`);
			};
			await forgetConnections(guest);
			await turn('on', fault);
			try {
				await work();
				await expect
					.poll(reported, {timeout: 30_000})
					.toContainEqual(expect.stringContaining(reports ?? fault.finding));
			} finally {
				await turn('off', fault);
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
