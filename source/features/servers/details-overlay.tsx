import {Box} from 'ink';
import type {ReactNode} from 'react';
import {FiguresTable} from '../../console/screen/figures-table.tsx';
import {overlayTitle} from '../../console/screen/overlay-lines.ts';
import {bodyHeight} from '../../console/state/layout.ts';
import type {ConsoleStore, Frame, Overlay} from '../../console/state/model.ts';
import {openOverlay} from '../../console/state/screen-actions.ts';
import {Line, Lines} from '../../console/text/line.tsx';
import {piece} from '../../console/text/paint.ts';
import type {IpAddress} from '../../ipvs/address.ts';
import {realServerDetails} from './details.ts';
import {openedRealServer} from './servers-actions.ts';

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

/** An overlay with all facts about a real server, and one line for each of its entries. It follows the readings. */
export function realServerOverlay(address: IpAddress): Omit<Overlay, 'scroll'> {
	return {
		place: 'real-server',
		kinds: ['live'],
		about: address,
		topic: openedRealServer.topic(address),
		body: (state, height) => realServerBody(address, state, height),
		extent(state) {
			const details = realServerDetails(address, state);
			return details === null
				? {lines: 1, height: bodyHeight(state.size) - 1}
				: {lines: details.entries, height: details.room};
		},
	};
}

/** Opens the details of the real server at the cursor. */
export function openRealServer(store: ConsoleStore): void {
	const {address} = store.getState().selection;
	if (address !== null) {
		store.update(openOverlay(realServerOverlay(address)));
	}
}
