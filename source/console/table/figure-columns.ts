/**
 * Columns of figures that several views have: counts and rates.
 */
import type {TermOf} from '../filter/vocabulary.ts';
import {countFigure, figureCell, inUnits, rateFigure, type Units} from '../text/figures.ts';
import type {Column, SortableColumn} from './column.ts';

/** The parts of a column that do not depend on its figures. */
export type ColumnHead<Id extends string> = Pick<
	Column<unknown, unknown, Id>,
	'id' | 'meaning' | 'priority' | 'isSpare'
> & {
	readonly title: string;
	/** The term by which a filter compares its figures. */
	readonly term: TermOf<'number' | 'traffic'>;
};

/** A column of whole numbers; the usual order starts with the largest. */
export function countColumn<Row, Context, Id extends string>(
	{term, ...head}: ColumnHead<Id>,
	width: number,
	of: (row: Row) => number,
): SortableColumn<Row, Context, Id> {
	return {
		...head,
		align: 'right',
		width,
		cell: row => figureCell(countFigure(of(row), width)),
		sort: {descending: true, value: of},
		filter: {terms: [{name: term, values: of}]},
	};
}

/** The rates of a column. */
export interface ColumnRates<Row> {
	/** The rate of a row; null if it is not known. */
	rate(row: Row): {readonly perSecond: number; readonly isKernels: boolean} | null;
	/** Its number alone, to sort by. */
	value(row: Row): number | null;
	/** Whether the rate is in bytes per second, which are shown in the chosen units. */
	readonly inBytes?: boolean;
	/** Columns with a higher number come later when stepping through the sort columns; default 0. */
	readonly turn?: number;
}

/** A column of rates; it is one cell wider if `~` precedes a number. The usual order starts with the largest. */
export function rateColumn<Row, Context extends {readonly units: Units}, Id extends string>(
	{term, ...head}: ColumnHead<Id>,
	width: number,
	{rate, value, inBytes = false, turn = 0}: ColumnRates<Row>,
): SortableColumn<Row, Context, Id> {
	return {
		...head,
		align: 'right',
		width: head.isSpare ? {least: width, wanted: width + 1} : {least: width, needed: width + 1},
		cell(row, {units}, cells) {
			const known = rate(row);
			const shown =
				known !== null && inBytes ? {...known, perSecond: inUnits(known.perSecond, units)} : known;
			return figureCell(rateFigure(shown, cells));
		},
		sort: {descending: true, value, turn},
		filter: {terms: [{name: term, values: value}]},
	};
}
