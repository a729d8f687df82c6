import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {ConsoleState} from '../store/console-state.ts';
import {FiguresTable} from './figures-table.tsx';
import {Line, Lines} from './line.tsx';
import {machineDetails} from './machine-details.ts';
import {overlayTitle} from './overlay-lines.ts';
import {piece} from './paint.ts';

/** A machine over all its services, and its entries as a table; it goes on being read while it is open. */
export function MachineOverlay({
	state,
	height,
}: {
	readonly state: ConsoleState;
	readonly height: number;
}): ReactNode {
	const {theme, size} = state;
	const details = machineDetails(state);
	if (details === null) {
		return (
			<Line theme={theme} pieces={[piece(' This server is in no service any more.', 'warn')]} />
		);
	}

	const {title, facts, shown, entries, room, scroll} = details;
	return (
		<>
			<Line
				theme={theme}
				pieces={overlayTitle(title, size.columns, {scroll, lines: entries, height: room})}
			/>
			<Box height={height - 1} flexDirection="column" overflow="hidden">
				<Box flexDirection="column" flexShrink={0}>
					<Lines theme={theme} lines={facts} />
					<FiguresTable theme={theme} figures={shown} />
				</Box>
			</Box>
		</>
	);
}
