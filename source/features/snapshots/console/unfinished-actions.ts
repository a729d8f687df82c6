/**
 * A restore that was cut off: the console offers to bring it to its end.
 */

import type {ConsoleStore} from '../../../console/state/console-store.ts';
import {say} from '../../../console/state/message-reducers.ts';
import {changesRefused} from '../../../console/state/permission.ts';
import {reasonOf} from '../../../console/state/reason.ts';
import {closeOverlay} from '../../../console/state/screen-actions.ts';
import {forgottenInWords, unfinishedInWords} from '../restore/restore-words.ts';
import {showWayOut} from './restore-actions.ts';
import {restoreOrigin} from './restore-prompt.ts';
import type {UnfinishedWay} from './snapshot-deps.ts';

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
			store.update(() => ({overlay: {kind: 'unfinished', unfinished, scroll: 0}}));
		}
	} catch (error) {
		store.update(say('error', reasonOf(error), restoreOrigin));
	}
}

/** Looks for one when the director has been read for the first time. */
export function offerUnfinishedAtStart(store: ConsoleStore): void {
	const unsubscribe = store.subscribe(({poll}) => {
		if (poll.director !== null) {
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
	const {overlay} = store.getState();
	if (overlay?.kind !== 'unfinished') {
		return;
	}

	store.update(closeOverlay);
	try {
		await store.deps.snapshots.forget();
		store.update(say('info', forgottenInWords(overlay.unfinished), restoreOrigin));
	} catch (error) {
		store.update(say('error', reasonOf(error), restoreOrigin));
	}
}
