/**
 * Takes what the mouse sends out of the input of a terminal. Everything else passes unchanged.
 */

/** A press of the left button, or some notches of the wheel: down is positive. Cells are counted from 0. */
export type MouseEvent =
	| {readonly kind: 'press'; readonly x: number; readonly y: number}
	| {readonly kind: 'wheel'; readonly by: number};

/** Input in its order: text for the keyboard, or an event of the mouse. */
export type InputPart = string | MouseEvent;

export interface MouseSequences {
	/** Splits the next piece of input. Its end is held back if a sequence of the mouse may begin there. */
	push(input: string): readonly InputPart[];
	/** Whether something is held back. */
	holds(): boolean;
	/** What is held back, as text for the keyboard: no sequence of the mouse has come of it. */
	release(): string;
}

const esc = '\u{1B}';
const pasteStart = `${esc}[200~`;
const pasteEnd = `${esc}[201~`;

/**
 * A whole sequence: `ESC [ < button ; column ; line`, `M` for a press and `m` for a release. Terminals that do not know
 * this form send `ESC [ M` and three characters, which must not be taken for keys: one of them could be `y`.
 */
const sequence =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: sequences begin with Esc
	/\u{1B}\[(?:<(?<button>\d{1,5});(?<column>\d{1,5});(?<line>\d{1,5})(?<final>[Mm])|M(?<old>.{3}))|\u{1B}\[200~/su;

/** The end of input that may be the beginning of a sequence. */
const beginning =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: sequences begin with Esc
	/\u{1B}{1,8}(?:\[(?:<(?:\d{1,5}(?:;(?:\d{1,5}(?:;\d{0,5})?)?)?)?|M.{0,2})?)?$/su;

/** Esc in a form in which nothing can follow: Ink then does not wait for the rest of a sequence. */
const wholeEsc = `${esc}[27u`;

/** A text that ends in Esc, or in Esc and `[`, so that these are keys of their own. */
function withWholeEsc(text: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: it is about Esc
	return text.replace(/\u{1B}{1,8}(?=\[?$)/u, keys => wholeEsc.repeat(keys.length));
}

/** The event of a sequence; null for other buttons, releases, and keys held at the same time. */
function eventOf(button: number, x: number, y: number): MouseEvent | null {
	if (button === 64 || button === 65) {
		return {kind: 'wheel', by: button === 64 ? -1 : 1};
	}

	return button === 0 && x >= 0 && y >= 0 ? {kind: 'press', x, y} : null;
}

/** The event of a matched sequence. */
function eventIn({
	button,
	column,
	line,
	final,
	old,
}: Readonly<Record<string, string | undefined>>): MouseEvent | null {
	if (old === undefined) {
		return final === 'M' ? eventOf(Number(button), Number(column) - 1, Number(line) - 1) : null;
	}

	const [first = 0, second = 0, third = 0] = Array.from(old, one => (one.codePointAt(0) ?? 0) - 32);
	// A byte above 127 is no character, and has arrived as another one.
	return Math.max(second, third) < 96 ? eventOf(first, second - 1, third - 1) : null;
}

/** Begins outside a paste. What is pasted is text, even if it looks like a sequence. */
export function mouseSequences(): MouseSequences {
	let held = '';
	let isPasting = false;
	/** The end of what was pasted so far: the end of the paste may come in two pieces. */
	let pasted = '';

	/** The length of the part that is pasted. */
	function pastedLength(input: string): number {
		const all = pasted + input;
		const end = all.indexOf(pasteEnd);
		isPasting = end === -1;
		const length = isPasting ? input.length : end + pasteEnd.length - pasted.length;
		pasted = isPasting ? all.slice(1 - pasteEnd.length) : '';
		return length;
	}

	return {
		push(input) {
			const parts: InputPart[] = [];
			let rest = held + input;
			let text = '';
			held = '';
			while (rest !== '') {
				if (isPasting) {
					const length = pastedLength(rest);
					text += rest.slice(0, length);
					rest = rest.slice(length);
					continue;
				}

				const match = sequence.exec(rest);
				if (match === null) {
					held = beginning.exec(rest)?.[0] ?? '';
					text += rest.slice(0, rest.length - held.length);
					break;
				}

				const after = match.index + match[0].length;
				if (match[0] === pasteStart) {
					isPasting = true;
					text += rest.slice(0, after);
				} else {
					const before = withWholeEsc(text + rest.slice(0, match.index));
					const event = eventIn(match.groups ?? {});
					parts.push(...(before === '' ? [] : [before]), ...(event === null ? [] : [event]));
					text = '';
				}

				rest = rest.slice(after);
			}

			return text === '' ? parts : [...parts, text];
		},
		holds: () => held !== '',
		release() {
			const text = withWholeEsc(held);
			held = '';
			return text;
		},
	};
}
