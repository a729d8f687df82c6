/**
 * The common parts of all service listings: the version line, the titles, and the start of a row.
 */
import {formatEndpoint} from '../address.ts';
import type {Listing, ListingHeader} from '../listing.ts';
import type {Titles} from '../listing-titles.ts';
import type {Forwarding, ServerKey} from '../server.ts';
import type {ServiceKey} from '../service.ts';

/** The version line; empty for a listing of one service. */
function formatHeader(header: ListingHeader | null): readonly string[] {
	return header ? [`IP Virtual Server version ${header.version} (size=${header.tableSize})`] : [];
}

/** The row formats of one view. */
export interface FormatRows<Service extends {readonly servers: readonly unknown[]}> {
	readonly titles: Titles;
	service(service: Service): string;
	server(server: Service['servers'][number]): string;
}

/** The whole text of a listing, in the order of its rows. */
export function formatFrame<Service extends {readonly servers: readonly unknown[]}>(
	{header, services}: Listing<Service>,
	rows: FormatRows<NoInfer<Service>>,
): string {
	const lines = [...formatHeader(header), ...rows.titles];
	for (const service of services) {
		lines.push(rows.service(service));
		for (const server of service.servers) {
			lines.push(rows.server(server));
		}
	}

	return `${lines.join('\n')}\n`;
}

/** `TCP  10.1.1.1:80`, `FWM  8 IPv6`; ipvsadm prints marks from 2^31 on as negative numbers. */
export function serviceName(key: ServiceKey): string {
	if (key.kind === 'address') {
		return `${key.protocol.toUpperCase().padEnd(4)} ${formatEndpoint(key)}`;
	}

	return `FWM  ${key.fwmark | 0}${key.family === 'ipv6' ? ' IPv6' : ''}`;
}

/** `  -> 10.0.0.8:80                 `: 28 columns, more for a long IPv6 address. */
export function serverColumn(key: ServerKey): string {
	return `  -> ${formatEndpoint(key).padEnd(28)}`;
}

const forwardingNames: Readonly<Record<Forwarding, string>> = {
	masq: 'Masq',
	route: 'Route',
	tunnel: 'Tunnel',
	local: 'Local',
};

/** The forwarding method as ipvsadm and the kernel print it. */
export function forwardingName(forwarding: Forwarding): string {
	return forwardingNames[forwarding];
}

/** A value padded with blanks to that width, even at the end of a line. */
export function column(value: number | string, width: number): string {
	return String(value).padEnd(width);
}
