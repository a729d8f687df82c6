/**
 * Addresses for a simulated director on the networks of its servers.
 */
import {familyOf, type IpAddress, ipAddress} from '../ipvs/address.ts';
import {formatIpv6, parseIpv6} from '../ipvs/ipv6.ts';

/** An address of a device. */
export interface Address {
	readonly address: IpAddress;
	readonly prefixLength: number;
}

/** The most networks of servers before larger ones are made of them. */
const mostNetworks = 32;

/** Addresses of one network with one host part each: `10.0.0.1`, `2001:db8::1`. */
export function hostOf(address: IpAddress, host: number, prefixLength: number): IpAddress {
	if (familyOf(address) === 'ipv4') {
		const bytes = address.split('.').map(Number);
		const kept = prefixLength / 8;
		return ipAddress(
			[...bytes.slice(0, kept), ...[255, 255, 255].slice(0, 3 - kept), host].join('.'),
		);
	}

	const words = parseIpv6(address) ?? [];
	return formatIpv6([...words.slice(0, 4), 0, 0, 0, host]);
}

/** The address of a network with room for one more machine; null if all its first 254 hosts are taken. */
function freeAddress(
	machine: IpAddress,
	prefixLength: number,
	taken: ReadonlySet<IpAddress>,
): IpAddress | null {
	for (let host = 1; host < 255; host += 1) {
		const address = hostOf(machine, host, prefixLength);
		if (!taken.has(address)) {
			return address;
		}
	}

	return null;
}

/**
 * The director's own addresses on the networks of these machines, which none of `taken` has: /24 networks, or the /8
 * networks around them if they are many or full; /64 for IPv6.
 */
export function ownAddresses(
	machines: readonly IpAddress[],
	taken: ReadonlySet<IpAddress>,
): readonly Address[] {
	const inNetworksOf = (ipv4Length: number): readonly Address[] | null => {
		const found = new Map<IpAddress, Address>();
		for (const machine of machines) {
			const prefixLength = familyOf(machine) === 'ipv4' ? ipv4Length : 64;
			const network = hostOf(machine, 0, prefixLength);
			if (!found.has(network)) {
				const address = freeAddress(machine, prefixLength, taken);
				if (address === null || found.size === mostNetworks) {
					return null;
				}

				found.set(network, {address, prefixLength});
			}
		}

		return [...found.values()];
	};
	return inNetworksOf(24) ?? inNetworksOf(8) ?? [];
}
