import {Box} from 'ink';
import type {ReactNode} from 'react';
import {ConnectionsView} from '../../features/connections/console/connections-view.tsx';
import {formLines} from '../../features/edit/form-lines.ts';
import {LogView} from '../../features/log/log-view.tsx';
import {MachineOverlay} from '../../features/servers/details-overlay.tsx';
import {ServersView} from '../../features/servers/servers-view.tsx';
import {DetailsOverlay} from '../../features/services/details/details-overlay.tsx';
import {ServicesView} from '../../features/services/services-view.tsx';
import {SnapshotsView} from '../../features/snapshots/console/snapshots-view.tsx';
import {TrafficView} from '../../features/traffic/traffic-view.tsx';
import type {ConsoleState} from '../state/console-state.ts';
import {bodyHeight, smallestSize} from '../state/layout.ts';
import type {ViewId} from '../state/views.ts';
import {Lines} from '../text/line.tsx';
import {piece} from '../text/paint.ts';
import {Header} from './header.tsx';
import {HintLine} from './hint-line.tsx';
import {MessageLine} from './message-line.tsx';
import {noReadingLines} from './no-reading.ts';
import {overlayLines} from './overlay-lines.ts';
import {overlayText} from './overlay-text.ts';
import {planLines} from './plan-lines.ts';
import {ViewsLine} from './views-line.tsx';

function TooSmall({state: {size, theme}}: {readonly state: ConsoleState}): ReactNode {
	const lines = [
		[piece('lvstop needs more room', 'strong')],
		[piece(`at least ${smallestSize.columns}×${smallestSize.rows}`)],
		[piece(`this is ${size.columns}×${size.rows}`)],
	];
	return <Lines theme={theme} lines={lines.slice(0, size.rows)} />;
}

/** How a view is drawn on so many lines. */
type ViewBody = (props: {readonly state: ConsoleState; readonly height: number}) => ReactNode;

const viewBodies: Readonly<Record<ViewId, ViewBody>> = {
	services: ServicesView,
	servers: ServersView,
	connections: ConnectionsView,
	traffic: TrafficView,
	snapshots: SnapshotsView,
	log: LogView,
};

/** What covers the view, or the view itself. */
function Body({state, height}: {readonly state: ConsoleState; readonly height: number}): ReactNode {
	const {overlay, theme, size, view} = state;
	const text = overlayText(state);
	if (overlay !== null && text !== null) {
		const {scroll} = overlay;
		return (
			<Lines
				theme={theme}
				lines={overlayLines(text.title, text.lines, {scroll, height, columns: size.columns})}
			/>
		);
	}

	if (overlay?.kind === 'details') {
		return <DetailsOverlay state={state} height={height} />;
	}

	if (overlay?.kind === 'machine') {
		return <MachineOverlay state={state} height={height} />;
	}

	if (overlay?.kind === 'form') {
		return <Lines theme={theme} lines={formLines(overlay.form, state, height)} />;
	}

	if (state.poll.director === null) {
		return <Lines theme={theme} lines={noReadingLines(state)} />;
	}

	const View = viewBodies[view];
	return <View state={state} height={height} />;
}

/** The whole screen, as a function of the state: exactly as many lines as the terminal has. */
export function Screen({state}: {readonly state: ConsoleState}): ReactNode {
	const {size, theme, prompt} = state;
	if (size.columns < smallestSize.columns || size.rows < smallestSize.rows) {
		return (
			<Box flexDirection="column" width={size.columns} height={size.rows}>
				<TooSmall state={state} />
			</Box>
		);
	}

	const dialog = prompt?.kind === 'confirm' ? planLines(prompt, state) : [];
	const height = bodyHeight(size) - dialog.length;
	return (
		<Box flexDirection="column" width={size.columns} height={size.rows}>
			<Header state={state} />
			<ViewsLine state={state} />
			<Box flexDirection="column" height={height}>
				<Body state={state} height={height} />
			</Box>
			<Lines theme={theme} lines={dialog} />
			<MessageLine state={state} />
			<HintLine state={state} />
		</Box>
	);
}
