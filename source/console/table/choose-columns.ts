/**
 * The columns that the operator has chosen for a table, in the chosen order.
 */
import type {Column} from './column.ts';

/** The chosen columns of each table, by the table's name. A table without an entry has all of them. */
export type ColumnChoice = Readonly<Record<string, readonly string[]>>;

/**
 * The chosen columns in the chosen order. The first column names the rows, so it always stays where it is; the sort column
 * is always included. Which of them give way on a narrow terminal does not depend on the choice.
 */
export function chosenColumns<Row, Context, Id extends string>(
	columns: readonly Column<Row, Context, Id>[],
	chosen: readonly string[] | undefined,
	sorted: Id | null = null,
): readonly Column<Row, Context, Id>[] {
	const [first, ...others] = columns;
	if (chosen === undefined || first === undefined) {
		return columns;
	}

	const ids = new Set<string>(chosen);
	const found = [...ids].flatMap(id => others.find(column => column.id === id) ?? []);
	const missing = others.filter(({id}) => id === sorted && !ids.has(id));
	return [first, ...found, ...missing];
}

/** A column in the chooser. */
export interface ListedColumn {
	readonly id: string;
	readonly title: string;
	readonly isShown: boolean;
	readonly isSortable: boolean;
}

const shownColumn = (column: Omit<ListedColumn, 'isShown'>): ListedColumn => ({
	...column,
	isShown: true,
});

/**
 * All columns of a table for the chooser: the shown ones in their order, and each hidden one after the column that it usually
 * follows. So a column that is hidden stays where it is, and comes back there.
 */
export function listedColumns(
	all: readonly Pick<ListedColumn, 'id' | 'title' | 'isSortable'>[],
	chosen: readonly string[] | undefined,
): readonly ListedColumn[] {
	const [first, ...others] = all;
	if (first === undefined) {
		return [];
	}

	const ids = [...new Set(chosen ?? others.map(({id}) => id))];
	const listed = [
		shownColumn(first),
		...ids.flatMap(id => others.find(column => column.id === id) ?? []).map(shownColumn),
	];
	for (const [index, column] of others.entries()) {
		if (!ids.includes(column.id)) {
			const before = all[index]?.id;
			const place = listed.findIndex(({id}) => id === before);
			listed.splice(place + 1, 0, {...column, isShown: false});
		}
	}

	return listed;
}

/** The choice after a column was shown or hidden; the first column cannot be hidden. */
export function toggledColumn(listed: readonly ListedColumn[], index: number): readonly string[] {
	return listed
		.filter(({isShown}, place) => (place === index && index > 0 ? !isShown : isShown))
		.map(({id}) => id);
}

/** The choice after a shown column was moved past the next shown one; null if it cannot be. */
export function movedColumn(
	listed: readonly ListedColumn[],
	index: number,
	by: 1 | -1,
): readonly string[] | null {
	const ids = listed.filter(({isShown}) => isShown).map(({id}) => id);
	const column = listed[index];
	const from = column?.isShown ? ids.indexOf(column.id) : -1;
	const [id, other] = [ids[from], ids[from + by]];
	if (from < 1 || from + by < 1 || id === undefined || other === undefined) {
		return null;
	}

	ids[from] = other;
	ids[from + by] = id;
	return ids;
}
