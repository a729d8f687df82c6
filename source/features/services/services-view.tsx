import type {ReactNode} from 'react';
import type {ConsoleState} from '../../console/state/console-state.ts';
import {tableLines} from '../../console/table/table-lines.ts';
import {Lines} from '../../console/text/line.tsx';
import type {Piece} from '../../console/text/paint.ts';
import {columns, servicesContext} from './columns.ts';
import {shownSort} from './sort-rows.ts';

/** The column titles and as many rows as fit. */
function servicesLines(state: ConsoleState, height: number): readonly (readonly Piece[])[] {
	return tableLines({
		columns,
		list: state,
		context: servicesContext(state, state.poll.director),
		cells: state.size.columns,
		height,
		sort: shownSort(state.sort),
		isMarked: row => row.kind === 'server' && state.marked.has(row.id),
		empty:
			state.filter === ''
				? 'There is no virtual service on this director yet.'
				: 'No service and no server has all the words of the filter. Esc shows all rows again.',
	});
}

/** The tree of services and their servers. */
export function ServicesView({
	state,
	height,
}: {
	readonly state: ConsoleState;
	readonly height: number;
}): ReactNode {
	return <Lines theme={state.theme} lines={servicesLines(state, height)} />;
}
