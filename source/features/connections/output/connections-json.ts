/**
 * The connection table as one JSON object on one line, for `--json --view connections`.
 */

import {type Names, nameOf, noNames} from '../../../director/names.ts';
import {formatEndpoint} from '../../../ipvs/address.ts';
import {jsonText} from '../../../text/escape.ts';
import {isoTime} from '../../../text/time.ts';
import type {ConnectionsReading} from '../connections-reading.ts';
import type {ConnectionGroup, ConnectionGroups} from '../table/connection-groups.ts';
import type {ListedConnection} from '../table/listed-connection.ts';

function groupObject({key: {by: _, ...key}, share, ...counts}: ConnectionGroup) {
	return {...key, ...counts, share: Math.round(share * 10_000) / 10_000};
}

function groupsObject({different, note, listed}: ConnectionGroups) {
	return {different, note, listed: listed.map(groupObject)};
}

function rowObject({client, virtual, server, ...rest}: ListedConnection, names: Names) {
	return {
		protocol: rest.protocol,
		client: formatEndpoint(client),
		virtual: formatEndpoint(virtual),
		server: formatEndpoint(server),
		names: {
			client: nameOf(names, client.address, client.port),
			virtual: rest.fwmark === null ? nameOf(names, virtual.address, virtual.port) : null,
			server: nameOf(names, server.address, server.port),
		},
		state: rest.state,
		expires: rest.expires,
		engine: rest.engine,
		template: rest.template,
		invalid: rest.invalid,
		fwmark: rest.fwmark,
		service: rest.service,
		standing: rest.status,
	};
}

/** One reading as a JSON object, without a line break. Scripts rely on its names and shapes. */
export function connectionsJson(
	host: string,
	reading: ConnectionsReading,
	names: Names = noNames,
): string {
	const {groups} = reading;
	return jsonText({
		time: isoTime(reading.time),
		host,
		complete: reading.end === 'complete',
		seen: reading.seen,
		about: reading.about,
		milliseconds: Math.round(reading.elapsed),
		unreadable: reading.unreadable,
		counts: reading.counts,
		shown: reading.shown,
		findings: reading.findings.map(({kind, text}) => ({kind, text})),
		groups: {
			state: groupsObject(groups.state),
			client: groupsObject(groups.client),
			service: groupsObject(groups.service),
			server: groupsObject(groups.server),
		},
		rows: reading.rows.map(row => rowObject(row, names)),
	});
}
