/**
 * The networks that a director is connected to.
 */

import {type AddressFamily, familyOf, type IpAddress} from '../../ipvs/address.ts';
import {parseIpv4} from '../../ipvs/ipv4.ts';
import {parseIpv6} from '../../ipvs/ipv6.ts';
import type {Device, DeviceAddress} from './ip-rows.ts';

/** The first bits of an address, as a text that equal networks share. */
function prefixOf(address: IpAddress, length: number): string {
	if (familyOf(address) === 'ipv4') {
		return String(Math.floor((parseIpv4(address) ?? 0) / 2 ** (32 - length)));
	}

	const words = parseIpv6(address) ?? [];
	const whole = Math.floor(length / 16);
	const rest = (words[whole] ?? 0) >>> (16 - (length % 16));
	return [...words.slice(0, whole), rest].join(':');
}

/** Whether an address is in the network of `network`/`prefixLength`. */
export function isInNetwork(
	address: IpAddress,
	{address: network, prefixLength}: Pick<DeviceAddress, 'address' | 'prefixLength'>,
): boolean {
	return (
		familyOf(address) === familyOf(network) &&
		prefixOf(address, prefixLength) === prefixOf(network, prefixLength)
	);
}

/** A network of a device. */
export interface OwnNetwork {
	readonly device: Device;
	readonly network: DeviceAddress;
}

/** The networks of the devices that are up and have neighbours; an address without a network (/32, /128) is none. */
export function ownNetworks(devices: readonly Device[]): readonly OwnNetwork[] {
	return devices
		.filter(({flags}) => flags.includes('UP') && !flags.includes('LOOPBACK'))
		.flatMap(device =>
			device.addresses
				.filter(
					({address, prefixLength, scope}) =>
						prefixLength < (familyOf(address) === 'ipv4' ? 31 : 127) && scope !== 'link',
				)
				.map(network => ({device, network})),
		);
}

/** Tables to look up each server in: own networks by their first bits, the longest first, and own addresses. */
interface Lookup {
	readonly lengths: readonly {
		readonly family: AddressFamily;
		readonly length: number;
		readonly networks: ReadonlyMap<string, OwnNetwork>;
	}[];
	readonly holders: ReadonlyMap<IpAddress, Device>;
}

const lookups = new WeakMap<readonly Device[], Lookup>();

/** Made once for a list of devices: a large director asks for each of its servers. */
function lookupOf(devices: readonly Device[]): Lookup {
	const known = lookups.get(devices);
	if (known !== undefined) {
		return known;
	}

	const byLength = Map.groupBy(
		ownNetworks(devices),
		({network: {address, prefixLength}}) => `${familyOf(address)} ${prefixLength}`,
	);
	const lengths = [...byLength.values()]
		.flatMap(own => {
			const [first] = own;
			if (first === undefined) {
				return [];
			}

			const {address, prefixLength: length} = first.network;
			const networks = new Map(
				own.toReversed().map(each => [prefixOf(each.network.address, length), each]),
			);
			return [{family: familyOf(address), length, networks}];
		})
		.sort((one, other) => other.length - one.length);
	const holders = new Map(
		devices
			.toReversed()
			.flatMap(device => device.addresses.map(({address}) => [address, device] as const)),
	);
	const made = {lengths, holders};
	lookups.set(devices, made);
	return made;
}

/** The own network that contains an address, the smallest one; undefined if none does. */
export function networkOf(devices: readonly Device[], address: IpAddress): OwnNetwork | undefined {
	const family = familyOf(address);
	for (const {family: own, length, networks} of lookupOf(devices).lengths) {
		const found = own === family ? networks.get(prefixOf(address, length)) : undefined;
		if (found !== undefined) {
			return found;
		}
	}

	return undefined;
}

/** `10.0.0.1/24 on eth1` */
export function networkName({device, network}: OwnNetwork): string {
	return `${network.address}/${network.prefixLength} on ${device.name}`;
}

/** The device that has an address itself; undefined if none has. */
export function deviceWith(devices: readonly Device[], address: IpAddress): Device | undefined {
	return lookupOf(devices).holders.get(address);
}
