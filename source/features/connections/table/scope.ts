/**
 * A part of the connection table: the connections of one group, or those that are in the way.
 */
import {formatEndpoint, type IpAddress} from '../../../ipvs/address.ts';
import type {ServerId} from '../../../ipvs/server.ts';
import type {ServiceId} from '../../../ipvs/service.ts';
import {networkText} from './client-prefix.ts';
import type {ConnectionRow, TableWords} from './connection-row.ts';
import type {ConnectionDestination, DestinationStatus} from './destination.ts';
import {endsOf} from './listed-connection.ts';

/** By what connections are grouped. */
export const groupings = ['state', 'client', 'service', 'server'] as const;

export type Grouping = (typeof groupings)[number];

/** The key that all connections of a group share. */
export type GroupKey =
	| {readonly by: 'state'; readonly protocol: string; readonly state: string}
	| {readonly by: 'client'; readonly address: IpAddress; readonly prefix: number}
	/** `tcp:10.1.1.1:80`; also of what looks like a service but is configured no more. */
	| {readonly by: 'service'; readonly service: ServiceId}
	/** A server in all services, or in one. */
	| {readonly by: 'server'; readonly server: ServerId; readonly service: ServiceId | null};

/** Which connections are asked for. */
export type ConnectionScope =
	| GroupKey
	| {readonly by: 'status'; readonly status: Exclude<DestinationStatus, 'configured'>}
	/** All entries to one machine, whatever their ports. */
	| {readonly by: 'real-server'; readonly address: IpAddress}
	/** Those that are in each of these. */
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

/** The service that a row belongs to, or looks as if it did. */
export function serviceIdOf(
	row: ConnectionRow,
	{service}: ConnectionDestination,
	tableWords: TableWords,
): ServiceId {
	if (service) {
		return service.id;
	}

	const {protocol, virtual, fwmark, family} = endsOf(row, tableWords);
	return fwmark === null
		? `${protocol}:${formatEndpoint(virtual)}`
		: `${family === 'ipv4' ? 'fwm' : 'fwm6'}:${fwmark}`;
}

/** The server as it is configured, else as packets reach it. */
export function serverIdOf(
	row: ConnectionRow,
	{server}: ConnectionDestination,
	tableWords: TableWords,
): ServerId {
	return server?.id ?? formatEndpoint(endsOf(row, tableWords).server);
}
