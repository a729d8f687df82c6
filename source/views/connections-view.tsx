import type {ReactNode} from 'react';
import type {ConsoleState} from '../store/console-state.ts';
import {Lines} from './line.tsx';
import {listLines} from './list-lines.ts';
import {piece} from './paint.ts';

/** The Connections view. */
export function ConnectionsView({
	state,
	height,
}: {
	readonly state: ConsoleState;
	readonly height: number;
}): ReactNode {
	const lines = listLines({
		list: state.connections,
		height,
		titles: [piece(' CONNECTIONS', 'dim')],
		empty: 'There is nothing to show yet.',
		row: ({id}, isCursor) => [piece(` ${id}`, isCursor ? 'cursor' : 'text')],
	});
	return <Lines theme={state.theme} lines={lines} />;
}
