/**
 * Which rows a filter shows.
 *
 * A filter is plain words. Each is looked for, without regard to case, in the text of every column; a
 * word that a column alone answers is asked of that column only. All words must be found.
 */
import type {Column} from './column.ts';

/** The words of a filter, lower case. */
export function filterWords(filter: string): readonly string[] {
	return filter
		.toLowerCase()
		.split(/\s+/)
		.filter(word => word !== '');
}

/** The words that are not found in a row. */
export function missingWords<Row>(
	columns: readonly Column<Row, never>[],
	row: Row,
	words: readonly string[],
): readonly string[] {
	const text = columns
		.map(({filter}) => filter?.text?.(row) ?? '')
		.join(' ')
		.toLowerCase();
	return words.filter(word => {
		const only = columns.find(({filter}) => filter?.only?.isWord(word))?.filter?.only;
		return only === undefined ? !text.includes(word) : !only.has(row, word);
	});
}

/** What a filter leaves of the rows. */
export function filterRows<Row>(
	columns: readonly Column<Row, never>[],
	rows: readonly Row[],
	filter: string,
): readonly Row[] {
	const words = filterWords(filter);
	return words.length === 0
		? rows
		: rows.filter(row => missingWords(columns, row, words).length === 0);
}
