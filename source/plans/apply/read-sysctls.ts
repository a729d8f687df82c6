/**
 * Reads the kernel settings that decide how connections continue or end.
 */

import type {CallOptions, Port} from '../../director/port/port.ts';
import type {Sysctls} from '../seen.ts';

const folder = '/proc/sys/net/ipv4/vs';

/** Null if the kernel does not have the setting, or the user may not read it. */
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

/** Reads the settings; each is null if it is not known. Never rejects. */
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
