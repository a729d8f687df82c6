import {Box} from 'ink';
import type {ReactNode} from 'react';
import {FiguresTable} from '../../console/screen/figures-table.tsx';
import {overlayTitle} from '../../console/screen/overlay-lines.ts';
import type {ConsoleState} from '../../console/state/console-state.ts';
import {Line, Lines} from '../../console/text/line.tsx';
import {piece} from '../../console/text/paint.ts';
import {machineDetails} from './details.ts';

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
