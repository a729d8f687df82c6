/**
 * Parses /etc/hosts.
 */
import {type IpAddress, parseIpAddress} from '../../ipvs/address.ts';
import {cleanName} from './clean-name.ts';

/** The first name of each address; lines that cannot be understood are skipped, as the system does. */
export function parseHosts(text: string): ReadonlyMap<IpAddress, string> {
	const names = new Map<IpAddress, string>();
	for (const line of text.split('\n')) {
		const [typed = '', name = ''] = (line.split('#')[0] ?? '').trim().split(/\s+/);
		const address = parseIpAddress(typed);
		const clean = cleanName(name);
		if (address !== null && clean !== null && !names.has(address)) {
			names.set(address, clean);
		}
	}

	return names;
}
