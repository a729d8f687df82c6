/**
 * The cells of the Snapshots view.
 */

import {fullFigure} from '../../../console/text/figures.ts';
import {localTimeOf} from '../../../console/text/local-time.ts';
import {type Piece, piece} from '../../../console/text/paint.ts';
import {escapeControls, fitText} from '../../../console/text/text.ts';
import type {ChangeCounts} from '../restore/change-counts.ts';
import {changedRows, describeCounts} from '../restore/change-counts.ts';
import {occasionWords} from '../restore/occasion.ts';
import type {SavedSnapshot} from './snapshot-deps.ts';
import type {SnapshotContent, SnapshotRow} from './snapshots-list.ts';

/** From so many columns on there is room for words. */
const wideFrom = 120;

/** Cells of each column. */
interface Widths {
	readonly host: number;
	readonly distance: number;
	readonly note: number;
}

const timeWidth = 19;
const countWidth = 8;

function widths(columns: number): Widths {
	const host = columns < 100 ? 8 : 16;
	const distance = columns < wideFrom ? 13 : columns < 160 ? 44 : 72;
	const gaps = 6;
	const others = 1 + timeWidth + host + 2 * countWidth + distance + gaps;
	return {host, distance, note: Math.max(0, columns - others)};
}

function count(value: number | null): string {
	return value === null ? '–' : fullFigure(value);
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

/** How far a snapshot is from the director: `…` until it is known, `–` where it cannot be. */
function distance(content: SnapshotContent | null, columns: number): Piece {
	if (content === null) {
		return piece('…', 'dim');
	}

	if (content.problem !== null || content.distance === null) {
		return piece('–', 'dim');
	}

	if (changedRows(content.distance) === 0) {
		return piece('same', 'dim');
	}

	return piece(
		columns < wideFrom ? shortDistance(content.distance) : describeCounts(content.distance),
	);
}

/** A name that a person chose, why it was saved where nobody asked for it, and the note. */
function remarks({name, isNamed, occasion, note}: SavedSnapshot): string {
	return [
		isNamed ? name : '',
		occasion === null || occasion === 'saved' ? '' : occasionWords[occasion],
		note,
	]
		.filter(part => part !== '')
		.map(escapeControls)
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

/** The titles of the columns. */
export function snapshotTitles(columns: number): readonly Piece[] {
	const {host, distance: room, note} = widths(columns);
	return [
		piece(
			[
				` ${fitText('TIME', timeWidth)}`,
				fitText('HOST', host),
				fitText('services', countWidth, 'right'),
				fitText('servers', countWidth, 'right'),
				` ${fitText('from live', room)}`,
				fitText('NAME, NOTE', note),
			].join(' '),
			'dim',
		),
	];
}

/** How a row is shown. */
export interface SnapshotLook {
	readonly columns: number;
	readonly isCursor: boolean;
	readonly isMarked: boolean;
}

/** The line of a snapshot; where its file cannot be read it says why. */
export function snapshotLine(
	{snapshot, content}: SnapshotRow,
	{columns, isCursor, isMarked}: SnapshotLook,
): readonly Piece[] {
	const {host, distance: room, note} = widths(columns);
	const known = content !== null && content.problem === null ? content : snapshot;
	const start = `${fitText(localTimeOf(snapshot.time), timeWidth)} ${fitText(escapeControls(snapshot.host ?? '–'), host)} `;
	const middle = [known.services, known.servers]
		.map(value => fitText(count(value), countWidth, 'right'))
		.join(' ');
	const far = distance(content, columns);
	const problem = content?.problem ?? null;
	const marker = isCursor ? (isMarked ? '»' : '>') : isMarked ? '*' : ' ';
	const cells =
		problem === null
			? [
					piece(start),
					piece(`${middle}  `),
					piece(`${fitText(far.text, room)} `, far.role),
					piece(fitText(remarks(snapshot), note), 'dim'),
				]
			: [
					piece(start),
					piece(
						fitText(
							escapeControls(shortProblem(problem, snapshot.path)),
							columns - 1 - start.length,
						),
						'bad',
					),
				];
	return isCursor
		? [piece(fitText(marker + cells.map(({text}) => text).join(''), columns), 'cursor')]
		: [piece(marker, 'mark'), ...cells];
}
