import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {ConsoleState} from '../store/console-state.ts';
import {clampScroll} from '../store/window-rows.ts';
import {detailsOf, visibleDetails} from './details-text.ts';
import {FiguresTable} from './figures-table.tsx';
import {Line, Lines} from './line.tsx';
import {overlayTitle} from './overlay-lines.ts';
import {piece} from './paint.ts';

/** Everything that is known of one row; it goes on being read while it is open. */
export function DetailsOverlay({
	state,
	height,
}: {
	readonly state: ConsoleState;
	readonly height: number;
}): ReactNode {
	const {theme, size, overlay} = state;
	const details = detailsOf(state);
	if (details === null) {
		return <Line theme={theme} pieces={[piece(' This row is no longer in the table.', 'warn')]} />;
	}

	const room = height - 1;
	const scroll = clampScroll(overlay?.scroll ?? 0, details.lines, room);
	const {above, figures, below, offset} = visibleDetails(details, scroll, room);
	const extent = {scroll, lines: details.lines, height: room};
	return (
		<>
			<Line theme={theme} pieces={overlayTitle(details.title, size.columns, extent)} />
			<Box height={room} flexDirection="column" overflow="hidden" contentOffsetY={offset}>
				<Box flexDirection="column" flexShrink={0}>
					<Lines theme={theme} lines={above} />
					{figures === null ? null : <FiguresTable theme={theme} figures={figures} />}
					<Lines theme={theme} lines={below} />
				</Box>
			</Box>
		</>
	);
}
