/**
 * An unfinished restore: the console offers to end it.
 */

import {say} from '../../../console/state/message.ts';
import type {ConsoleStore, Overlay} from '../../../console/state/model.ts';
import {changesRefused} from '../../../console/state/permission.ts';
import {closeOverlay, openOverlay} from '../../../console/state/screen-actions.ts';
import {defineTopic} from '../../../console/state/topic.ts';
import {reasonOf} from '../../../text/reason.ts';
import {
	forgottenInWords,
	type UnfinishedRestore,
	unfinishedInWords,
} from '../restore/restore-words.ts';
import {showWayOut} from './restore-actions.ts';
import {restoreOrigin} from './restore-prompt.ts';
import type {UnfinishedWay} from './snapshot-deps.ts';
import {unfinishedText} from './unfinished-text.ts';

/** The unfinished restore that the open overlay shows. */
const opened = defineTopic<UnfinishedRestore>('unfinished restore');

/** The overlay about it, until the operator decides how to end it. */
export function unfinishedOverlay(unfinished: UnfinishedRestore): Omit<Overlay, 'scroll'> {
	return {
		place: 'unfinished',
		topic: opened.topic(unfinished),
		text: ({size}) => ({
			title: 'A restore was interrupted',
			lines: unfinishedText(unfinished, size.columns),
		}),
	};
}

/** Looks for an unfinished restore and offers to end it; in a read-only console it only reports it. */
export async function offerUnfinished(
	store: ConsoleStore,
	{evenNone}: {readonly evenNone: boolean},
): Promise<void> {
	try {
		const unfinished = await store.deps.snapshots.unfinished();
		const refused = changesRefused(store.getState());
		if (unfinished === null) {
			store.update(
				evenNone ? say('info', 'no restore was interrupted', restoreOrigin) : () => ({}),
			);
		} else if (refused !== null) {
			store.update(say('warning', `${unfinishedInWords(unfinished)} (${refused})`, restoreOrigin));
		} else {
			store.update(openOverlay(unfinishedOverlay(unfinished)));
		}
	} catch (error) {
		store.update(say('error', reasonOf(error), restoreOrigin));
	}
}

/** Looks for an unfinished restore after the first reading of the director. */
export function offerUnfinishedAtStart(store: ConsoleStore): void {
	const unsubscribe = store.subscribe(({director}) => {
		if (director.live !== null) {
			unsubscribe();
			void offerUnfinished(store, {evenNone: false});
		}
	});
}

/** Shows the plan for the rest, or for going back. */
export function endUnfinished(store: ConsoleStore, way: UnfinishedWay): Promise<void> {
	store.update(closeOverlay);
	return showWayOut(store, way);
}

/** Leaves everything as it is and stops reporting it. */
export async function forgetUnfinished(store: ConsoleStore): Promise<void> {
	const unfinished = opened.of(store.getState().overlay);
	if (unfinished === null) {
		return;
	}

	store.update(closeOverlay);
	try {
		await store.deps.snapshots.forget();
		store.update(say('info', forgottenInWords(unfinished), restoreOrigin));
	} catch (error) {
		store.update(say('error', reasonOf(error), restoreOrigin));
	}
}
