import type {ReactNode} from 'react';
import type {ConsoleState} from '../store/console-state.ts';
import {totalsLine} from './header.tsx';
import {Lines} from './line.tsx';

/** The Traffic view. */
export function TrafficView({
	state,
}: {
	readonly state: ConsoleState;
	readonly height: number;
}): ReactNode {
	return <Lines theme={state.theme} lines={[totalsLine(state)]} />;
}
