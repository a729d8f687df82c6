/**
 * Carrying out a binding, or saying why not.
 */
import {say} from '../state/message.ts';
import type {Binding, CommandContext} from '../state/model.ts';
import {changesRefused} from '../state/permission.ts';
import {activeBindings, droppedBinding} from './active-bindings.ts';

/**
 * Runs the first binding of a place that fits and can be used. If one fits and cannot be used, the
 * person is told why.
 * @returns whether any binding fits
 */
export function performFirst(
	context: CommandContext,
	place: string,
	matches: (binding: Binding) => boolean,
): boolean {
	const {store} = context;
	const state = store.getState();
	const fitting = activeBindings(state, place).filter(matches);
	const usable = fitting.find(binding => (binding.disabled?.(state) ?? null) === null);
	if (usable !== undefined) {
		usable.run(context);
		return true;
	}

	const dropped = droppedBinding(state, place, matches);
	const reason = fitting[0]?.disabled?.(state) ?? (dropped && changesRefused(state)) ?? null;
	if (reason !== null) {
		store.update(say('warning', reason, 'keys'));
	}

	return fitting.length > 0 || dropped !== undefined;
}
