/**
 * A large table in a guest, and the cost of commands there.
 */
import {formatIpv4} from '../../source/ipvs/ipv4.ts';
import type {Guest} from '../lab/kernel.ts';
import {descendantsCpuTime} from './cpu-time.ts';

/** The commands with which everything is compared: one tick of `watch`. */
export const listings = 'ipvsadm -Ln --stats --exact >/dev/null; ipvsadm -Ln >/dev/null';

/** The rules for this number of services, and of servers each, in the format of `ipvsadm -R`. */
export function tableText(services: number, serversEach: number): string {
	let text = '';
	for (let service = 0; service < services; service += 1) {
		const name = `-t ${formatIpv4(0xcb_00_00_00 + service)}:80`;
		text += `-A ${name} -s wlc\n`;
		for (let server = 0; server < serversEach; server += 1) {
			const address = formatIpv4(0x0a_00_00_01 + service * serversEach + server);
			text += `-a ${name} -r ${address}:8080 -m -w 100\n`;
		}
	}

	return text;
}

/** Seconds of the guest's CPU time that a script takes, measured on the host; other programs there do not count. */
export async function secondsOf(guest: Guest, script: string): Promise<number> {
	const before = descendantsCpuTime();
	await guest.runScript(script, {timeout: 3_600_000});
	return descendantsCpuTime() - before;
}
