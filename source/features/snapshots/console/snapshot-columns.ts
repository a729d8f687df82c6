/**
 * The columns of the Snapshots view. New columns are added here only.
 */

import type {Column} from '../../../console/table/column.ts';
import type {ListRow} from '../../../console/table/list.ts';
import type {Span} from '../../../console/table/table-lines.ts';
import {type Piece, piece} from '../../../console/text/paint.ts';
import {fullFigure, unknown} from '../../../text/figures.ts';
import {localTimeOf} from '../../../text/time.ts';
import {type ChangeCounts, changedRows, describeCounts} from '../restore/change-counts.ts';
import {saveReasonWords} from '../restore/save-reason.ts';
import type {SavedSnapshot} from './snapshot-deps.ts';

/** The result of reading a snapshot's file: its content, or why it cannot be read. */
export type SnapshotContent =
	| {
			readonly services: number;
			readonly servers: number;
			/** The changes that a restore would make on the director; null if the director's rules are not known. */
			readonly distance: ChangeCounts | null;
			readonly problem: null;
	  }
	| {readonly problem: string};

export interface SnapshotRow extends ListRow {
	readonly snapshot: SavedSnapshot;
	/** Null until the file has been read. */
	readonly content: SnapshotContent | null;
}

/** The context of a cell besides its row. */
export interface SnapshotContext {
	/** The width of the terminal in cells. */
	readonly cells: number;
}

type SnapshotColumn = Column<SnapshotRow, SnapshotContext>;

/** From this width on there is room for words. */
const wideFrom = 120;

/** The number of rows in a snapshot, if known. */
function countColumn(id: 'services' | 'servers'): SnapshotColumn {
	const countOf = ({snapshot, content}: SnapshotRow) =>
		(content !== null && content.problem === null ? content : snapshot)[id];
	return {
		id,
		title: id,
		meaning: `How many ${id} it has`,
		align: 'right',
		priority: 4,
		width: 8,
		cell(row) {
			const count = countOf(row);
			return piece(count === null ? unknown : fullFigure(count));
		},
		filter: {terms: [{name: id, values: countOf}]},
	};
}

/** `+2 ~3 -1`: rows that a restore would add, change and remove. */
function shortDistance({services, servers}: ChangeCounts): string {
	const parts = [
		['+', services.added + servers.added],
		['~', services.changed + servers.changed],
		['-', services.removed + servers.removed],
	] as const;
	return parts
		.filter(([, rows]) => rows > 0)
		.map(([sign, rows]) => `${sign}${rows}`)
		.join(' ');
}

/** The distance of a snapshot from the director: `…` until it is known, `–` if it cannot be. */
function distance(content: SnapshotContent | null, cells: number): Piece {
	if (content === null) {
		return piece('…', 'dim');
	}

	if (content.problem !== null || content.distance === null) {
		return piece(unknown, 'dim');
	}

	if (changedRows(content.distance) === 0) {
		return piece('same', 'dim');
	}

	return piece(
		cells < wideFrom ? shortDistance(content.distance) : describeCounts(content.distance),
	);
}

/** The name if an operator chose one, the reason for an automatic save, and the note. */
function remarks({name, isNamed, occasion, note}: SavedSnapshot): string {
	return [
		isNamed ? name : '',
		occasion === null || occasion === 'saved' ? '' : saveReasonWords[occasion],
		note,
	]
		.filter(part => part !== '')
		.join(': ');
}

/** Why a file cannot be read, without its name, which would leave no room for the reason. */
function shortProblem(problem: string, path: string): string {
	return problem.startsWith(path)
		? problem
				.slice(path.length)
				.replace(/^:(\d+): /, 'line $1: ')
				.replace(/^:? /, '')
		: problem;
}

/** The cells needed for the distance from the director, in signs or in words. */
function distanceWidth(cells: number): number {
	return cells < wideFrom ? 14 : cells < 160 ? 45 : 73;
}

/** The columns from left to right. */
export const snapshotColumns: readonly SnapshotColumn[] = [
	{
		id: 'time',
		title: 'TIME',
		meaning: 'When the rules were saved, in local time',
		align: 'left',
		priority: 0,
		width: 19,
		cell: ({snapshot}) => piece(localTimeOf(snapshot.time)),
		filter: {terms: [{name: 'time', text: ({snapshot}) => localTimeOf(snapshot.time)}]},
	},
	{
		id: 'host',
		title: 'HOST',
		meaning: 'The director that they were saved from',
		align: 'left',
		priority: 3,
		width: ({cells}) => (cells < 100 ? {least: 6, needed: 8} : {least: 16}),
		cell: ({snapshot}) => piece(snapshot.host ?? unknown),
		filter: {
			text: ({snapshot}) => snapshot.host ?? '',
			terms: [{name: 'host', text: ({snapshot}) => snapshot.host ?? ''}],
		},
	},
	countColumn('services'),
	countColumn('servers'),
	{
		id: 'distance',
		// An extra blank, because a column of numbers precedes it.
		title: ' from live',
		meaning: 'What a restore would add (`+`), change (`~`) and remove (`-`); `same` if nothing',
		align: 'left',
		priority: 1,
		width: ({cells}) => ({least: distanceWidth(cells)}),
		cell({content}, {cells}) {
			const {text, role} = distance(content, cells);
			return piece(` ${text}`, role);
		},
	},
	{
		id: 'note',
		title: 'NAME, NOTE',
		meaning: 'Its name if somebody chose one, why lvstop saved it by itself, and its note',
		align: 'left',
		// By its name and note an operator knows a snapshot again; the counts are in it.
		priority: 2,
		width: ({cells}) => ({least: 12, wanted: cells}),
		cell: ({snapshot}) => piece(remarks(snapshot), 'dim'),
		filter: {
			text: ({snapshot: {name, occasion, note}}) =>
				`${name} ${occasion === null ? '' : saveReasonWords[occasion]} ${note}`,
			terms: [
				{name: 'name', text: ({snapshot}) => snapshot.name},
				{name: 'note', text: ({snapshot}) => snapshot.note},
			],
		},
	},
];

/** For a file that cannot be read, the reason takes the place of its content. */
export function problemSpan({snapshot, content}: SnapshotRow): Span<string> | null {
	const problem = content?.problem ?? null;
	return problem === null
		? null
		: {from: 'services', text: piece(shortProblem(problem, snapshot.path), 'bad')};
}
