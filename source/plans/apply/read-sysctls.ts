/**
 * Reads the kernel settings that decide how connections continue or end.
 */

import type {CallOptions, Port} from '../../director/port/port.ts';
import type {Sysctls} from '../known-row.ts';

const folder = '/proc/sys/net/ipv4/vs';

/** The files of the settings. */
export const sysctlFiles: readonly string[] = [
	'expire_nodest_conn',
	'expire_quiescent_template',
	'conn_reuse_mode',
	'conntrack',
	'sloppy_tcp',
].map(name => `${folder}/${name}`);

type FilePort = Pick<Port, 'readFile'>;

/** Null if the kernel does not have the setting, or the user may not read it. */
async function readNumber(
	port: FilePort,
	name: string,
	options: CallOptions,
): Promise<number | null> {
	try {
		const text = (await port.readFile(`${folder}/${name}`, options)).trim();
		return /^\d+$/.test(text) ? Number(text) : null;
	} catch {
		return null;
	}
}

async function readSwitch(
	port: FilePort,
	name: string,
	options: CallOptions,
): Promise<boolean | null> {
	const value = await readNumber(port, name, options);
	return value === null ? null : value !== 0;
}

const nothingKnown: Sysctls = {
	expireNodestConn: null,
	expireQuiescentTemplate: null,
	connReuseMode: null,
	conntrack: null,
	sloppyTcp: null,
};

/** The port itself, or what it has read in one exchange; null if it cannot be reached. */
async function gathered(port: Port, options: CallOptions): Promise<FilePort | null> {
	try {
		return (await port.gather?.({files: sysctlFiles, commands: []}, options)) ?? port;
	} catch {
		return null;
	}
}

/** Reads the settings; each is null if it is not known. Never rejects. */
export async function readSysctls(port: Port, options: CallOptions = {}): Promise<Sysctls> {
	const from = await gathered(port, options);
	if (from === null) {
		return nothingKnown;
	}

	const [expireNodestConn, expireQuiescentTemplate, connReuseMode, conntrack, sloppyTcp] =
		await Promise.all([
			readSwitch(from, 'expire_nodest_conn', options),
			readSwitch(from, 'expire_quiescent_template', options),
			readNumber(from, 'conn_reuse_mode', options),
			readSwitch(from, 'conntrack', options),
			readSwitch(from, 'sloppy_tcp', options),
		]);
	return {expireNodestConn, expireQuiescentTemplate, connReuseMode, conntrack, sloppyTcp};
}
