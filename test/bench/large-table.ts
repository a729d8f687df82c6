/**
 * A large table in a guest, and what commands cost there.
 */
import {formatIpv4} from '../../source/ipvs/ipv4.ts';
import type {Guest} from '../lab/kernel.ts';
import {descendantsCpuTime} from './cpu-time.ts';

/** What everything is measured beside: a tick of `watch`. */
export const listings = 'ipvsadm -Ln --stats --exact >/dev/null; ipvsadm -Ln >/dev/null';

/** The rules of so many services with so many servers each, as `ipvsadm -R` takes them. */
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

/** Seconds of CPU time that a script takes in the guest, by the host's clock: what else runs there is not in it. */
export async function secondsOf(guest: Guest, script: string): Promise<number> {
	const before = descendantsCpuTime();
	await guest.runScript(script, {timeout: 3_600_000});
	return descendantsCpuTime() - before;
}
