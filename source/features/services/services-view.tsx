import type {ReactNode} from 'react';
import {chosenColumns} from '../../console/table/choose-columns.ts';
import {type DrawnTable, drawnTable} from '../../console/table/table-lines.ts';
import {Lines} from '../../console/text/line.tsx';
import {columns} from './columns.ts';
import {servicesContext} from './columns-context.ts';
import type {ServicesSeen} from './slice.ts';
import {shownSort} from './sort-rows.ts';

/** The table of the view on this many lines. */
export function servicesTable(seen: ServicesSeen, height: number): DrawnTable {
	const {own, size} = seen;
	return drawnTable({
		columns: chosenColumns(columns, seen.columns['services'], own.sort.column),
		list: own,
		context: servicesContext(seen, seen.kept.longestName),
		cells: size.columns,
		height,
		sort: shownSort(own.sort),
		isMarked: row => row.kind === 'server' && own.marked.has(row.id),
		empty:
			own.filter === ''
				? 'This director has no virtual services yet.'
				: `Nothing matches the filter. Press ${seen.keyOf('clear-filter')} to show all rows.`,
	});
}

/** The tree of services and their servers: the column titles, and as many rows as fit. */
export function ServicesView({
	seen,
	height,
}: {
	readonly seen: ServicesSeen;
	readonly height: number;
}): ReactNode {
	return <Lines theme={seen.theme} lines={servicesTable(seen, height).lines()} />;
}
