/**
 * Arguments of commands that are one of a few names.
 */
import {nearestName} from '../../text/nearest-name.ts';
import type {Completions} from '../state/text-input.ts';

/** The answer to a name that is none of these; null if it is one. */
export function unknownName(text: string, names: readonly string[], kind: string): string | null {
	if (names.includes(text)) {
		return null;
	}

	const nearest = nearestName(text, names);
	return `there is no ${kind} '${text}'; ${nearest === null ? `there are: ${names.join(', ')}` : `did you mean ${nearest}?`}`;
}

/** The names that a typed text can become. */
export function completeNames(names: readonly string[], about: string) {
	return (before: string): Completions => ({
		from: 0,
		items: names.filter(name => name.startsWith(before)).map(text => ({text, about})),
	});
}
