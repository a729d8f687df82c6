import {Box} from 'ink';
import type {ReactNode} from 'react';
import {FiguresTable} from '../../../console/screen/figures-table.tsx';
import {overlayTitle} from '../../../console/screen/overlay-lines.ts';
import type {ConsoleState} from '../../../console/state/console-state.ts';
import {clampScroll} from '../../../console/table/window-rows.ts';
import {Line, Lines} from '../../../console/text/line.tsx';
import {piece} from '../../../console/text/paint.ts';
import {detailsOf, visibleDetails} from './details-text.ts';

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
