import {Box} from 'ink';
import type {ReactNode} from 'react';
import {retryIn, screenAge} from '../../director/staleness.ts';
import {escapeControls} from '../../text/escape.ts';
import {duration, intervalText} from '../../text/time.ts';
import {bodyHeight, isTooSmall, smallestSize} from '../state/layout.ts';
import type {ConsoleState} from '../state/model.ts';
import {footHeight, viewHeight} from '../state/view.ts';
import {Line, Lines} from '../text/line.tsx';
import {type Piece, piece, widthOf} from '../text/paint.ts';
import {wrapText} from '../text/text.ts';
import {Header} from './header.tsx';
import {HintLine} from './hint-line.tsx';
import {messageLines} from './message-lines.ts';
import {overlayLines} from './overlay-lines.ts';
import {planLines} from './plan-lines.ts';
import {viewWithPanel} from './side-panel.tsx';

/** Why there is nothing to show yet, and what can be done about it. */
function noReadingLines(state: ConsoleState): readonly (readonly Piece[])[] {
	const {age, reason, advice} = screenAge(state);
	const retry = retryIn(state);
	const next =
		retry === null ? `every ${intervalText(state.interval)}` : `in ${duration(retry + 999)}`;
	const wrapped = (text: string): readonly string[] =>
		wrapText(escapeControls(text), state.size.columns - 6);
	if (reason === null) {
		const paused = state.paused
			? ` Reading is paused. Press ${state.keyOf('pause')} to resume.`
			: '';
		return [[], [piece(`   Reading the director …${paused}`, 'dim')]];
	}

	return [
		[],
		[piece('   Nothing to show yet.', 'strong')],
		[],
		...wrapped(reason).map(line => [piece(`   ${line}`, 'bad')]),
		...(advice === null || advice === ''
			? []
			: [[], ...wrapped(advice).map(line => [piece(`   ${line}`)])]),
		[],
		[
			piece(
				`   lvstop tries again ${next}; no answer for ${duration(age)}. Press ${state.keyOf('quit')} to quit.`,
				'dim',
			),
		],
	];
}

/** The views with their keys; the open one is highlighted. */
export function viewsLine({view, assembly, keyOf, size}: ConsoleState): readonly Piece[] {
	const line = (part: 'title' | 'shortTitle'): readonly Piece[] =>
		assembly.views.flatMap(({id, [part]: name}) => [
			piece(' '),
			{...piece(`${keyOf(id)} ${name}`, id === view ? 'tab' : 'dim'), command: id},
			piece(' '),
		]);
	const whole = line('title');
	return widthOf(whole) <= size.columns ? whole : line('shortTitle');
}

/** One line: the views, with the open one highlighted. */
function ViewsLine({state}: {readonly state: ConsoleState}): ReactNode {
	return <Line theme={state.theme} pieces={viewsLine(state)} />;
}

function TooSmall({state: {size, theme}}: {readonly state: ConsoleState}): ReactNode {
	const lines = [
		[piece('lvstop needs a larger terminal', 'strong')],
		[piece(`at least ${smallestSize.columns}×${smallestSize.rows}`)],
		[piece(`this is ${size.columns}×${size.rows}`)],
		[],
		[piece('Until then keys have no effect,')],
		[piece('but Ctrl-C quits.')],
	];
	return <Lines theme={theme} lines={lines.slice(0, size.rows)} />;
}

/** The open view with its side panel, and below them the strip of graphs, as much of it as is not covered. */
function viewWithStrip(state: ConsoleState, height: number): ReactNode {
	const {theme, assembly} = state;
	const foot = footHeight(state);
	const above = viewHeight(state, height);
	if (above === height) {
		return viewWithPanel(state, height);
	}

	const strip = assembly.features.values().map(each => each.strip(state, foot));
	const lines = strip.find(each => each !== null) ?? [];
	return (
		<>
			<Box flexDirection="column" height={above} flexShrink={0}>
				{viewWithPanel(state, above)}
			</Box>
			<Lines theme={theme} lines={lines.slice(0, height - above)} />
		</>
	);
}

/** The overlay, or the view if there is none. */
function body(state: ConsoleState, height: number): ReactNode {
	const {overlay, theme, size} = state;
	const text = overlay?.text?.(state) ?? null;
	if (overlay !== null && text !== null) {
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
		viewWithStrip(state, height)
	);
}

/**
 * The whole screen as a function of the state: exactly as many lines as the terminal has. React only gets what is drawn, so
 * that it does not keep an old state.
 */
export function Screen({state}: {readonly state: ConsoleState}): ReactNode {
	const {size, theme, prompt} = state;
	if (isTooSmall(size)) {
		return (
			<Box flexDirection="column" width={size.columns} height={size.rows}>
				{TooSmall({state})}
			</Box>
		);
	}

	const dialog = prompt?.kind === 'confirm' ? planLines(prompt, state) : [];
	const message = messageLines(state);
	const height = bodyHeight(size) - dialog.length - (message.length - 1);
	return (
		<Box flexDirection="column" width={size.columns} height={size.rows}>
			{Header({state})}
			{ViewsLine({state})}
			<Box flexDirection="column" height={height}>
				{body(state, height)}
			</Box>
			<Lines theme={theme} lines={dialog} />
			<Lines theme={theme} lines={message} />
			{HintLine({state})}
		</Box>
	);
}
