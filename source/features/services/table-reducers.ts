/**
 * Folds, sorts and marks the rows of the Services view.
 */
import {
	type ConsoleRow,
	type RowId,
	serverRowId,
	serviceOfRowId,
} from '../../console/state/console-row.ts';
import {cursorAt} from '../../console/table/cursor.ts';
import {listRow} from '../../console/table/list.ts';
import {reversedSort} from '../../console/table/sort-rows.ts';
import {type ServicesList, services} from './slice.ts';
import {nextServicesSort, sortFrom} from './sort-rows.ts';

/** The row at the cursor. */
export function cursorRow(list: ServicesList): ConsoleRow | undefined {
	return listRow(list);
}

function toNextRow({rows, cursor}: ServicesList): Pick<ServicesList, 'cursor'> {
	return {cursor: cursorAt(rows, cursor.index + 1)};
}

/** `←`: hides a service's servers; on a server, first moves to its service. */
export const fold = services.change(list => {
	const {rows, folded} = list;
	const row = cursorRow(list);
	if (row?.kind === 'server') {
		return {
			cursor: cursorAt(
				rows,
				rows.findIndex(({id}) => id === serviceOfRowId(row.id)),
			),
		};
	}

	return row === undefined || row.folded ? {} : {folded: new Set([...folded, row.service.id])};
});

/** `→`: shows a service's servers; if they are already shown, moves to the first of them. */
export const unfold = services.change(list => {
	const {rows, folded, cursor} = list;
	const row = cursorRow(list);
	if (row?.kind !== 'service') {
		return {};
	}

	if (row.folded) {
		return {folded: new Set([...folded].filter(id => id !== row.id))};
	}

	return rows[cursor.index + 1]?.kind === 'server' ? toNextRow(list) : {};
});

/** Hides the servers of every service. */
export const foldAll = services.reduce(({director}) => ({
	own: {folded: new Set(director.live?.services.map(({id}) => id))},
}));

export const unfoldAll = services.change(() => ({folded: new Set()}));

/** Sorts by the next or previous column, in its usual direction. */
export function moveSortColumn(by: 1 | -1) {
	return services.change(({sort}) => ({sort: nextServicesSort(sort, by)}));
}

/** Sorts by a column as named for `--sort`. */
export function sortServicesBy(text: string) {
	return services.change(() => ({sort: sortFrom(text)}));
}

export const reverseSort = services.change(({sort}) => ({
	sort: reversedSort(sort),
}));

/** The servers that a mark on this row affects: the server itself, or all visible servers of a service. */
function markable(rows: ServicesList['rows'], index: number): readonly RowId[] {
	const row = rows[index];
	if (row === undefined) {
		return [];
	}

	if (row.kind === 'server') {
		return [row.id];
	}

	if (row.folded) {
		return row.service.servers.map(server => serverRowId(row.service.id, server.id));
	}

	const ids: RowId[] = [];
	for (let next = index + 1; rows[next]?.kind === 'server'; next += 1) {
		const id = rows[next]?.id;
		ids.push(...(id === undefined ? [] : [id]));
	}

	return ids;
}

/** Toggles the mark of the row at the cursor, and moves to the next row. On a service: marks all its servers. */
export const toggleMark = services.change(list => {
	const {rows, cursor} = list;
	const ids = markable(rows, cursor.index);
	const isOn = ids.length > 0 && ids.every(id => list.marked.has(id));
	const marked = new Set(list.marked);
	for (const id of ids) {
		if (isOn) {
			marked.delete(id);
		} else {
			marked.add(id);
		}
	}

	return {marked, ...(cursorRow(list)?.kind === 'server' ? toNextRow(list) : {})};
});

/** Marks every visible server, and those that only a fold hides. */
export const markShown = services.change(({rows, marked}) => ({
	marked: new Set([
		...marked,
		...rows.flatMap((row, index) =>
			row.kind === 'server' || row.folded ? markable(rows, index) : [],
		),
	]),
}));

export const unmarkAll = services.change(() => ({marked: new Set()}));
