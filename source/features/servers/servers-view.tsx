import type {ReactNode} from 'react';
import {tableLines} from '../../console/table/table-lines.ts';
import {Lines} from '../../console/text/line.tsx';
import type {Piece} from '../../console/text/paint.ts';
import {machineColumns, machineContext} from './columns.ts';
import type {ServersSeen} from './servers-list.ts';
import {shownMachineSort} from './sort-real-servers.ts';

function serversLines(seen: ServersSeen, height: number): readonly (readonly Piece[])[] {
	const {own, size} = seen;
	return tableLines({
		columns: machineColumns,
		list: own,
		context: machineContext(seen),
		cells: size.columns,
		height,
		sort: shownMachineSort(own.sort),
		isMarked: ({id}) => own.marked.has(id),
		empty:
			own.filter === ''
				? 'There is no real server on this director yet.'
				: 'No server has all the words of the filter. Esc shows all rows again.',
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
