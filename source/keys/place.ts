/**
 * Where keys go.
 */
import type {ConsoleState} from '../store/console-state.ts';
import type {ViewId} from '../store/views.ts';

/** A view, what covers it, a line that is being typed, or a plan that waits for an answer. */
export type Place = ViewId | 'help' | 'messages' | 'details' | 'text' | 'confirm';

/** Every place there is. */
export const everywhere = [
	'services',
	'help',
	'messages',
	'details',
	'text',
	'confirm',
] as const satisfies readonly Place[];

/** What covers a view. */
export const overlays = ['help', 'messages', 'details'] as const satisfies readonly Place[];

/** The place that the next key goes to. */
export function placeOf(state: Pick<ConsoleState, 'prompt' | 'overlay' | 'view'>): Place {
	if (state.prompt !== null) {
		return state.prompt.kind === 'confirm' ? 'confirm' : 'text';
	}

	return state.overlay?.kind ?? state.view;
}
