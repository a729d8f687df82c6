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

function isSame(one: Message, other: Message): boolean {
	return one.text === other.text && one.severity === other.severity && one.origin === other.origin;
}

/**
 * The past messages with one more, the newest last. The same one again is kept once: a key that is held would
 * push out what went wrong before.
 */
export function remember(messages: readonly Message[], message: Message): readonly Message[] {
	const last = messages.at(-1);
	if (last !== undefined && isSame(last, message)) {
		return messages;
	}

	return [...messages, message].slice(-keptMessages);
}
