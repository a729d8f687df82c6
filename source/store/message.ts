/**
 * What the console says on its message line.
 */

export type Severity = 'info' | 'warning' | 'error';

export interface Message {
	readonly severity: Severity;
	readonly text: string;
	/** Where it comes from: `weight`, `keys`, `table`, … */
	readonly origin: string;
}

/** How many past messages can be looked at. */
const keptMessages = 200;

/** The past messages with one more, the newest last. */
export function remember(messages: readonly Message[], message: Message): readonly Message[] {
	return [...messages, message].slice(-keptMessages);
}
