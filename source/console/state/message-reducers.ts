/**
 * Saying something on the message line.
 */
import type {Reducer} from './console-store.ts';
import {remember, type Severity} from './message.ts';

/** Shows a message until the next key, and keeps it among the past ones. */
export function say(severity: Severity, text: string, origin: string): Reducer {
	return ({messages}) => {
		const message = {severity, text, origin};
		return {message, messages: remember(messages, message)};
	};
}

/** Takes the message away; it stays among the past ones. */
export const clearMessage: Reducer = () => ({message: null});
