/**
 * A part of the connection table: the connections of one group, or those with a status.
 */
import {formatEndpoint, type IpAddress} from '../../../ipvs/address.ts';
import {networkText} from '../../../ipvs/network.ts';
import type {ServerId} from '../../../ipvs/server.ts';
import type {ConnectionRow, TableWords} from './connection-row.ts';
import type {ConnectionDestination, DestinationStatus} from './destination.ts';
import {endsOf} from './listed-connection.ts';

/** The properties by which connections can be grouped. */
export const groupings = ['state', 'client', 'service', 'server'] as const;

export type Grouping = (typeof groupings)[number];

/** The key that all connections of a group share. */
export type GroupKey =
	| {readonly by: 'state'; readonly protocol: string; readonly state: string}
	| {readonly by: 'client'; readonly address: IpAddress; readonly prefix: number}
	/** `tcp:10.1.1.1:80`; also for a service that is no longer configured. */
	| {readonly by: 'service'; readonly service: string}
	/** A server in all services, or in one. */
	| {readonly by: 'server'; readonly server: ServerId; readonly service: string | null};

/** A selection of connections. */
export type ConnectionScope =
	| GroupKey
	| {readonly by: 'status'; readonly status: Exclude<DestinationStatus, 'configured'>}
	/** All entries to one real server, whatever their ports. */
	| {readonly by: 'real-server'; readonly address: IpAddress}
	/** Entries that are in all of these. */
	| {readonly by: 'all-of'; readonly scopes: readonly ConnectionScope[]};

/** The name of a scope: `TCP ESTABLISHED`, `10.1.0.0/16`, `tcp:10.1.1.1:80`, `10.0.0.8:80 of tcp:10.1.1.1:80`. */
export function scopeText(scope: ConnectionScope): string {
	switch (scope.by) {
		case 'state':
			return `${scope.protocol.toUpperCase()} ${scope.state}`;
		case 'client':
			return networkText(scope);
		case 'service':
			return scope.service;
		case 'server':
			return scope.service === null ? scope.server : `${scope.server} of ${scope.service}`;
		case 'status':
			return scope.status === 'orphan' ? 'server not configured' : 'server of weight 0';
		case 'real-server':
			return scope.address;
		case 'all-of':
			return scope.scopes.map(scopeText).join(', ');
	}
}

/** The service that a row belongs to, or the one its addresses suggest if none is configured. */
export function serviceIdOf(
	row: ConnectionRow,
	{service}: ConnectionDestination,
	tableWords: TableWords,
): string {
	if (service) {
		return service.id;
	}

	const {protocol, virtual, fwmark, family} = endsOf(row, tableWords);
	return fwmark === null
		? `${protocol}:${formatEndpoint(virtual)}`
		: `${family === 'ipv4' ? 'fwm' : 'fwm6'}:${fwmark}`;
}

/** The server as configured, otherwise as its packets show it. */
export function serverIdOf(
	row: ConnectionRow,
	{server}: ConnectionDestination,
	tableWords: TableWords,
): ServerId {
	return server?.id ?? formatEndpoint(endsOf(row, tableWords).server);
}
