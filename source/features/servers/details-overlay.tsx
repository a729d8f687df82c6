import {Box} from 'ink';
import type {ReactNode} from 'react';
import {FiguresTable} from '../../console/screen/figures-table.tsx';
import {overlayTitle} from '../../console/screen/overlay-lines.ts';
import {serverRowId} from '../../console/state/console-row.ts';
import {bodyHeight} from '../../console/state/layout.ts';
import type {ConsoleStore, Frame, Overlay} from '../../console/state/model.ts';
import {entryCommands} from '../../console/state/rule-commands.ts';
import {openOverlay} from '../../console/state/screen-actions.ts';
import {type Selection, selectionOf} from '../../console/state/selection.ts';
import {Line, Lines} from '../../console/text/line.tsx';
import {piece} from '../../console/text/paint.ts';
import type {IpAddress} from '../../ipvs/address.ts';
import {watchRow} from '../traffic/index.ts';
import {realServerDetails, wideRealServer} from './details.ts';
import {findRealServer} from './real-server-row.ts';

/** A real server over all its services, and its entries as a table. */
function realServerBody(address: IpAddress, frame: Frame, height: number): ReactNode {
	const {theme, size} = frame;
	const details = realServerDetails(address, frame);
	if (details === null) {
		return (
			<Line theme={theme} pieces={[piece(' This server is no longer in any service.', 'warn')]} />
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

/** What keys act on in the details of a real server: all its entries. */
function selectRealServer(address: IpAddress, {director}: Frame): Selection {
	const realServer = findRealServer(director.live, address);
	const entries = realServer?.entries ?? [];
	return selectionOf({
		isOpened: true,
		gone: realServer === null ? `${address} is no longer in any service` : null,
		...(realServer === null ? {} : {address, name: address}),
		commands: () => entries.flatMap(entryCommands),
		targets: () => entries,
	});
}

/** An overlay with all facts about a real server, and one line for each of its entries. It follows the readings. */
export function realServerOverlay(address: IpAddress): Omit<Overlay, 'scroll' | 'under'> {
	return {
		place: 'real-server',
		text: state => wideRealServer(address, state),
		body: (state, height) => realServerBody(address, state, height),
		select: state => selectRealServer(address, state),
		extent(state) {
			const details = realServerDetails(address, state);
			return details === null
				? {lines: 1, height: bodyHeight(state.size) - 1}
				: {lines: details.entries, height: details.room};
		},
	};
}

/** With more entries than this their histories would take the places of too many others. */
const mostWatched = 64;

/** Opens the details of the real server at the cursor; the traffic histories of its entries are kept from now on. */
export function openRealServer(store: ConsoleStore): void {
	const {selection, director} = store.getState();
	const {address} = selection;
	if (address !== null) {
		const entries = findRealServer(director.live, address)?.entries ?? [];
		for (const {service, server} of entries.length <= mostWatched ? entries : []) {
			watchRow(director, serverRowId(service.id, server.id));
		}

		store.update(openOverlay(realServerOverlay(address)));
	}
}
