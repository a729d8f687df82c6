/**
 * Standard input without the mouse, for Ink, and the events of the mouse.
 */
import type {Clock} from '../../director/port/clock.ts';
import type {MouseEvent} from '../mouse/mouse-sequence.ts';
import {type InputPart, inputSequences} from './input-sequences.ts';

/** How long Esc may be the beginning of a sequence, milliseconds. Ink waits as long, and then need not wait again. */
const patience = 20;

/** Calls back for each event; the returned function ends that. */
export type MouseSource = (callback: (event: MouseEvent) => void) => () => void;

export interface TerminalInput {
	/** The input without the mouse. */
	readonly stdin: NodeJS.ReadStream;
	readonly events: MouseSource;
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

/**
 * Reads through a terminal's input. Ink takes its input by `read()`, and handles each piece before it asks for the next:
 * so keys and the mouse act in the order in which they arrived.
 */
export function terminalInput(
	stdin: NodeJS.ReadStream,
	clock: Pick<Clock, 'after'>,
): TerminalInput {
	const listeners = new Set<(event: MouseEvent) => void>();
	const sequences = inputSequences();
	const waiting: InputPart[] = [];
	let cancel = () => {};

	/** Splits the next piece of input; false if there is none now. */
	function take(): boolean {
		const input: unknown = stdin.read();
		if (input === null) {
			return false;
		}

		cancel();
		waiting.push(...joined(sequences.push(String(input))));
		if (sequences.waits()) {
			cancel = clock.after(patience, () => {
				waiting.push(sequences.release());
				stdin.emit('readable');
			});
		}

		return true;
	}

	function read(): string | null {
		do {
			for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
				if (typeof next === 'string') {
					return next;
				}

				for (const listener of listeners) {
					listener(next);
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
		events(callback) {
			listeners.add(callback);
			return () => listeners.delete(callback);
		},
		stop: () => cancel(),
	};
}
