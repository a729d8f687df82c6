/**
 * What the console says on its message line.
 */
import {samePlainData} from '../../ipvs/diff.ts';

export type Severity = 'info' | 'warning' | 'error';

export interface Message {
	readonly severity: Severity;
	readonly text: string;
	/** Where it comes from: `weight`, `keys`, `table`, … */
	readonly origin: string;
}

/** How many past messages can be looked at. */
const keptMessages = 200;

/**
 * The past messages with one more, the newest last. The same one again is kept once: a key that is held would
 * push out what went wrong before.
 */
export function remember(messages: readonly Message[], message: Message): readonly Message[] {
	return samePlainData(messages.at(-1), message)
		? messages
		: [...messages, message].slice(-keptMessages);
}
