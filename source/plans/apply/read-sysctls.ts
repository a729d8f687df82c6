/**
 * The kernel's settings that decide what becomes of running connections.
 */

import type {CallOptions, Port} from '../../director/port/port.ts';
import type {Sysctls} from '../seen.ts';

const folder = '/proc/sys/net/ipv4/vs';

/** Not every kernel has every setting, and not everybody may read them: what cannot be read is null. */
async function readNumber(port: Port, name: string, options: CallOptions): Promise<number | null> {
	try {
		const text = (await port.readFile(`${folder}/${name}`, options)).trim();
		return /^\d+$/.test(text) ? Number(text) : null;
	} catch {
		return null;
	}
}

async function readSwitch(port: Port, name: string, options: CallOptions): Promise<boolean | null> {
	const value = await readNumber(port, name, options);
	return value === null ? null : value !== 0;
}

/** Reads them; each is null if it is not known. Does not reject. */
export async function readSysctls(port: Port, options: CallOptions = {}): Promise<Sysctls> {
	const [expireNodestConn, expireQuiescentTemplate, connReuseMode, conntrack, sloppyTcp] =
		await Promise.all([
			readSwitch(port, 'expire_nodest_conn', options),
			readSwitch(port, 'expire_quiescent_template', options),
			readNumber(port, 'conn_reuse_mode', options),
			readSwitch(port, 'conntrack', options),
			readSwitch(port, 'sloppy_tcp', options),
		]);
	return {expireNodestConn, expireQuiescentTemplate, connReuseMode, conntrack, sloppyTcp};
}
