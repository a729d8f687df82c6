/**
 * Names of addresses, for people. Commands, plans and ids never have them.
 */
import type {IpAddress} from '../ipvs/address.ts';

/** Where names are shown: in a column of their own, in the place of addresses, or not at all. */
export const namesShown = ['beside', 'instead', 'off'] as const;

export type NamesShown = (typeof namesShown)[number];

/** The names known at a moment. A value of this type changes whenever a name becomes known. */
export interface Names {
	readonly shown: NamesShown;
	/** The name of an address with a port; null if none is known for exactly these. */
	ofEndpoint(address: IpAddress, port: number): string | null;
	/** The name of an address; null if none is known. */
	ofAddress(address: IpAddress): string | null;
	/** The addresses whose name contains a text, which is in lower case. */
	addressesNamed(text: string): readonly IpAddress[];
}

/** No names at all. */
export const noNames: Names = {
	shown: 'off',
	ofEndpoint: () => null,
	ofAddress: () => null,
	addressesNamed: () => [],
};

/** The name of an endpoint, or else that of its address; null if none is known. */
export function nameOf(names: Names, address: IpAddress, port: number | null): string | null {
	return (port === null ? null : names.ofEndpoint(address, port)) ?? names.ofAddress(address);
}

/** An endpoint with names in the place of addresses: `shop`, or `web1:80` if only the address has a name. */
export function namedEndpoint(names: Names, address: IpAddress, port: number): string | null {
	const exact = names.ofEndpoint(address, port);
	if (exact !== null) {
		return exact;
	}

	const name = names.ofAddress(address);
	return name === null ? null : `${name}:${port}`;
}
