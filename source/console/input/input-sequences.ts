/**
 * Takes what the mouse sends and what the terminal answers out of its input. Everything else passes unchanged.
 */
import {
	type MouseEvent,
	mouseBeginning,
	mouseEvent,
	mouseSequence,
} from '../mouse/mouse-sequence.ts';
import {
	answerBeginning,
	answerOf,
	answerSequence,
	isAnswer,
	type TerminalAnswer,
} from './terminal-answers.ts';

/** An event of the mouse, or an answer of the terminal. */
export type InputEvent = MouseEvent | TerminalAnswer;

/** Input in its order: text for the keyboard, or something else. */
export type InputPart = string | InputEvent;

/** The end of input, by what it may begin. `key` is Esc, or Esc and the next characters of another sequence. */
type Held = 'key' | 'mouse' | 'answer';

export interface InputSequences {
	/** Splits the next piece of input. Its end is held back if a sequence may begin there. */
	push(input: string): readonly InputPart[];
	/** The kind of the input that is held back; null if none is. */
	held(): Held | null;
	/**
	 * The input that is held back, as text for the keyboard: nothing has followed it in time. The beginning of an answer
	 * is none: its rest was lost.
	 */
	release(): string;
}

const esc = '\u{1B}';
const pasteStart = `${esc}[200~`;
const pasteEnd = `${esc}[201~`;

/** A whole sequence, or the beginning of a paste. */
const sequence = new RegExp(String.raw`\u{1B}(?:${mouseSequence}|${answerSequence}|\[200~)`, 'su');

/** The end of input that may be the beginning of a sequence, or of a paste. Keys Esc may be in front of it. */
const beginning = new RegExp(
	String.raw`(?<keys>\u{1B}{0,7})\u{1B}(?:(?<mouse>\[(?:${mouseBeginning}))|(?<answer>${answerBeginning})|\[(?:20{0,2})?)?$`,
	'su',
);

/** Esc in a form in which nothing can follow: Ink then does not wait for the rest of a sequence. */
const wholeEsc = `${esc}[27u`;

/** A text that ends in Esc, or in Esc and `[`, so that these are keys of their own. */
function withWholeEsc(text: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: it is about Esc
	return text.replace(/\u{1B}{1,8}(?=\[?$)/u, keys => wholeEsc.repeat(keys.length));
}

/** The event of a matched sequence; none if it does not matter. */
function eventsIn({groups = {}}: RegExpExecArray): readonly InputEvent[] {
	const isMouse = groups['button'] !== undefined || groups['old'] !== undefined;
	const event = isMouse ? mouseEvent(groups) : answerOf(groups);
	return event === null ? [] : [event];
}

/**
 * Whether a sequence of which a part was released goes on. It can have been taken for the key Esc; if it was known to be
 * an answer it must end now, because its next character can as well be a key.
 */
function isContinued(text: string, released: string): boolean {
	const whole = sequence.exec(text);
	if (whole?.index === 0) {
		return whole[0] !== pasteStart && whole.groups?.['broken'] === undefined;
	}

	const begun = beginning.exec(text);
	const {keys = '', mouse, answer = ''} = begun?.groups ?? {};
	const isBegun = begun?.index === 0 && keys === '' && (mouse !== undefined || isAnswer(answer));
	return isBegun && !isAnswer(released.slice(1));
}

/** Keys that can stand between the two parts of a torn answer, in characters. */
const mostBetween = 32;

/** A key that sends several characters, such as `ESC [ A`, without its last one. */
const unfinishedKey = new RegExp(String.raw`${esc}(?:O|\[[\d;]*)?$`, 'u');

/** The rest of an answer about a colour behind some keys. */
interface TornRest {
	/** The number of characters before it. */
	readonly at: number;
	readonly length: number;
	readonly event: InputEvent;
}

/** The rest of an answer whose beginning was torn off by keys; null if it is not there as a whole. */
function restOf(torn: string, input: string): TornRest | null {
	for (let at = 0; torn !== '' && at <= Math.min(mostBetween, input.length); at += 1) {
		const match = unfinishedKey.test(input.slice(0, at))
			? null
			: sequence.exec(torn + input.slice(at));
		const isWhole = match?.index === 0 && match.groups?.['broken'] === undefined;
		const event = isWhole ? answerOf(match.groups ?? {}) : null;
		if (match && event) {
			return {at, length: match[0].length - torn.length, event};
		}
	}

	return null;
}

/** Begins outside a paste. What is pasted is text, even if it looks like a sequence. */
export function inputSequences(): InputSequences {
	let held: RegExpExecArray | null = null;
	/** The input that was released last: on a slow line the rest of a sequence may come later, and is no key either. */
	let released = '';
	/** The beginning of an answer that keys have torn; its rest is still to come, and is no key. */
	let torn = '';
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
			let rest = (held?.[0] ?? '') + input;
			let text = '';
			held = null;
			if (released !== '' && isContinued(released + rest, released)) {
				rest = released + rest;
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
				const tornRest = restOf(torn, rest);
				if (tornRest !== null && tornRest.at <= (match?.index ?? rest.length)) {
					const before = withWholeEsc(text + rest.slice(0, tornRest.at));
					parts.push(...(before === '' ? [] : [before]), tornRest.event);
					rest = rest.slice(tornRest.at + tornRest.length);
					text = '';
					torn = '';
					continue;
				}

				if (match === null) {
					held = beginning.exec(rest);
					text += rest.slice(0, held?.index);
					break;
				}

				const after = match.index + match[0].length;
				if (match[0] === pasteStart) {
					isPasting = true;
					text += rest.slice(0, after);
				} else {
					const before = withWholeEsc(text + rest.slice(0, match.index));
					const events = eventsIn(match);
					parts.push(...(before === '' ? [] : [before]), ...events);
					text = '';
					if (match.groups?.['broken'] !== undefined) {
						[torn] = match;
					} else if (events.some(({kind}) => kind === 'last')) {
						torn = '';
					}
				}

				rest = rest.slice(after);
			}

			return text === '' ? parts : [...parts, text];
		},
		held() {
			const {mouse, answer} = held?.groups ?? {};
			return held && (mouse ? 'mouse' : answer ? 'answer' : 'key');
		},
		release() {
			const {keys = '', answer = ''} = held?.groups ?? {};
			released = held?.[0].slice(keys.length) ?? '';
			held = null;
			return withWholeEsc(keys) + (isAnswer(answer) ? '' : withWholeEsc(released));
		},
	};
}
