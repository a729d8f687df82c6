/**
 * The active bindings. Only here does read-only mode remove the keys that change something.
 */
import type {Binding, ConsoleState} from '../state/model.ts';
import {changesRefused} from '../state/permission.ts';
import {viewOf} from '../state/view.ts';
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

/**
 * Why keys in the details of a row would change another row than the one that is read there; null if they would not: the
 * row may be gone from under the cursor, and marked rows come first.
 */
function otherRow(state: ConsoleState): string | null {
	const {overlay, selection} = state;
	if (overlay?.about === undefined) {
		return null;
	}

	if (viewOf(state).marked(state) > 0) {
		return 'servers are marked: go back to change them, or unmark them first';
	}

	const isSame = selection.row?.id === overlay.about || selection.address === overlay.about;
	return isSame ? null : 'this row is gone';
}

/** A key that changes something, in the details of a row: for that row alone. */
function forItsRow(binding: Binding, place: string): Binding {
	return binding.changes && binding.where.includes(place)
		? {...binding, disabled: state => otherRow(state) ?? binding.disabled?.(state) ?? null}
		: binding;
}

function bindingsAt(state: ConsoleState, place: string): readonly Binding[] {
	const bindings = bindingsOf(state.assembly.bindings, place, kindsOf(state, place));
	return state.overlay?.about === undefined
		? bindings
		: bindings.map(binding => forItsRow(binding, place));
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
