/**
 * Messages: the present one on the message line, and the past ones.
 */
import {samePlainData} from '../../ipvs/diff.ts';

export type Severity = 'info' | 'warning' | 'error';

export interface Message {
	readonly severity: Severity;
	readonly text: string;
	/** Its origin: `weight`, `keys`, `table`, … */
	readonly origin: string;
}

/** The number of past messages to keep. */
const keptMessages = 200;

/**
 * The past messages with one more, the newest last. A repeated message is kept once, so that a held key does not push
 * out earlier errors.
 */
export function remember(messages: readonly Message[], message: Message): readonly Message[] {
	return samePlainData(messages.at(-1), message)
		? messages
		: [...messages, message].slice(-keptMessages);
}

/** The message and the past messages of a frame. */
export interface Messages {
	/** The present message; the next key clears it. */
	readonly message: Message | null;
	/** Past messages, the newest last. */
	readonly messages: readonly Message[];
}

/** Shows a message until the next key, and adds it to the past ones. */
export function say(severity: Severity, text: string, origin: string) {
	return ({messages}: Pick<Messages, 'messages'>): Messages => {
		const message = {severity, text, origin};
		return {message, messages: remember(messages, message)};
	};
}

/** Shows a message until the next key, without keeping it: it says nothing that matters later. */
export function show(severity: Severity, text: string, origin: string) {
	return (): Pick<Messages, 'message'> => ({message: {severity, text, origin}});
}

/** Clears the message; it stays among the past ones. */
export const clearMessage = (): Pick<Messages, 'message'> => ({message: null});

/** Says that the cursor had to leave its row. An error that is shown stays, because it is often about the same row. */
export function sayDeparture(text: string) {
	return ({message, messages}: Messages): Messages & {readonly departed: string} => {
		const notice = {severity: 'warning', text, origin: 'table'} as const;
		return {
			departed: text,
			message: message?.severity === 'error' ? message : notice,
			messages: remember(messages, notice),
		};
	};
}
