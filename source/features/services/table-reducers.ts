/**
 * Folding, sorting and marking the rows of the Services view.
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
import {nextServicesSort} from './sort-rows.ts';

/** The row that the cursor is on. */
export function cursorRow(list: ServicesList): ConsoleRow | undefined {
	return listRow(list);
}

function toNextRow({rows, cursor}: ServicesList): Pick<ServicesList, 'cursor'> {
	return {cursor: cursorAt(rows, cursor.index + 1)};
}

/** `←`: hides a service's servers; on a server goes to its service first. */
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

	return row === undefined || row.folded ? {} : {folded: new Set([...folded, row.id])};
});

/** `→`: shows a service's servers; if they are shown it goes to the first of them. */
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

/** Sorts by the column so many further on, in the direction that people expect of it. */
export function moveSortColumn(by: 1 | -1) {
	return services.change(({sort}) => ({sort: nextServicesSort(sort, by)}));
}

export const reverseSort = services.change(({sort}) => ({
	sort: reversedSort(sort),
}));

/** The servers that are meant by a row: itself, or all those of a service that the filter shows. */
function markable(rows: ServicesList['rows'], index: number): readonly RowId[] {
	const row = rows[index];
	if (row === undefined) {
		return [];
	}

	if (row.kind === 'server') {
		return [row.id];
	}

	if (row.folded) {
		return row.service.servers.map(server => serverRowId(row.id, server.id));
	}

	const ids: RowId[] = [];
	for (let next = index + 1; rows[next]?.kind === 'server'; next += 1) {
		const id = rows[next]?.id;
		ids.push(...(id === undefined ? [] : [id]));
	}

	return ids;
}

/** Marks the cursor's row, or takes the mark away, and goes on to the next row. On a service: all its servers. */
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

/** Marks every server that is shown, and those that only a fold hides. */
export const markShown = services.change(({rows, marked}) => ({
	marked: new Set([
		...marked,
		...rows.flatMap((row, index) =>
			row.kind === 'server' || row.folded ? markable(rows, index) : [],
		),
	]),
}));

export const unmarkAll = services.change(() => ({marked: new Set()}));
