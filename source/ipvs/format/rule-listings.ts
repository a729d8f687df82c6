/**
 * The ipvsadm listings that show rules, byte for byte as ipvsadm 1.31 prints them with `-n`.
 */
import type {
	ListedServer,
	ListedService,
	Listing,
	PersistentService,
	ThresholdService,
	TunnelService,
} from '../listing.ts';
import {listingTitles, persistentTitles, thresholdTitles, tunnelTitles} from '../listing-titles.ts';
import {printedSchedulerFlags} from '../scheduler.ts';
import type {Tunnel, TunnelChecksum} from '../server.ts';
import {fullNetmask, type ServiceRule} from '../service.ts';
import {column, formatFrame, forwardingName, serverColumn, serviceName} from './listing-frame.ts';

function persistenceText({key, persistence, engine}: ServiceRule): string {
	if (!persistence) {
		return '';
	}

	const {timeout, netmask} = persistence;
	const mask = netmask === fullNetmask(key.family) ? '' : ` mask ${netmask}`;
	return ` persistent ${timeout}${mask}${engine === null ? '' : ` pe ${engine}`}`;
}

/** A service's line. A flag that has no name under its scheduler is printed as an empty pair of brackets. */
function serviceLine({service}: {readonly service: ServiceRule}): string {
	const {scheduler, schedulerFlags, onePacket} = service;
	const flags =
		schedulerFlags.length > 0
			? ` (${printedSchedulerFlags(scheduler, schedulerFlags).join(',')})`
			: '';
	const ops = onePacket ? ' ops' : '';
	return `${serviceName(service.key)} ${scheduler}${flags}${persistenceText(service)}${ops}`;
}

function weightAndConnections(server: ListedServer): string {
	const {weight, activeConnections, inactiveConnections} = server;
	return `${column(weight, 6)} ${column(activeConnections, 10)} ${column(inactiveConnections, 10)}`;
}

/** `ipvsadm -L -n` */
export function formatListing(listing: Listing<ListedService>): string {
	return formatFrame(listing, {
		titles: listingTitles,
		service: serviceLine,
		server: server =>
			`${serverColumn(server)} ${column(forwardingName(server.forwarding), 7)} ${weightAndConnections(server)}`,
	});
}

/** `ipvsadm -L -n --thresholds` */
export function formatThresholdListing(listing: Listing<ThresholdService>): string {
	return formatFrame(listing, {
		titles: thresholdTitles,
		service: serviceLine,
		server: server =>
			[
				serverColumn(server),
				column(server.upperThreshold, 10),
				column(server.lowerThreshold, 10),
				column(server.activeConnections, 10),
				column(server.inactiveConnections, 10),
			].join(' '),
	});
}

/** `ipvsadm -L -n --persistent-conn` */
export function formatPersistentListing(listing: Listing<PersistentService>): string {
	return formatFrame(listing, {
		titles: persistentTitles,
		service: serviceLine,
		server: server =>
			[
				serverColumn(server),
				column(server.weight, 9),
				column(server.persistentConnections, 11),
				column(server.activeConnections, 10),
				column(server.inactiveConnections, 10),
			].join(' '),
	});
}

const checksumNames: Readonly<Record<TunnelChecksum, string>> = {
	nocsum: '-c',
	csum: '+c',
	remcsum: 'r+c',
};

/** `n/a`, `ipip`, `gue:6080:r+c`, `gre:-c` */
function tunnelText(tunnel: Tunnel | null): string {
	if (!tunnel) {
		return 'n/a';
	}

	const checksum = tunnel.checksum === null ? [] : [checksumNames[tunnel.checksum]];
	const port = tunnel.port === null ? [] : [tunnel.port];
	return [tunnel.type, ...port, ...checksum].join(':');
}

/** `ipvsadm -L -n --tun-info` */
export function formatTunnelListing(listing: Listing<TunnelService>): string {
	return formatFrame(listing, {
		titles: tunnelTitles,
		service: serviceLine,
		server: server =>
			[
				serverColumn(server),
				column(forwardingName(server.forwarding), 7),
				column(tunnelText(server.tunnel), 13),
				weightAndConnections(server),
			].join(' '),
	});
}
