import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {ConsoleState} from '../store/console-state.ts';
import {bodyHeight, smallestSize} from '../store/layout.ts';
import {DetailsOverlay} from './details-overlay.tsx';
import {Header} from './header.tsx';
import {helpText} from './help-text.ts';
import {HintLine} from './hint-line.tsx';
import {Lines} from './line.tsx';
import {MessageLine} from './message-line.tsx';
import {messagesText} from './messages-text.ts';
import {noReadingLines} from './no-reading.ts';
import {overlayLines} from './overlay-lines.ts';
import {piece} from './paint.ts';
import {planLines} from './plan-lines.ts';
import {ServicesView} from './services-view.tsx';
import {ViewsLine} from './views-line.tsx';

function TooSmall({state: {size, theme}}: {readonly state: ConsoleState}): ReactNode {
	const lines = [
		[piece('lvstop needs more room', 'strong')],
		[piece(`at least ${smallestSize.columns}×${smallestSize.rows}`)],
		[piece(`this is ${size.columns}×${size.rows}`)],
	];
	return <Lines theme={theme} lines={lines.slice(0, size.rows)} />;
}

/** What covers the view, or the view itself. */
function Body({state, height}: {readonly state: ConsoleState; readonly height: number}): ReactNode {
	const {overlay, theme, size} = state;
	switch (overlay?.kind) {
		case 'help': {
			const lines = overlayLines('Keys', helpText(state), {...overlay, height, ...size});
			return <Lines theme={theme} lines={lines} />;
		}

		case 'messages': {
			const lines = overlayLines('Messages', messagesText(state), {...overlay, height, ...size});
			return <Lines theme={theme} lines={lines} />;
		}

		case 'details':
			return <DetailsOverlay state={state} height={height} />;
		case undefined:
			return state.poll.director === null ? (
				<Lines theme={theme} lines={noReadingLines(state)} />
			) : (
				<ServicesView state={state} height={height} />
			);
	}
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
