/**
 * Runs a binding, or says why it cannot be used.
 */
import {show} from '../state/message.ts';
import type {Binding, CommandContext} from '../state/model.ts';
import {changesRefused} from '../state/permission.ts';
import {sentenceOf} from '../state/refusal.ts';
import {activeBindings, droppedBinding} from './active-bindings.ts';

/**
 * Runs the first matching binding of a place that can be used. If one matches but cannot be used, it shows the reason.
 * @param run runs it in another way
 * @returns whether any binding matches
 */
export function performFirst(
	context: CommandContext,
	place: string,
	matches: (binding: Binding) => boolean,
	run = (binding: Binding): void => binding.run(context),
): boolean {
	const {store} = context;
	const state = store.getState();
	const fitting = activeBindings(state, place).filter(matches);
	// The key that follows is pressed with the new row in sight, unless an overlay covers it.
	if (state.departed !== null && state.overlay === null) {
		store.update(() => ({departed: null}));
	}

	const usable = fitting.find(binding => (binding.disabled?.(state) ?? null) === null);
	if (usable !== undefined) {
		run(usable);
		return true;
	}

	const dropped = droppedBinding(state, place, matches);
	const reason = fitting[0]?.disabled?.(state) ?? (dropped && changesRefused(state)) ?? null;
	if (reason !== null) {
		store.update(show('warning', sentenceOf(reason), 'keys'));
	}

	return fitting.length > 0 || dropped !== undefined;
}
