import type {ReactNode} from 'react';
import type {ConsoleState} from '../store/console-state.ts';
import {Lines} from './line.tsx';
import {listLines} from './list-lines.ts';
import {piece} from './paint.ts';

/** The Log view. */
export function LogView({
	state,
	height,
}: {
	readonly state: ConsoleState;
	readonly height: number;
}): ReactNode {
	const lines = listLines({
		list: state.log,
		height,
		titles: [piece(' LOG', 'dim')],
		empty: 'There is nothing to show yet.',
		row: ({id}, isCursor) => [piece(` ${id}`, isCursor ? 'cursor' : 'text')],
	});
	return <Lines theme={state.theme} lines={lines} />;
}
