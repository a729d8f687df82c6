import type {ReactNode} from 'react';
import {listLines} from '../../console/table/list-lines.ts';
import {Lines} from '../../console/text/line.tsx';
import type {Piece} from '../../console/text/paint.ts';
import type {LiveDirector} from '../../director/polling/live.ts';
import {
	mostFromOthers,
	type NameWidths,
	placeColumns,
	rowLine,
	titleLine,
} from '../services/index.ts';
import {machineColumns} from './columns.ts';
import {machinesOf} from './real-server-row.ts';
import type {ServersSeen} from './servers-list.ts';

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

function serversLines(seen: ServersSeen, height: number): readonly (readonly Piece[])[] {
	const {own, size, director} = seen;
	const placed = placeColumns(
		machineColumns,
		size.columns - 1,
		addressWidths(director.live),
		own.sort.column,
	);
	return listLines({
		list: own,
		height,
		titles: titleLine(placed, own.sort),
		empty:
			own.filter === ''
				? 'There is no real server on this director yet.'
				: 'No server has all the words of the filter. Esc shows all rows again.',
		row: (machine, isCursor) =>
			rowLine(machine, placed, seen, {isCursor, isMarked: own.marked.has(machine.id)}),
	});
}

/** Every real server once, over all its services. */
export function ServersView({
	seen,
	height,
}: {
	readonly seen: ServersSeen;
	readonly height: number;
}): ReactNode {
	return <Lines theme={seen.theme} lines={serversLines(seen, height)} />;
}
