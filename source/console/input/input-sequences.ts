/**
 * Takes what the mouse sends out of the input of a terminal. Everything else passes unchanged.
 */
import {
	type MouseEvent,
	mouseBeginning,
	mouseEvent,
	mouseSequence,
} from '../mouse/mouse-sequence.ts';

/** Input in its order: text for the keyboard, or an event of the mouse. */
export type InputPart = string | MouseEvent;

export interface InputSequences {
	/** Splits the next piece of input. Its end is held back if a sequence of the mouse may begin there. */
	push(input: string): readonly InputPart[];
	/** Whether what is held back may be a key: Esc, or Esc and the next characters of another sequence. */
	waits(): boolean;
	/** What is held back, as text for the keyboard: nothing has followed it in time. */
	release(): string;
}

const esc = '\u{1B}';
const pasteStart = `${esc}[200~`;
const pasteEnd = `${esc}[201~`;

/** A whole sequence, or the beginning of a paste. */
const sequence = new RegExp(`${esc}${mouseSequence}|${esc}\\[200~`, 'su');

/** The end of input that may be the beginning of a sequence, or of a paste. */
const beginning = new RegExp(`${esc}{1,8}(?:\\[(?:${mouseBeginning}|20{0,2})?)?$`, 'su');

/** Esc in a form in which nothing can follow: Ink then does not wait for the rest of a sequence. */
const wholeEsc = `${esc}[27u`;

/** A text that ends in Esc, or in Esc and `[`, so that these are keys of their own. */
function withWholeEsc(text: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: it is about Esc
	return text.replace(/\u{1B}{1,8}(?=\[?$)/u, keys => wholeEsc.repeat(keys.length));
}

/** The event of a matched sequence; none if it does not matter. */
function eventsIn({groups = {}}: RegExpExecArray): readonly MouseEvent[] {
	const event = mouseEvent(groups);
	return event === null ? [] : [event];
}

/** Begins outside a paste. What is pasted is text, even if it looks like a sequence. */
export function inputSequences(): InputSequences {
	let held = '';
	/** What was released last: on a slow line the rest of a sequence may come later, and must not be taken for keys. */
	let released = '';
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
			const late = sequence.exec(released + rest);
			if (released !== '' && late?.index === 0 && late[0] !== pasteStart) {
				parts.push(...eventsIn(late));
				rest = rest.slice(late[0].length - released.length);
			}

			released = '';
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
					parts.push(...(before === '' ? [] : [before]), ...eventsIn(match));
					text = '';
				}

				rest = rest.slice(after);
			}

			return text === '' ? parts : [...parts, text];
		},
		waits: () => held !== '' && !/\[[<M]/.test(held),
		release() {
			released = held;
			held = '';
			return withWholeEsc(released);
		},
	};
}
