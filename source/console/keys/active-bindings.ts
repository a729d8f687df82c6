/**
 * The active bindings. Only here does read-only mode remove the keys that change something.
 */
import type {Binding, ConsoleState} from '../state/model.ts';
import {changesRefused} from '../state/permission.ts';
import {kindsOf} from './place.ts';

/** The bindings of a place: its own, and those of its kinds unless it has the same command itself. */
export function bindingsOf(
	bindings: readonly Binding[],
	place: string,
	kinds: readonly string[],
): readonly Binding[] {
	const own = new Set(
		bindings.filter(({where}) => where.includes(place)).map(({command}) => command),
	);
	return bindings.filter(
		({where, command}) =>
			where.includes(place) || (!own.has(command) && where.some(kind => kinds.includes(kind))),
	);
}

function bindingsAt(state: ConsoleState, place: string): readonly Binding[] {
	return bindingsOf(state.assembly.bindings, place, kindsOf(state, place));
}

/** The bindings of a place, including disabled ones, without those that are not permitted at all. */
export function activeBindings(state: ConsoleState, place: string): readonly Binding[] {
	const mayChange = changesRefused(state) === null;
	return bindingsAt(state, place).filter(({changes}) => mayChange || !changes);
}

/** The binding that a key would have if the console were allowed to change something. */
export function droppedBinding(
	state: ConsoleState,
	place: string,
	matches: (binding: Binding) => boolean,
): Binding | undefined {
	return changesRefused(state) === null
		? undefined
		: bindingsAt(state, place).find(binding => binding.changes && matches(binding));
}
