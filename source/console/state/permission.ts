/**
 * Whether the console may change anything, and whether it can at the moment.
 */
import * as permission from '../../plans/changes-refused.ts';
import {notKnownInFull, type Target, targetName} from '../../plans/known-row.ts';
import {refuseServerEdit} from '../../plans/validate/refuse-edit.ts';
import type {Frame} from './model.ts';
import type {Reason, Refusal} from './refusal.ts';

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
export function busy({applying}: Pick<Frame, 'applying'>): Refusal | null {
	return applying === null
		? null
		: {sentence: `wait: ${applying.title} is still running`, brief: 'another plan is running'};
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
}: Pick<Frame, 'awaited' | 'departed' | 'selection'>): Refusal | null {
	if (isOpened) {
		return gone === null ? null : {sentence: gone, brief: 'it is gone'};
	}

	if (awaited !== null) {
		return {
			sentence: `wait: the cursor goes to ${awaited} with the next reading; or choose another row`,
			brief: 'wait for the new row',
		};
	}

	return departed === null || (row === null && address === null)
		? null
		: {
				sentence: `${departed}: press the key again if you mean this row`,
				brief: 'another row: press again',
			};
}

/** Why no action on destinations is possible at the cursor; null if one is. */
export function targetsRefused(
	frame: Pick<Frame, 'applying' | 'awaited' | 'departed' | 'selection' | 'keyOf'>,
): Reason | null {
	const {selection, keyOf} = frame;
	const reason = busy(frame) ?? rowUncertain(frame);
	if (reason !== null || selection.targets().length > 0) {
		return reason;
	}

	return selection.row === null
		? 'no server to change'
		: {
				sentence: selection.isOpened
					? 'this is a service: open one of its servers'
					: `this is a service: go to one of its servers, or mark them with ${keyOf('mark')}`,
				brief: 'a service',
			};
}

/** Why a row that is only partly known cannot be edited. */
export function notKnown(...row: Parameters<typeof notKnownInFull>): Refusal {
	return {sentence: notKnownInFull(...row), brief: 'entry is not fully known'};
}

/** Why the entry of this server cannot be edited; null if it can. */
export function entryRefused(target: Target): Refusal | null {
	const {service, server} = target;
	if (server.rule === null) {
		return notKnown(targetName(target), server);
	}

	const sentence = refuseServerEdit(service.key, server.rule);
	return sentence === null ? null : {sentence, brief: 'ipvsadm cannot edit it'};
}

/** Why no weight can be changed at the cursor; null if one can. A plan has all servers or none. */
export function weightsRefused(frame: Parameters<typeof targetsRefused>[0]): Reason | null {
	const refused = targetsRefused(frame);
	if (refused !== null) {
		return refused;
	}

	for (const target of frame.selection.targets()) {
		const reason = entryRefused(target);
		if (reason !== null) {
			return {...reason, sentence: `it cannot be edited: ${reason.sentence}`};
		}
	}

	return null;
}
