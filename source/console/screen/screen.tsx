import {Box} from 'ink';
import type {ReactNode} from 'react';
import {bodyHeight, smallestSize} from '../state/layout.ts';
import type {ConsoleState} from '../state/model.ts';
import {viewOf} from '../state/view.ts';
import {Lines} from '../text/line.tsx';
import {piece} from '../text/paint.ts';
import {Header} from './header.tsx';
import {HintLine} from './hint-line.tsx';
import {MessageLine} from './message-line.tsx';
import {noReadingLines} from './no-reading.ts';
import {overlayLines} from './overlay-lines.ts';
import {planLines} from './plan-lines.ts';
import {ViewsLine} from './views-line.tsx';

function TooSmall({state: {size, theme}}: {readonly state: ConsoleState}): ReactNode {
	const lines = [
		[piece('lvstop needs a larger terminal', 'strong')],
		[piece(`at least ${smallestSize.columns}×${smallestSize.rows}`)],
		[piece(`this is ${size.columns}×${size.rows}`)],
	];
	return <Lines theme={theme} lines={lines.slice(0, size.rows)} />;
}

/** The overlay, or the view if there is none. */
function body(state: ConsoleState, height: number): ReactNode {
	const {overlay, theme, size} = state;
	const text = overlay?.text?.(state);
	if (overlay !== null && text !== undefined) {
		const {scroll} = overlay;
		return (
			<Lines
				theme={theme}
				lines={overlayLines(text.title, text.lines, {scroll, height, columns: size.columns})}
			/>
		);
	}

	if (overlay?.body !== undefined) {
		return overlay.body(state, height);
	}

	return state.director.live === null ? (
		<Lines theme={theme} lines={noReadingLines(state)} />
	) : (
		viewOf(state).body(state, height)
	);
}

/**
 * The whole screen as a function of the state: exactly as many lines as the terminal has. React only gets what is drawn, so
 * that it does not keep an old state.
 */
export function Screen({state}: {readonly state: ConsoleState}): ReactNode {
	const {size, theme, prompt} = state;
	if (size.columns < smallestSize.columns || size.rows < smallestSize.rows) {
		return (
			<Box flexDirection="column" width={size.columns} height={size.rows}>
				{TooSmall({state})}
			</Box>
		);
	}

	const dialog = prompt?.kind === 'confirm' ? planLines(prompt, state) : [];
	const height = bodyHeight(size) - dialog.length;
	return (
		<Box flexDirection="column" width={size.columns} height={size.rows}>
			{Header({state})}
			{ViewsLine({state})}
			<Box flexDirection="column" height={height}>
				{body(state, height)}
			</Box>
			<Lines theme={theme} lines={dialog} />
			{MessageLine({state})}
			{HintLine({state})}
		</Box>
	);
}
