/**
 * Reads a director's version of ipvsadm.
 */
import {type IpvsadmVersion, parseIpvsadmVersion} from '../../ipvs/ipvsadm-version.ts';
import {type CallOptions, type Port, PortError} from '../port/port.ts';
import {totalsPath} from './failures.ts';

/** The version of each director, as long as its port is in use. */
const known = new WeakMap<Port, IpvsadmVersion>();

/**
 * The version of the director's ipvsadm; null if it could not be read. It is read once for each port. While IPVS is not
 * in the kernel ipvsadm is not run, because it would load it. It answers to root only.
 */
export async function readIpvsadmVersion(
	port: Port,
	options: CallOptions = {},
): Promise<IpvsadmVersion | null> {
	const before = known.get(port);
	if (before !== undefined) {
		return before;
	}

	try {
		await port.readFile(totalsPath, options);
		const {exitCode, stdout} = await port.run(['ipvsadm', '--version'], options);
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
