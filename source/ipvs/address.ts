/**
 * IP addresses as text in the one form that the kernel's tools print (inet_ntop), so that equal
 * addresses are equal strings.
 */

export type AddressFamily = 'ipv4' | 'ipv6';

/** `10.0.0.8` or `2001:db8::8`: always in canonical form; make one with {@link parseAddress}. */
export type IpAddress = string;

/** An address with a port. */
export interface Endpoint {
	readonly address: IpAddress;
	readonly port: number;
}

/** Whether a canonical address is IPv4 or IPv6. */
export function familyOf(address: IpAddress): AddressFamily {
	return address.includes(':') ? 'ipv6' : 'ipv4';
}

/** `10.0.0.8:80`, `[2001:db8::8]:80`. */
export function formatEndpoint({address, port}: Endpoint): string {
	return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
