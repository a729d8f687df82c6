import {Box, Text} from 'ink';
import {Table} from 'ink-table';
import {createContext, type PropsWithChildren, type ReactNode, useContext} from 'react';
import type {ConsoleState, ThemeName} from '../store/console-state.ts';
import {clampScroll} from '../store/window-rows.ts';
import {type Details, detailsOf, visibleDetails} from './details-text.ts';
import {Line, Lines} from './line.tsx';
import {overlayTitle} from './overlay-lines.ts';
import {paint, piece} from './paint.ts';

const ThemeContext = createContext<ThemeName>('plain');

/** The table library brings colours of its own; these cells follow the theme. */
function TextCell({children}: PropsWithChildren): ReactNode {
	return <Text>{paint(useContext(ThemeContext), [piece(String(children), 'text')])}</Text>;
}

function DimCell({children}: PropsWithChildren): ReactNode {
	return <Text>{paint(useContext(ThemeContext), [piece(String(children), 'dim')])}</Text>;
}

function Figures({
	theme,
	figures,
}: {
	readonly theme: ThemeName;
	readonly figures: Details['figures'];
}): ReactNode {
	const columns = Object.keys(figures[0] ?? {}).map((key, index) => ({
		key,
		align: index === 0 ? ('left' as const) : ('right' as const),
	}));
	return (
		<ThemeContext value={theme}>
			<Table
				data={[...figures]}
				columns={columns}
				header={DimCell}
				cell={TextCell}
				skeleton={DimCell}
			/>
		</ThemeContext>
	);
}

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
					{figures === null ? null : <Figures theme={theme} figures={figures} />}
					<Lines theme={theme} lines={below} />
				</Box>
			</Box>
		</>
	);
}
