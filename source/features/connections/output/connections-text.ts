/**
 * The connection table as plain text, for `--once --view connections`.
 */

import {titleOf} from '../../../console/table/column.ts';
import {wholeTable} from '../../../console/table/table-lines.ts';
import {type Names, noNames} from '../../../director/names.ts';
import {escapeControls} from '../../../text/escape.ts';
import {fullFigure} from '../../../text/figures.ts';
import {connectionColumns} from '../connection-columns.ts';
import type {ConnectionsReading} from '../connections-reading.ts';
import type {ConnectionGroups} from '../table/connection-groups.ts';
import {percent} from '../table/finding.ts';
import type {ListedConnection} from '../table/listed-connection.ts';
import {scopeText} from '../table/scope.ts';
import {endText, shownText, unreadableText} from '../table/survey-words.ts';

/** The number of groups of each kind above the list. */
const shownGroups = 5;

/** The console's columns, all of them, with titles in capitals and as wide as their content. */
const columns = connectionColumns.map(column => ({
	...column,
	title: titleOf(column, {names: noNames, widths: {}}).toUpperCase(),
}));

function groupLine(title: string, {listed, different, note}: ConnectionGroups): readonly string[] {
	const shown = listed
		.filter(({connections}) => connections > 0)
		.slice(0, shownGroups)
		.map(
			({key, connections, share}) =>
				`${scopeText(key)} ${fullFigure(connections)} (${percent(share)})`,
		);
	const more = different !== null && different > shownGroups ? ` of ${fullFigure(different)}` : '';
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
	names: Names,
): readonly string[] {
	if (all === 0) {
		return [];
	}

	const ofAll =
		rows.length < all ? `${fullFigure(rows.length)} of ${fullFigure(all)} ${noun}` : `${noun}`;
	return [
		'',
		...(rows.length < all || withTemplates ? [`${ofAll}:`] : []),
		...wholeTable(
			columns,
			rows.map(connection => ({connection})),
			{names, widths: {}},
		),
	];
}

/** The lines of one reading: how much was seen, findings, the largest groups, then the list. */
export function connectionsText(
	host: string,
	reading: ConnectionsReading,
	names: Names = noNames,
): readonly string[] {
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
			names,
		),
		...section(
			'templates',
			rows.filter(({template}) => template),
			shown.templates.all,
			withTemplates,
			names,
		),
	];
}
