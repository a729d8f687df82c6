/**
 * Reads a director's version of ipvsadm.
 */
import {type IpvsadmVersion, parseIpvsadmVersion} from '../../ipvs/ipvsadm-version.ts';
import {type CallOptions, type Port, PortError} from '../port/port.ts';
import {totalsPath} from './failures.ts';

/** The command that prints it. */
export const versionCommand = ['ipvsadm', '--version'] as const;

/** The version of each director, as long as its port is in use. */
const known = new WeakMap<Port, IpvsadmVersion>();

/**
 * The version of the director's ipvsadm; null if it could not be read. It is read once for each port. While IPVS is not
 * in the kernel ipvsadm is not run, because it would load it. It answers to root only.
 * @param through what the port has gathered, if the version may be part of it
 */
export async function readIpvsadmVersion(
	port: Port,
	options: CallOptions = {},
	through: Pick<Port, 'run' | 'readFile'> = port,
): Promise<IpvsadmVersion | null> {
	const before = known.get(port);
	if (before !== undefined) {
		return before;
	}

	try {
		await through.readFile(totalsPath, options);
		const {exitCode, stdout} = await through.run(versionCommand, options);
		const version = exitCode === 0 ? parseIpvsadmVersion(stdout) : null;
		if (version !== null) {
			known.set(port, version);
		}

		return version;
	} catch (error) {
		if (error instanceof PortError) {
			return null;
		}

		throw error;
	}
}

/** Forgets the version, so that it is read again: somebody may install a newer ipvsadm after a refusal. */
export function forgetIpvsadmVersion(port: Port): void {
	known.delete(port);
}
