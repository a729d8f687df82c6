/**
 * Whether the console may change anything, and whether it can at the moment.
 */
import * as permission from '../../plans/changes-refused.ts';
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

/** Why no action on destinations is possible at the cursor; null if one is. */
export function targetsRefused(
	frame: Pick<Frame, 'applying' | 'selection' | 'keyOf'>,
): string | null {
	const {selection, keyOf} = frame;
	return (
		busy(frame) ??
		(selection.targets().length > 0
			? null
			: selection.row === null
				? 'no server to change'
				: `this is a service: go to one of its servers, or mark them with ${keyOf('mark')}`)
	);
}
