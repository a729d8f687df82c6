import {Box} from 'ink';
import type {ReactNode} from 'react';
import {FiguresTable} from '../../../console/screen/figures-table.tsx';
import {overlayTitle} from '../../../console/screen/overlay-lines.ts';
import {findRow, type RowId, rowIdInWords} from '../../../console/state/console-row.ts';
import {bodyHeight} from '../../../console/state/layout.ts';
import type {ConsoleStore, Frame, Overlay} from '../../../console/state/model.ts';
import {ruleCommands} from '../../../console/state/rule-commands.ts';
import {openOverlay} from '../../../console/state/screen-actions.ts';
import {type Selection, selectionOf} from '../../../console/state/selection.ts';
import {clampScroll} from '../../../console/table/window-rows.ts';
import {Line, Lines} from '../../../console/text/line.tsx';
import {piece} from '../../../console/text/paint.ts';
import {watchRow} from '../../traffic/index.ts';
import {services} from '../slice.ts';
import {cursorRow} from '../table-reducers.ts';
import {detailsOf, visibleDetails} from './details-text.ts';
import {wideDetailsOf} from './wide-details.ts';

/** All facts about one row. */
function detailsBody(row: RowId, frame: Frame, height: number): ReactNode {
	const {theme, size, overlay} = frame;
	const details = detailsOf(row, frame);
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

/** What keys act on in the details of a row: that row alone. */
function selectRow(id: RowId, {director}: Frame): Selection {
	const row = findRow(director.live, id);
	return selectionOf({
		isOpened: true,
		gone: row === null ? `${rowIdInWords(id)} is no longer in the table` : null,
		row,
		name: row?.id ?? null,
		commands: () => (row && ruleCommands(row)) ?? [],
		targets: () => (row?.kind === 'server' ? [{service: row.service, server: row.server}] : []),
	});
}

/** The details of a row. They follow the readings. */
export function detailsOverlay(row: RowId): Omit<Overlay, 'scroll' | 'under'> {
	return {
		place: 'details',
		text: state => wideDetailsOf(row, state),
		body: (state, height) => detailsBody(row, state, height),
		extent: state => ({
			lines: detailsOf(row, state)?.lines ?? 1,
			height: bodyHeight(state.size) - 1,
		}),
		select: state => selectRow(row, state),
		wants: {persistentConnections: true},
	};
}

/** Opens the details of the row at the cursor; its traffic history is kept from now on. */
export function openDetails(store: ConsoleStore): void {
	const {own, director} = services.see(store.getState());
	const row = cursorRow(own);
	if (row !== undefined) {
		watchRow(director, row.id);
		store.update(openOverlay(detailsOverlay(row.id)));
	}
}
