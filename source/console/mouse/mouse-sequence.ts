/**
 * The sequences that a terminal sends for the mouse.
 */

/** A press of the left button, or some notches of the wheel: down is positive. Cells are counted from 0. */
export type MouseEvent =
	| {readonly kind: 'press'; readonly x: number; readonly y: number}
	| {readonly kind: 'wheel'; readonly by: number};

/** Begins to send presses and the wheel, but not motion, in the form that has no limit of columns. */
export const mouseOn = '\u{1B}[?1000h\u{1B}[?1006h';

/** Ends {@link mouseOn}. */
export const mouseOff = '\u{1B}[?1006l\u{1B}[?1000l';

/**
 * The regular expression of a whole sequence after its Esc: `[ < button ; column ; line`, `M` for a press and `m` for a
 * release. Terminals that do not know this form send `[ M` and three characters, which must not be taken for keys: one
 * of them could be `y`.
 */
export const mouseSequence = String.raw`\[(?:<(?<button>\d{1,5});(?<column>\d{1,5});(?<line>\d{1,5})(?<final>[Mm])|M(?<old>.{3}))`;

/** The regular expression of the beginning of a sequence after its Esc and `[`. */
export const mouseBeginning = String.raw`<(?:\d{1,5}(?:;(?:\d{1,5}(?:;\d{0,5})?)?)?)?|M.{0,2}`;

/** The event of a sequence; null for other buttons, releases, and keys held at the same time. */
function eventOf(button: number, x: number, y: number): MouseEvent | null {
	if (button === 64 || button === 65) {
		return {kind: 'wheel', by: button === 64 ? -1 : 1};
	}

	return button === 0 && x >= 0 && y >= 0 ? {kind: 'press', x, y} : null;
}

/** The event of a match of {@link mouseSequence}; null if it does not matter. */
export function mouseEvent(
	groups: Readonly<Record<string, string | undefined>>,
): MouseEvent | null {
	const {button, column, line, final, old} = groups;
	// A byte above 127 is no character, and has arrived as another one, which is beyond every screen.
	const [first = 0, second = 0, third = 0] =
		old === undefined
			? [button, column, line].map(Number)
			: Array.from(old, character => (character.codePointAt(0) ?? 0) - 32);
	return final === 'm' ? null : eventOf(first, second - 1, third - 1);
}
