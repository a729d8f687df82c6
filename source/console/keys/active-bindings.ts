/**
 * Which bindings there are just now. This is the one place where read-only takes away what changes something.
 */
import type {ConsoleState} from '../state/console-state.ts';
import {changesRefused} from '../state/permission.ts';
import type {Binding} from './binding.ts';
import type {Place} from './place.ts';

/** The bindings of a place, disabled ones too, without those that may not be used at all. */
export function activeBindings(
	table: readonly Binding[],
	state: ConsoleState,
	place: Place,
): readonly Binding[] {
	const mayChange = changesRefused(state) === null;
	return table.filter(({where, changes}) => where.includes(place) && (mayChange || !changes));
}

/** The binding that a key would have had if the console were allowed to change something. */
export function droppedBinding(
	table: readonly Binding[],
	state: ConsoleState,
	place: Place,
	matches: (binding: Binding) => boolean,
): Binding | undefined {
	return changesRefused(state) === null
		? undefined
		: table.find(binding => binding.changes && binding.where.includes(place) && matches(binding));
}
