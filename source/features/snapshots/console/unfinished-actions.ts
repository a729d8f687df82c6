/**
 * A restore that was cut off: the console offers to bring it to its end.
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

/** The restore that the open overlay is about. */
const opened = defineTopic<UnfinishedRestore>('unfinished restore');

/** What is said of it, until somebody says how it is to end. */
export function unfinishedOverlay(unfinished: UnfinishedRestore): Omit<Overlay, 'scroll'> {
	return {
		place: 'unfinished',
		topic: opened.topic(unfinished),
		text: ({size}) => ({
			title: 'A restore was cut off',
			lines: unfinishedText(unfinished, size.columns),
		}),
	};
}

/** Looks for one; where nothing may be changed it is only told of. */
export async function offerUnfinished(
	store: ConsoleStore,
	{evenNone}: {readonly evenNone: boolean},
): Promise<void> {
	try {
		const unfinished = await store.deps.snapshots.unfinished();
		const refused = changesRefused(store.getState());
		if (unfinished === null) {
			store.update(evenNone ? say('info', 'no restore was cut off', restoreOrigin) : () => ({}));
		} else if (refused !== null) {
			store.update(say('warning', `${unfinishedInWords(unfinished)} (${refused})`, restoreOrigin));
		} else {
			store.update(openOverlay(unfinishedOverlay(unfinished)));
		}
	} catch (error) {
		store.update(say('error', reasonOf(error), restoreOrigin));
	}
}

/** Looks for one when the director has been read for the first time. */
export function offerUnfinishedAtStart(store: ConsoleStore): void {
	const unsubscribe = store.subscribe(({director}) => {
		if (director.live !== null) {
			unsubscribe();
			void offerUnfinished(store, {evenNone: false});
		}
	});
}

/** Shows the plan of the rest, or of the way back. */
export function endUnfinished(store: ConsoleStore, way: UnfinishedWay): Promise<void> {
	store.update(closeOverlay);
	return showWayOut(store, way);
}

/** Leaves everything as it is, and tells nobody any more. */
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
