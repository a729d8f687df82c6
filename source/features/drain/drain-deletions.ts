/**
 * Drained servers to delete when they are empty: then the plan is shown. Nothing is ever deleted without confirmation.
 */

import {
	type Destination,
	findServers,
	type RowId,
	serverIdOfRow,
	serverRowId,
} from '../../console/state/console-row.ts';
import {say} from '../../console/state/message.ts';
import type {Reducer} from '../../console/state/model.ts';
import {changesRefused} from '../../console/state/permission.ts';
import {confirmationOf} from '../../console/state/plan-dialog.ts';
import type {Change} from '../../console/state/slice.ts';
import {unknownSysctls} from '../../plans/known-row.ts';
import {countOf} from '../../text/figures.ts';
import {proposeDeleteServers} from '../edit/index.ts';
import type {DrainOptions} from './drain-summary.ts';
import {changeDrains, type DrainSeen, type Drains, drainOrigin} from './drains.ts';

/** A drain that waits for confirmation: its servers, and the options, which can be changed while the plan is shown. */
export interface ShownDrain {
	readonly targets: readonly Destination[];
	readonly options: DrainOptions;
}

/** After a drain was started: remembers the servers to delete when empty. */
export function noteDeletions({targets, options}: ShownDrain): Reducer {
	if (!options.deleteWhenEmpty) {
		return () => ({});
	}

	const ids = targets.map(({service, server}) => serverRowId(service.id, server.id));
	return changeDrains(({deletions}) => ({
		deletions: new Map([...deletions, ...ids.map(id => [id, false] as const)]),
	}));
}

function tellThatItWaits(seen: DrainSeen, ids: readonly RowId[]): Change<object, Drains> {
	const [first, second] = ids;
	const who =
		first !== undefined && second === undefined
			? serverIdOfRow(first)
			: countOf(ids.length, 'server');
	const text = `${who} can be deleted: lvstop asks as soon as you have answered this`;
	return {
		...say('info', text, drainOrigin)(seen),
		kept: {
			deletions: new Map([...seen.kept.deletions, ...ids.map(id => [id, true] as const)]),
		},
	};
}

/** Whether a question now would interrupt the operator's typing or another action. */
function isAnswering({prompt, overlay, applying}: DrainSeen): boolean {
	return prompt !== null || overlay?.type !== undefined || applying !== null;
}

/** Shows the plan that deletes the servers that have become empty. It waits while something else is being asked. */
export function offerDeletions(seen: DrainSeen): Change<object, Drains> | null {
	const {deletions, followed} = seen.kept;
	const ready = [...deletions.keys()].filter(id => followed.get(id)?.isEmpty === true);
	if (ready.length === 0 || changesRefused(seen) !== null) {
		return null;
	}

	if (isAnswering(seen)) {
		const news = ready.filter(id => deletions.get(id) === false);
		return news.length === 0 ? null : tellThatItWaits(seen, news);
	}

	const {director} = seen;
	const {plan, refused} = proposeDeleteServers(
		findServers(director.live, new Set(ready)),
		director.facts?.sysctls ?? unknownSysctls,
	);
	const left = [...deletions].filter(([id]) => !ready.includes(id));
	return {
		kept: {deletions: new Map(left)},
		...(plan === undefined
			? say('warning', refused, drainOrigin)(seen)
			: {prompt: confirmationOf(seen, plan, {origin: drainOrigin, isOffered: true})}),
	};
}
