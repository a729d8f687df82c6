/**
 * The connection table as plain text, for `--once --view connections`.
 */

import {escapeControls} from '../../../console/text/text.ts';
import {formatEndpoint} from '../../../ipvs/address.ts';
import type {ConnectionsReading} from '../connections-reading.ts';
import {connectionNotes, expiresText} from '../console/connection-words.ts';
import type {ConnectionGroups} from '../table/connection-groups.ts';
import {grouped, percent} from '../table/finding.ts';
import type {ListedConnection} from '../table/listed-connection.ts';
import {scopeText} from '../table/scope.ts';
import {endText, shownText, unreadableText} from '../table/survey-words.ts';

const titles = ['PRO', 'CLIENT', 'VIRTUAL', 'SERVER', 'STATE', 'EXPIRES', 'NOTES'] as const;

/** Groups of each kind above the list. */
const shownGroups = 5;

function cells(row: ListedConnection): readonly string[] {
	return [
		row.protocol.toUpperCase(),
		formatEndpoint(row.client),
		formatEndpoint(row.virtual),
		formatEndpoint(row.server),
		row.state,
		expiresText(row.expires),
		connectionNotes(row),
	];
}

/** Rows in columns as wide as what stands in them. */
function columns(rows: readonly (readonly string[])[]): readonly string[] {
	const widths = titles.map((_, index) =>
		rows.reduce((width, row) => Math.max(width, row[index]?.length ?? 0), 0),
	);
	return rows.map(row =>
		row
			.map((cell, index) => cell.padEnd(widths[index] ?? 0))
			.join(' ')
			.trimEnd(),
	);
}

function groupLine(title: string, {listed, different, note}: ConnectionGroups): readonly string[] {
	const shown = listed
		.filter(({connections}) => connections > 0)
		.slice(0, shownGroups)
		.map(
			({key, connections, share}) =>
				`${scopeText(key)} ${grouped(connections)} (${percent(share)})`,
		);
	const more = different !== null && different > shownGroups ? ` of ${grouped(different)}` : '';
	return [
		...(shown.length > 0 ? [`${title}${more}: ${shown.join(' · ')}`] : []),
		...(note === null ? [] : [note]),
	];
}

function section(
	noun: string,
	rows: readonly ListedConnection[],
	all: number,
	withTemplates: boolean,
): readonly string[] {
	if (all === 0) {
		return [];
	}

	const ofAll =
		rows.length < all ? `${grouped(rows.length)} of ${grouped(all)} ${noun}` : `${noun}`;
	return [
		'',
		...(rows.length < all || withTemplates ? [`${ofAll}:`] : []),
		...columns([titles, ...rows.map(cells)]),
	];
}

/** The lines of one reading: what was seen, what to look at, the largest groups, then the list. */
export function connectionsText(host: string, reading: ConnectionsReading): readonly string[] {
	const {groups, rows, shown, findings, unreadable} = reading;
	const clock = new Date(reading.time).toTimeString().slice(0, 8);
	const unread = unreadableText(unreadable);
	const withTemplates = shown.templates.all > 0;
	return [
		`lvstop - ${clock}  ${escapeControls(host)}  ${endText(reading, reading.end)}`,
		shownText(reading),
		...(unread === null ? [] : [unread]),
		...findings.map(({text}) => `! ${text}`),
		...groupLine('states', groups.state),
		...groupLine('clients', groups.client),
		...groupLine('services', groups.service),
		...groupLine('servers', groups.server),
		...section(
			'connections',
			rows.filter(({template}) => !template),
			shown.connections.all,
			withTemplates,
		),
		...section(
			'templates',
			rows.filter(({template}) => template),
			shown.templates.all,
			withTemplates,
		),
	];
}
