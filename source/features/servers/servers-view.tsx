import type {ReactNode} from 'react';
import type {ConsoleState} from '../../console/state/console-state.ts';
import {listLines} from '../../console/table/list-lines.ts';
import {Lines} from '../../console/text/line.tsx';
import type {Piece} from '../../console/text/paint.ts';
import type {LiveDirector} from '../../director/polling/live.ts';
import {mostFromOthers, type NameWidths, placeColumns} from '../services/column-layout.ts';
import {rowLine, titleLine} from '../services/table-lines.ts';
import {machineColumns} from './columns.ts';
import {machinesOf} from './real-server-row.ts';

/** Cells of the addresses, whatever the filter hides, so that nothing jumps. */
function addressWidths(director: LiveDirector | null): NameWidths {
	let longest = 0;
	let needed = 0;
	for (const {id} of machinesOf(director)) {
		longest = Math.max(longest, id.length);
		needed = id.length <= mostFromOthers ? Math.max(needed, id.length) : needed;
	}

	return {longest, needed};
}

function serversLines(state: ConsoleState, height: number): readonly (readonly Piece[])[] {
	const {servers, size, poll} = state;
	const placed = placeColumns(
		machineColumns,
		size.columns - 1,
		addressWidths(poll.director),
		servers.sort.column,
	);
	return listLines({
		list: servers,
		height,
		titles: titleLine(placed, servers.sort),
		empty:
			servers.filter === ''
				? 'There is no real server on this director yet.'
				: 'No server has all the words of the filter. Esc shows all rows again.',
		row: (machine, isCursor) =>
			rowLine(machine, placed, state, {isCursor, isMarked: servers.marked.has(machine.id)}),
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
