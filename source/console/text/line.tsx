import {Text} from 'ink';
import {memo, type ReactNode} from 'react';
import {type Piece, paintLine} from './paint.ts';
import type {ThemeChoice} from './theme.ts';

/** One line of the screen, already with its escape sequences. It is drawn again only if it changes. */
const PaintedLine = memo(function PaintedLine({text}: {readonly text: string}): ReactNode {
	return <Text wrap="truncate-end">{text === '' ? ' ' : text}</Text>;
});

/** One line of the screen. */
export function Line({
	theme,
	pieces,
}: {
	readonly theme: ThemeChoice;
	readonly pieces: readonly Piece[];
}): ReactNode {
	return <PaintedLine text={paintLine(theme, pieces)} />;
}

/** Lines below each other. */
export function Lines({
	theme,
	lines,
}: {
	readonly theme: ThemeChoice;
	readonly lines: readonly (readonly Piece[])[];
}): ReactNode {
	// The identity of a line is its position on the screen.
	return lines.map((pieces, index) => (
		<PaintedLine
			// biome-ignore lint/suspicious/noArrayIndexKey: see above
			key={index}
			text={paintLine(theme, pieces)}
		/>
	));
}
