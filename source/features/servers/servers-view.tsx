import type {ReactNode} from 'react';
import type {ConsoleState} from '../../console/state/console-state.ts';
import {tableLines} from '../../console/table/table-lines.ts';
import {Lines} from '../../console/text/line.tsx';
import type {Piece} from '../../console/text/paint.ts';
import {machineColumns, machineContext} from './columns.ts';
import {shownMachineSort} from './sort-real-servers.ts';

function serversLines(state: ConsoleState, height: number): readonly (readonly Piece[])[] {
	const {servers, size} = state;
	return tableLines({
		columns: machineColumns,
		list: servers,
		context: machineContext(state),
		cells: size.columns,
		height,
		sort: shownMachineSort(servers.sort),
		isMarked: ({id}) => servers.marked.has(id),
		empty:
			servers.filter === ''
				? 'There is no real server on this director yet.'
				: 'No server has all the words of the filter. Esc shows all rows again.',
	});
}

/** Every real server once, over all its services. */
export function ServersView({
	state,
	height,
}: {
	readonly state: ConsoleState;
	readonly height: number;
}): ReactNode {
	return <Lines theme={state.theme} lines={serversLines(state, height)} />;
}
