/**
 * The answers of a terminal that is asked for the colour of its background: OSC 11 of xterm's control sequences. A
 * terminal that does not know the question stays silent. A second question that every terminal answers follows it
 * (primary device attributes): its answer says that nothing else will come.
 */

/** An answer of the terminal. */
export type TerminalAnswer =
	| {readonly kind: 'background'; readonly isLight: boolean}
	/** The last answer: the terminal has seen both questions. */
	| {readonly kind: 'last'};

/** Both questions. OSC ends in BEL, because old versions of rxvt answer with half a terminator to the other one. */
export const backgroundQuestion = '\u{1B}]11;?\u{7}\u{1B}[c';

/** Characters of a colour as terminals write it: `rgb:ffff/ffff/ffff`. */
const colour = String.raw`\da-fA-Frgb:/#;?`;

/** The end of an answer about a colour; or the next character is none of it, because the end was lost. */
const endOfColour = String.raw`(?:\u{7}|\u{1B}\\|(?<broken>(?=[^${colour}\u{7}\u{1B}]|\u{1B}[^\\])))`;

/**
 * The regular expression of a whole answer after its Esc: about a colour (`] 11 ; colour`, then BEL or `ESC \`), or the
 * device attributes (`[ ? 62 ; 22 c`). An answer about a colour whose end was lost is one, too: it must not be taken for
 * keys.
 */
export const answerSequence = String.raw`\](?<about>\d{1,3});(?<colour>[${colour}]*)${endOfColour}|\[\?(?<attributes>[\d;]*)c`;

/** The regular expression of the beginning of an answer after its Esc. */
export const answerBeginning = String.raw`\](?:\d{1,3}(?:;[${colour}]*\u{1B}?)?)?|\[\?[\d;]*`;

/** Whether the beginning of an answer, after its Esc, can be nothing else. */
export const isAnswer = (text: string): boolean => /^(?:\]\d{1,3};|\[\?)/.test(text);

/** The parts of a colour by X11's rule, from 0 to 1: `rgb:` and one to four hexadecimal digits each, or `#`. */
function partsOf(text: string): readonly number[] | null {
	const hexadecimal =
		/^rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})(?:\/[\da-f]{1,4})?$/i.exec(text) ??
		/^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(text);
	return (
		hexadecimal
			?.slice(1, 4)
			.map(digits => Number.parseInt(digits, 16) / (16 ** digits.length - 1)) ?? null
	);
}

/** Whether dark text is easier to read on this colour than light text; null if it is not a colour. */
export function isLightColour(text: string): boolean | null {
	const [red, green, blue] = partsOf(text) ?? [];
	return red === undefined || green === undefined || blue === undefined
		? null
		: // The brightness of the three as the eye sees it (ITU-R BT.601).
			0.299 * red + 0.587 * green + 0.114 * blue > 0.5;
}

/** The answer of a match of {@link answerSequence}; null for other and for broken ones. */
export function answerOf(
	groups: Readonly<Record<string, string | undefined>>,
): TerminalAnswer | null {
	if (groups['attributes'] !== undefined) {
		return {kind: 'last'};
	}

	const isLight =
		groups['about'] === '11' && groups['broken'] === undefined
			? isLightColour(groups['colour'] ?? '')
			: null;
	return isLight === null ? null : {kind: 'background', isLight};
}

/** Terminals that answer both questions in their order, by the beginning of TERM. */
const answering =
	/^(?:xterm|rxvt|tmux|alacritty|foot|kitty|konsole|gnome|vte|mintty|wezterm|ghostty|contour|rio|st)(?:-|$)/;

/**
 * Whether the terminal can be asked. tmux answers for itself, also under the name `screen`. GNU screen does not: it passes
 * the question on and answers the second one before the first, or puts the first answer into another window. Others,
 * such as the Linux console, do not know the question.
 */
export function canBeAsked({
	TERM: terminal = '',
	TMUX: tmux,
	STY: screen,
}: Readonly<Record<string, string | undefined>>): boolean {
	return !screen && (answering.test(terminal) || (Boolean(tmux) && terminal.startsWith('screen')));
}
