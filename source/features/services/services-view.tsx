import type {ReactNode} from 'react';
import type {ConsoleState} from '../../console/state/console-state.ts';
import {windowRows, windowTop} from '../../console/table/window-rows.ts';
import {Lines} from '../../console/text/line.tsx';
import {type Piece, piece} from '../../console/text/paint.ts';
import {nameWidths, placeColumns} from './column-layout.ts';
import {columns} from './columns.ts';
import {rowLine, titleLine} from './table-lines.ts';

/** What stands where no row does. */
function emptyText(state: ConsoleState): string {
	return state.filter === ''
		? '  There is no virtual service on this director yet.'
		: '  No service and no server has all the words of the filter. Esc shows all rows again.';
}

/** The column titles and as many rows as fit. */
function tableLines(state: ConsoleState, height: number): readonly (readonly Piece[])[] {
	const {rows, cursor, size} = state;
	const placed = placeColumns(
		columns,
		size.columns - 1,
		nameWidths(state.poll.director),
		state.sort.column,
	);
	const titles = titleLine(placed, state.sort);
	if (rows.length === 0) {
		return [titles, [piece(emptyText(state), 'dim')]];
	}

	const top = windowTop({
		count: rows.length,
		cursor: cursor.index,
		height: height - 1,
		top: state.top,
	});
	return [
		titles,
		...windowRows(rows, top, height - 1).map((row, index) =>
			rowLine(row, placed, state, {
				isCursor: top + index === cursor.index,
				isMarked: row.kind === 'server' && state.marked.has(row.id),
			}),
		),
	];
}

/** The tree of services and their servers. */
export function ServicesView({
	state,
	height,
}: {
	readonly state: ConsoleState;
	readonly height: number;
}): ReactNode {
	return <Lines theme={state.theme} lines={tableLines(state, height)} />;
}
