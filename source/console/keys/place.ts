/**
 * Where keys go: a place, and the kinds of places that it is one of.
 */
import type {ConsoleState} from '../state/model.ts';
import {isOfKind, viewOf} from '../state/view.ts';

/**
 * The place that the next key goes to: the open view or what covers it by its id, a line of text (`text`), a question
 * for yes or no (`question`), or a plan that waits for a key (`confirm`) or for a word (`consent`).
 */
export function placeOf(state: Pick<ConsoleState, 'prompt' | 'overlay' | 'view'>): string {
	const {prompt, overlay, view} = state;
	if (prompt === null) {
		return overlay?.place ?? view;
	}

	if (prompt.kind !== 'confirm') {
		return prompt.kind;
	}

	return prompt.plan.danger === 'none' ? 'confirm' : 'consent';
}

/** Kinds of places where a prompt is open. */
const promptKinds: Readonly<Record<string, readonly string[]>> = {
	text: ['typing'],
	question: [],
	confirm: ['plan'],
	consent: ['plan', 'typing'],
};

/**
 * The kinds that a place is of: `view`, `list` and those that the view names; `overlay` and those that the overlay
 * names; `typing` if characters are typed there; `plan`; and `everywhere`. A view is known by its id also while
 * something covers it, for the help.
 */
export function kindsOf(state: ConsoleState, place: string): readonly string[] {
	const prompt = promptKinds[place];
	if (prompt !== undefined) {
		return [...prompt, 'everywhere'];
	}

	if (place === state.view) {
		const view = viewOf(state);
		return ['view', ...view.kinds, ...(isOfKind(view, 'list') ? ['list'] : []), 'everywhere'];
	}

	const kinds = state.overlay?.place === place ? (state.overlay.kinds ?? []) : [];
	const isForm = kinds.includes('form') || place === 'form';
	return isForm ? ['typing', 'everywhere'] : ['overlay', ...kinds, 'everywhere'];
}

/** Whether characters are typed at the place that the next key goes to. */
export function isTyping(state: ConsoleState): boolean {
	return kindsOf(state, placeOf(state)).includes('typing');
}
