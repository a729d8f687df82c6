/**
 * A view with its side panel: the details of the row at the cursor.
 */
import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {DirectorState} from '../state/director-state.ts';
import {besidePanel} from '../state/layout.ts';
import type {ConsoleState, View} from '../state/model.ts';
import {openList, viewOf} from '../state/view.ts';
import {listRow} from '../table/list.ts';
import {Lines} from '../text/line.tsx';
import {type Lines as PanelLines, piece} from '../text/paint.ts';

/** It separates the panel from the view. */
const edge = ' │';

/** The lines of a panel, and all that they depend on besides the director. */
interface Made {
	readonly inputs: readonly unknown[];
	readonly lines: PanelLines;
}

/** The last panel of a director: it is made again only if one of its inputs has changed. */
const lastMade = new WeakMap<DirectorState, Made>();

/** The lines of a panel that fit, each with the line that separates it from the view. */
function panelLines(
	state: ConsoleState,
	panel: NonNullable<View['panel']>,
	height: number,
): PanelLines {
	const {director, view, units, done, size, keyOf} = state;
	const list = openList(state);
	const row = list === null ? undefined : listRow(list)?.id;
	const inputs = [view, row, units, done, size.columns, height];
	const known = lastMade.get(director);
	if (known !== undefined && inputs.every((input, index) => input === known.inputs[index])) {
		return known.lines;
	}

	const all = row === undefined ? [] : panel(state, height);
	const cut = all.length - height + 1;
	const shown =
		all.length <= height
			? all
			: [
					...all.slice(0, height - 1),
					[piece(` … ${cut} more lines: ${keyOf('details')} shows all`, 'dim')],
				];
	const lines = Array.from({length: height}, (_, index) => [
		piece(edge, 'dim'),
		...(shown[index] ?? []),
	]);
	lastMade.set(director, {inputs, lines});
	return lines;
}

function within(state: ConsoleState, columns: number): ConsoleState {
	return {...state, size: {...state.size, columns}};
}

/** The widths of the open view and its side panel; null if it has none, if that is folded, or without room for it. */
function widthsOf(state: ConsoleState): ReturnType<typeof besidePanel> {
	return state.sidePanel && viewOf(state).panel !== null ? besidePanel(state.size) : null;
}

/** The state in whose size the open view is drawn: beside a side panel it has fewer columns. */
export function stateOfView(state: ConsoleState): ConsoleState {
	const widths = widthsOf(state);
	return widths === null ? state : within(state, widths.view);
}

/** The open view on `height` lines, and beside it its side panel. */
export function viewWithPanel(state: ConsoleState, height: number): ReactNode {
	const {theme} = state;
	const {body, panel} = viewOf(state);
	const widths = widthsOf(state);
	if (panel === null || widths === null) {
		return body(state, height);
	}

	return (
		<Box flexDirection="row" height={height}>
			<Box flexDirection="column" width={widths.view} flexShrink={0}>
				{body(stateOfView(state), height)}
			</Box>
			<Box flexDirection="column" width={widths.panel} flexShrink={0}>
				<Lines
					theme={theme}
					lines={panelLines(within(state, widths.panel - edge.length), panel, height)}
				/>
			</Box>
		</Box>
	);
}
