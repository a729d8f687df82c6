/**
 * The place that receives keys, and the kinds that it belongs to.
 */
import {whyWord} from '../../plans/bulk.ts';
import {isTooSmall} from '../state/layout.ts';
import type {Assembly, ConsoleState, View} from '../state/model.ts';
import {isOfKind, viewOf} from '../state/view.ts';

/**
 * The place that receives the next key: the open view or the overlay by its id, a line of text (`text`), a question for
 * yes or no (`question`), or a plan that waits for a key (`confirm`) or for a word (`consent`). On a terminal that is
 * too small (`too-small`) nothing of that is shown, so only the keys that count everywhere do.
 */
export function placeOf(state: Pick<ConsoleState, 'prompt' | 'overlay' | 'view' | 'size'>): string {
	const {prompt, overlay, view, size} = state;
	if (isTooSmall(size)) {
		return 'too-small';
	}

	if (prompt === null) {
		return overlay?.place ?? view;
	}

	if (prompt.kind !== 'confirm') {
		return prompt.kind;
	}

	return whyWord(prompt.plan) === null ? 'confirm' : 'consent';
}

/** The kinds of places with an open prompt. */
export const promptKinds: Readonly<Record<string, readonly string[]>> = {
	text: ['typing'],
	question: [],
	confirm: ['plan'],
	consent: ['plan', 'typing'],
	'too-small': [],
};

/** The kinds of a view. */
export function viewKinds(view: View): readonly string[] {
	const further = ['list', 'with-panel', 'with-strip'].filter(kind => isOfKind(view, kind));
	return ['view', ...view.kinds, ...further, 'everywhere'];
}

/** The kinds of an overlay by its place. */
export function overlayKindsOf({overlayKinds}: Assembly, place: string): readonly string[] {
	const kinds = overlayKinds[place] ?? [];
	return kinds.includes('form') ? ['typing', 'everywhere'] : ['overlay', ...kinds, 'everywhere'];
}

/**
 * The kinds of a place: `view`, `list` and those of the view; `overlay` and those of the overlay; `typing` if
 * characters are typed there; `plan`; and `everywhere`. The kinds of a view are known even while an overlay covers it,
 * for the help.
 */
export function kindsOf(state: ConsoleState, place: string): readonly string[] {
	const prompt = promptKinds[place];
	if (prompt !== undefined) {
		return [...prompt, 'everywhere'];
	}

	if (place === state.view) {
		return viewKinds(viewOf(state));
	}

	return overlayKindsOf(state.assembly, place);
}

/** Whether characters are typed at the current place. */
export function isTyping(state: ConsoleState): boolean {
	return kindsOf(state, placeOf(state)).includes('typing');
}
