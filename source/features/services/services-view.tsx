import type {ReactNode} from 'react';
import {listLines} from '../../console/table/list-lines.ts';
import {Lines} from '../../console/text/line.tsx';
import {nameWidths, placeColumns} from './column-layout.ts';
import {columns} from './columns.ts';
import type {ServicesSeen} from './slice.ts';
import {rowLine, titleLine} from './table-lines.ts';

/** The tree of services and their servers: the column titles, and as many rows as fit. */
export function ServicesView({
	seen,
	height,
}: {
	readonly seen: ServicesSeen;
	readonly height: number;
}): ReactNode {
	const {own, size, director, theme} = seen;
	const placed = placeColumns(
		columns,
		size.columns - 1,
		nameWidths(director.live),
		own.sort.column,
	);
	const lines = listLines({
		list: own,
		height,
		titles: titleLine(placed, own.sort),
		empty:
			own.filter === ''
				? 'There is no virtual service on this director yet.'
				: 'No service and no server has all the words of the filter. Esc shows all rows again.',
		row: (row, isCursor) =>
			rowLine(row, placed, seen, {
				isCursor,
				isMarked: row.kind === 'server' && own.marked.has(row.id),
			}),
	});
	return <Lines theme={theme} lines={lines} />;
}
