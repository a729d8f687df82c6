/**
 * Standard input without the mouse and without answers of the terminal, for Ink, and these as events.
 */
import type {Clock} from '../../director/port/clock.ts';
import type {MouseEvent} from '../mouse/mouse-sequence.ts';
import {type InputEvent, type InputPart, inputSequences} from './input-sequences.ts';
import type {TerminalAnswer} from './terminal-answers.ts';

/** How long Esc may be the beginning of a sequence, milliseconds. Ink waits as long, and then need not wait again. */
const patience = 20;

/** The same while the terminal is expected to answer: its answer begins with Esc, and a slow line may tear it apart. */
const patienceForAnswers = 100;

/** How long the rest of an answer may take, milliseconds. */
const patienceForRests = 2000;

/** Calls back for each event; the returned function ends that. */
type EventsOf<Event> = (callback: (event: Event) => void) => () => void;

/** The events of the mouse. */
export type MouseSource = EventsOf<MouseEvent>;

export interface TerminalInput {
	/** The input with nothing but keys and pasted text. */
	readonly stdin: NodeJS.ReadStream;
	readonly mouse: MouseSource;
	readonly answers: EventsOf<TerminalAnswer>;
	/** Expects answers of the terminal from now on, or no longer. */
	expectAnswers(areExpected: boolean): void;
	/** Drops keys and the mouse from now on, or no longer: they belong to whoever gets the terminal next. */
	dropKeys(areDropped: boolean): void;
	/** Stops waiting. */
	stop(): void;
}

/** Joins notches of the wheel that arrived together, because each would move the cursor and draw. */
function joined(parts: readonly InputPart[]): InputPart[] {
	const all: InputPart[] = [];
	for (const part of parts) {
		const last = all.at(-1);
		const isTurn = (one: InputPart | undefined) => typeof one === 'object' && one.kind === 'wheel';
		if (typeof part === 'object' && part.kind === 'wheel' && isTurn(last)) {
			all.splice(-1, 1, {...part, by: part.by + (last as typeof part).by});
		} else {
			all.push(part);
		}
	}

	return all;
}

const isAnswer = (event: InputEvent): event is TerminalAnswer =>
	event.kind === 'background' || event.kind === 'last';

/**
 * Reads through a terminal's input. Ink takes its input by `read()`, and handles each piece before it asks for the next:
 * so keys and the mouse act in the order in which they arrived.
 */
export function terminalInput(
	stdin: NodeJS.ReadStream,
	clock: Pick<Clock, 'after'>,
): TerminalInput {
	const mouse = new Set<(event: MouseEvent) => void>();
	const answers = new Set<(answer: TerminalAnswer) => void>();
	const sequences = inputSequences();
	const waiting: InputPart[] = [];
	let cancel = () => {};
	let areAnswersExpected = false;
	let areKeysDropped = false;

	/** How long to wait for the rest of what is held back, milliseconds; null for as long as it takes. */
	function patienceNow(): number | null {
		switch (sequences.held()) {
			case 'key':
				return areAnswersExpected ? patienceForAnswers : patience;
			case 'answer':
				return patienceForRests;
			default:
				return null;
		}
	}

	/** Splits the next piece of input; false if there is none now. */
	function take(): boolean {
		const input: unknown = stdin.read();
		if (input === null) {
			return false;
		}

		cancel();
		waiting.push(...joined(sequences.push(String(input))));
		const milliseconds = patienceNow();
		if (milliseconds !== null) {
			cancel = clock.after(milliseconds, () => {
				waiting.push(sequences.release());
				stdin.emit('readable');
			});
		}

		return true;
	}

	/** Handles an event. */
	function tell(event: InputEvent): void {
		if (isAnswer(event)) {
			for (const listener of answers) {
				listener(event);
			}
		} else if (!areKeysDropped) {
			for (const listener of mouse) {
				listener(event);
			}
		}
	}

	function read(): string | null {
		do {
			for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
				if (typeof next !== 'string') {
					tell(next);
				} else if (next !== '' && !areKeysDropped) {
					return next;
				}
			}
		} while (take());

		return null;
	}

	return {
		stdin: new Proxy(stdin, {
			get(target, name) {
				const value: unknown = name === 'read' ? read : Reflect.get(target, name, target);
				return typeof value === 'function' ? value.bind(target) : value;
			},
		}),
		mouse(callback) {
			mouse.add(callback);
			return () => mouse.delete(callback);
		},
		answers(callback) {
			answers.add(callback);
			return () => answers.delete(callback);
		},
		expectAnswers(areExpected) {
			areAnswersExpected = areExpected;
		},
		dropKeys(areDropped) {
			areKeysDropped = areDropped;
		},
		stop: () => cancel(),
	};
}
