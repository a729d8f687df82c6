/**
 * An unfinished restore: the console offers to end it.
 */
import {say} from '../../../console/state/message.ts';
import type {ConsoleStore, Frame, Overlay} from '../../../console/state/model.ts';
import {changesRefused} from '../../../console/state/permission.ts';
import {closeOverlay, openOverlay} from '../../../console/state/screen-actions.ts';
import {defineTopic} from '../../../console/state/topic.ts';
import {type Piece, piece} from '../../../console/text/paint.ts';
import {wrapText} from '../../../console/text/text.ts';
import {escapeControls} from '../../../text/escape.ts';
import {reasonOf} from '../../../text/reason.ts';
import {localTime} from '../../../text/time.ts';
import {
	beforeInWords,
	forgottenInWords,
	type UnfinishedRestore,
	unfinishedInWords,
} from '../restore/restore-words.ts';
import {showWayOut} from './restore-actions.ts';
import {restoreOrigin} from './restore-prompt.ts';
import type {UnfinishedWay} from './snapshot-deps.ts';

const ways = [
	['finish-restore', 'finish: show the remaining commands'],
	['roll-back-restore', 'roll back: show the commands that restore the previous rules'],
	['forget-restore', 'forget: leave everything as it is'],
	['back', 'decide later: lvstop asks again at :unfinished-restore or the next start'],
] as const;

/** The offer to end it. */
function unfinishedText(
	unfinished: UnfinishedRestore,
	{size: {columns}, keyOf}: Pick<Frame, 'size' | 'keyOf'>,
): readonly (readonly Piece[])[] {
	const began = localTime(unfinished.began);
	const told = `${unfinishedInWords({...unfinished, began})}; ${beforeInWords(unfinished.before)}`;
	return [
		[piece('')],
		...wrapText(escapeControls(told), columns - 4).map(line => [piece(`  ${line}`, 'warn')]),
		[piece('')],
		...ways.map(([command, text]) => [piece(`  ${keyOf(command).padEnd(5)}`, 'key'), piece(text)]),
	];
}

/** The unfinished restore that the open overlay shows. */
const opened = defineTopic<UnfinishedRestore>('unfinished restore');

/** The overlay about it, until the operator decides how to end it. */
export function unfinishedOverlay(unfinished: UnfinishedRestore): Omit<Overlay, 'scroll'> {
	return {
		place: 'unfinished',
		topic: opened.topic(unfinished),
		text: state => ({
			title: 'A restore was interrupted',
			lines: unfinishedText(unfinished, state),
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
