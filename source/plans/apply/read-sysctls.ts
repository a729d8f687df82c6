/**
 * The kernel's settings that decide what becomes of running connections.
 */

import type {CallOptions, Port} from '../../director/port/port.ts';
import type {Sysctls} from '../seen.ts';

const folder = '/proc/sys/net/ipv4/vs';

/** Not every kernel has every setting, and not everybody may read them: what cannot be read is null. */
async function readSwitch(port: Port, name: string, options: CallOptions): Promise<boolean | null> {
	try {
		const text = (await port.readFile(`${folder}/${name}`, options)).trim();
		return /^\d+$/.test(text) ? text !== '0' : null;
	} catch {
		return null;
	}
}

/** Reads them; each is null where it is not known. Does not reject. */
export async function readSysctls(port: Port, options: CallOptions = {}): Promise<Sysctls> {
	const [expireNodestConn, expireQuiescentTemplate] = await Promise.all([
		readSwitch(port, 'expire_nodest_conn', options),
		readSwitch(port, 'expire_quiescent_template', options),
	]);
	return {expireNodestConn, expireQuiescentTemplate};
}
