/**
 * The networks that a director is connected to.
 */

import {familyOf, type IpAddress} from '../../ipvs/address.ts';
import {parseIpv4} from '../../ipvs/ipv4.ts';
import {parseIpv6} from '../../ipvs/ipv6.ts';
import type {Device, DeviceAddress} from './ip-rows.ts';

/** The bits of an address as one number. */
function bitsOf(address: IpAddress): bigint {
	return familyOf(address) === 'ipv4'
		? BigInt(parseIpv4(address) ?? 0)
		: (parseIpv6(address) ?? []).reduce((bits, word) => (bits << 16n) | BigInt(word), 0n);
}

/** Whether an address is in the network of `network`/`prefixLength`. */
export function isInNetwork(
	address: IpAddress,
	{address: network, prefixLength}: Pick<DeviceAddress, 'address' | 'prefixLength'>,
): boolean {
	if (familyOf(address) !== familyOf(network)) {
		return false;
	}

	const shift = BigInt((familyOf(address) === 'ipv4' ? 32 : 128) - prefixLength);
	return bitsOf(address) >> shift === bitsOf(network) >> shift;
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

/** The own network that contains an address; undefined if none does. */
export function networkOf(devices: readonly Device[], address: IpAddress): OwnNetwork | undefined {
	return ownNetworks(devices).find(({network}) => isInNetwork(address, network));
}

/** `10.0.0.1/24 on eth1` */
export function networkName({device, network}: OwnNetwork): string {
	return `${network.address}/${network.prefixLength} on ${device.name}`;
}

/** The device that has an address itself; undefined if none has. */
export function deviceWith(devices: readonly Device[], address: IpAddress): Device | undefined {
	return devices.find(({addresses}) => addresses.some(own => own.address === address));
}
