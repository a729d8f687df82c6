/**
 * Whether the console may change anything, and whether it can at the moment.
 */
import * as permission from '../../plans/changes-refused.ts';
import {entryRefused} from '../../plans/set-weight.ts';
import type {Frame} from './model.ts';

/** Why nothing can be changed here, in words; null if it can. */
export function changesRefused({
	readOnly,
	readOnlyBy,
	director,
}: Pick<Frame, 'readOnly' | 'readOnlyBy' | 'director'>): string | null {
	return permission.changesRefused({
		readOnly,
		readOnlyBy,
		access: director.live?.access ?? null,
	});
}

/** Why no plan can be made at the moment, because only one runs at a time; null if one can. */
export function busy({applying}: Pick<Frame, 'applying'>): string | null {
	return applying === null ? null : `wait: ${applying.title} is still running`;
}

/**
 * Why the row may not be the one that the operator has in mind, so that nothing is done to it now: the row
 * that was added last is not there yet, the cursor has just left a row that is gone, or the row of the open details is
 * gone. Null if it is certain.
 */
export function rowUncertain({
	awaited,
	departed,
	selection: {isOpened, gone, row, address},
}: Pick<Frame, 'awaited' | 'departed' | 'selection'>): string | null {
	if (isOpened) {
		return gone;
	}

	if (awaited !== null) {
		return `wait: the cursor goes to ${awaited} with the next reading; or choose another row`;
	}

	return departed === null || (row === null && address === null)
		? null
		: `${departed}: press the key again if you mean this row`;
}

/** Why no action on destinations is possible at the cursor; null if one is. */
export function targetsRefused(
	frame: Pick<Frame, 'applying' | 'awaited' | 'departed' | 'selection' | 'keyOf'>,
): string | null {
	const {selection, keyOf} = frame;
	return (
		busy(frame) ??
		rowUncertain(frame) ??
		(selection.targets().length > 0
			? null
			: selection.row === null
				? 'no server to change'
				: selection.isOpened
					? 'this is a service: open one of its servers'
					: `this is a service: go to one of its servers, or mark them with ${keyOf('mark')}`)
	);
}

/** Why no weight can be changed at the cursor; null if one can. A plan has all servers or none. */
export function weightsRefused(frame: Parameters<typeof targetsRefused>[0]): string | null {
	const refused = targetsRefused(frame);
	if (refused !== null) {
		return refused;
	}

	for (const target of frame.selection.targets()) {
		const reason = entryRefused(target);
		if (reason !== null) {
			return `it cannot be edited: ${reason}`;
		}
	}

	return null;
}
