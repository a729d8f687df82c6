/**
 * Drained servers that are to be deleted when they are empty: the plan is shown then, and nothing is ever
 * deleted without an answer to it.
 */

import {confirmationOf} from '../../console/state/confirmation.ts';
import {
	findServers,
	type RowId,
	serverIdOfRow,
	serverRowId,
} from '../../console/state/console-row.ts';
import type {ConsoleState} from '../../console/state/console-state.ts';
import type {Reducer} from '../../console/state/console-store.ts';
import {say} from '../../console/state/message-reducers.ts';
import {changesRefused} from '../../console/state/permission.ts';
import type {Confirmation} from '../../console/state/prompt.ts';
import {countOf, unknownSysctls} from '../../plans/seen.ts';
import {proposeDeleteServers} from '../edit/delete-server.ts';

/** After a drain was carried out: notes the servers whose deletion was wished for. */
export function noteDeletions({purpose}: Confirmation): Reducer {
	return ({drains}) => {
		if (purpose.kind !== 'drain' || !purpose.wishes.deleteWhenEmpty) {
			return {};
		}

		const ids = purpose.targets.map(({service, server}) => serverRowId(service.id, server.id));
		return {
			drains: {
				...drains,
				deletions: new Map([...drains.deletions, ...ids.map(id => [id, false] as const)]),
			},
		};
	};
}

function without(state: ConsoleState, ids: readonly RowId[]): ConsoleState['drains'] {
	const {drains} = state;
	return {
		...drains,
		deletions: new Map([...drains.deletions].filter(([id]) => !ids.includes(id))),
	};
}

function tellThatItWaits(state: ConsoleState, ids: readonly RowId[]): ConsoleState {
	const [first = ''] = ids;
	const who = ids.length === 1 ? serverIdOfRow(first) : countOf(ids.length, 'server');
	const text = `${who} can be deleted: you are asked when this is answered`;
	const {drains} = state;
	return {
		...state,
		...say('info', text, 'drain')(state),
		drains: {
			...drains,
			deletions: new Map([...drains.deletions, ...ids.map(id => [id, true] as const)]),
		},
	};
}

/** Whether a question would come between a person and what is being typed or done. */
function isAnswering({prompt, overlay, applying}: ConsoleState): boolean {
	return prompt !== null || overlay?.kind === 'form' || applying !== null;
}

/** Shows the plan that deletes the servers that have become empty; while something else is asked it waits. */
export function offerDeletions(state: ConsoleState): ConsoleState {
	const {deletions, followed} = state.drains;
	const ready = [...deletions.keys()].filter(id => followed.get(id)?.isEmpty === true);
	if (ready.length === 0 || changesRefused(state) !== null) {
		return state;
	}

	if (isAnswering(state)) {
		const news = ready.filter(id => deletions.get(id) === false);
		return news.length === 0 ? state : tellThatItWaits(state, news);
	}

	const {plan, refused} = proposeDeleteServers(
		findServers(state.poll.director, new Set(ready)),
		state.facts?.sysctls ?? unknownSysctls,
	);
	const offered = {...state, drains: without(state, ready)};
	return plan === undefined
		? {...offered, ...say('warning', refused, 'drain')(offered)}
		: {
				...offered,
				prompt: confirmationOf(state, plan, {origin: 'drain', isOffered: true}),
			};
}
