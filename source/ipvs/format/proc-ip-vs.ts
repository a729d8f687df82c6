/**
 * `/proc/net/ip_vs`, byte for byte as Linux 6.1 to 7.2 print it.
 */
import {formatHexEndpoint} from '../hex-address.ts';
import type {ListedServer, Listing, ProcService} from '../listing.ts';
import {procIpVsTitles} from '../listing-titles.ts';
import {column, formatFrame, forwardingName} from './listing-frame.ts';

/** The text between the service's name and its persistence, blanks included. */
function schedulerText({key, scheduler, onePacket}: ProcService): string {
	const ops = onePacket ? 'ops ' : '';
	if (key.kind === 'fwmark') {
		return `${scheduler} ${ops}`;
	}

	return key.family === 'ipv4' ? `${scheduler} ${ops} ` : `${scheduler} `;
}

function serviceLine(service: ProcService): string {
	const {key, persistence} = service;
	const name =
		key.kind === 'fwmark'
			? `FWM  ${key.fwmark.toString(16).toUpperCase().padStart(8, '0')}`
			: `${key.protocol.toUpperCase()}  ${formatHexEndpoint(key)}`;
	const persistent = persistence
		? `persistent ${persistence.jiffies | 0} ${persistence.maskHex}`
		: '';
	return `${name} ${schedulerText(service)}${persistent}`;
}

function serverLine(server: ListedServer): string {
	return [
		`  -> ${formatHexEndpoint(server)}     `,
		column(forwardingName(server.forwarding), 7),
		column(server.weight, 6),
		column(server.activeConnections | 0, 10),
		column(server.inactiveConnections | 0, 10),
	].join(' ');
}

/** `/proc/net/ip_vs`, in the order of the listing. The kernel prints unsigned numbers as signed ones here. */
export function formatProcIpVs(listing: Listing<ProcService>): string {
	return formatFrame(listing, {
		titles: procIpVsTitles,
		service: serviceLine,
		server: serverLine,
	});
}
