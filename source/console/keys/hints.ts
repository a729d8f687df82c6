/**
 * The keys to show as hints.
 */
import type {ConsoleState} from '../state/model.ts';
import {activeBindings} from './active-bindings.ts';
import {keyLabel} from './key-label.ts';
import {placeOf} from './place.ts';

export interface Hint {
	readonly key: string;
	readonly text: string;
	/** The name of the command. */
	readonly command: string;
}

/** Hints for the selection, the most important first, without those that cannot be used now. */
export function hintsFor(state: ConsoleState): readonly Hint[] {
	return activeBindings(state, placeOf(state))
		.filter(binding => (binding.disabled?.(state) ?? null) === null)
		.flatMap(({keys: [key], hint, command}) =>
			key === undefined || hint === undefined ? [] : [{key, hint, command}],
		)
		.toSorted((left, right) => left.hint.priority - right.hint.priority)
		.map(({key, hint, command}) => ({key: keyLabel(key), text: hint.text, command}));
}
