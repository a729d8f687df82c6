/**
 * Filters rows by a compiled filter. A word is searched for, ignoring case, in the text of every column; a word that
 * belongs to one column is searched for in that column only.
 */
import type {Names} from '../../director/names.ts';
import type {CompiledFilter} from '../filter/compile-filter.ts';
import type {Column} from './column.ts';

/** Returns the words that a row does not contain. */
export type FindMissing<Row> = (
	row: Row,
	words: readonly string[],
	names: Names,
) => readonly string[];

/** Prepares a search for words in rows, of which there can be tens of thousands. */
export function createFindMissing<Row>(columns: readonly Column<Row, never>[]): FindMissing<Row> {
	const filters = columns.flatMap(({filter}) => filter ?? []);
	const texts = filters.flatMap(({text}) => text ?? []);
	const claims = filters.flatMap(({only}) => only ?? []);
	return (row, words, names) => {
		if (words.length === 0) {
			return words;
		}

		let all = '';
		for (const text of texts) {
			const part = text(row, names);
			all += part === '' ? '' : ` ${part}`;
		}

		const found = all.toLowerCase();
		return words.filter(word => {
			const claim = claims.find(({isWord}) => isWord(word));
			return claim === undefined ? !found.includes(word) : !claim.has(row, word);
		});
	};
}

/** The rows that match the filter. */
export function filterRows<Row>(
	columns: readonly Column<Row, never>[],
	rows: readonly Row[],
	{isEmpty, wanted, unwanted, names, meets}: CompiledFilter<Row>,
): readonly Row[] {
	if (isEmpty) {
		return rows;
	}

	const missing = createFindMissing(columns);
	return rows.filter(
		row =>
			meets(row) &&
			missing(row, wanted, names).length === 0 &&
			missing(row, unwanted, names).length === unwanted.length,
	);
}
