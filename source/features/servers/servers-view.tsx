import type {ReactNode} from 'react';
import {chosenColumns} from '../../console/table/choose-columns.ts';
import {type DrawnTable, drawnTable} from '../../console/table/table-lines.ts';
import {Lines} from '../../console/text/line.tsx';
import {realServerColumns} from './columns.ts';
import {realServerContext} from './columns-context.ts';
import type {ServersSeen} from './servers-list.ts';
import {shownRealServerSort} from './sort-real-servers.ts';

/** The table of the view on this many lines. */
export function serversTable(seen: ServersSeen, height: number): DrawnTable {
	const {own, size} = seen;
	return drawnTable({
		columns: chosenColumns(realServerColumns, seen.columns['servers'], own.sort.column),
		list: own,
		context: realServerContext(seen, seen.kept.longest),
		cells: size.columns,
		height,
		sort: shownRealServerSort(own.sort),
		isMarked: ({id}) => own.marked.has(id),
		empty:
			own.filter === ''
				? 'This director has no real servers yet.'
				: `No server matches the filter. Press ${seen.keyOf('step-back')} to show all rows.`,
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
	return <Lines theme={seen.theme} lines={serversTable(seen, height).lines()} />;
}
