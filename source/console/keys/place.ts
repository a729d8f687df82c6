/**
 * Where keys go.
 */

import {isQuestion} from '../../features/snapshots/console/snapshot-prompt.ts';
import type {ConsoleState} from '../state/console-state.ts';
import {type ViewId, viewIds} from '../state/views.ts';

/** What covers a view and is read. */
export const overlays = [
	'help',
	'messages',
	'details',
	'rules',
	'difference',
	'unfinished',
	'machine',
	'log-entry',
	'connection',
	'notices',
] as const satisfies readonly OverlayKind[];

type OverlayKind = NonNullable<ConsoleState['overlay']>['kind'];

/**
 * A view, what covers it, a line that is being typed, a question for yes or no, or a plan that waits: for a key, or for a word
 * that has to be typed (`consent`).
 */
export type Place = ViewId | OverlayKind | 'text' | 'question' | 'confirm' | 'consent';

/** Every place there is. */
export const everywhere: readonly Place[] = [
	...viewIds,
	...overlays,
	'form',
	'text',
	'question',
	'confirm',
	'consent',
];

/** The views in which something can be done to servers. */
export const targetViews = ['services', 'servers'] as const satisfies readonly Place[];

/** Where a plan waits for an answer. */
export const planPlaces = ['confirm', 'consent'] as const satisfies readonly Place[];

/** Where characters are typed. */
export const typingPlaces = ['text', 'form', 'consent'] as const satisfies readonly Place[];

/** The place that the next key goes to. */
export function placeOf(state: Pick<ConsoleState, 'prompt' | 'overlay' | 'view'>): Place {
	if (state.prompt !== null) {
		if (state.prompt.kind !== 'confirm') {
			return state.prompt.kind === 'snapshot' && isQuestion(state.prompt) ? 'question' : 'text';
		}

		return state.prompt.plan.danger === 'none' ? 'confirm' : 'consent';
	}

	return state.overlay?.kind ?? state.view;
}
