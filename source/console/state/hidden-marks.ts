/**
 * Marked servers that a filter or a fold hides: an action on all marked servers says how many of them it means.
 */

import {serverId} from '../../ipvs/server.ts';
import {serviceId} from '../../ipvs/service.ts';
import type {Plan, Step} from '../../plans/plan.ts';
import {countOf} from '../../text/figures.ts';
import {type Destination, type RowId, serverRowId} from './console-row.ts';
import type {Selection} from './selection.ts';

/** The server that a step changes; null if it changes something else. */
function serverOf({before}: Step): RowId | null {
	return before.row === 'server'
		? serverRowId(serviceId(before.service), serverId(before.rule))
		: null;
}

/** The number of these servers that are marked but not shown. */
export function hiddenAmong(
	{hiddenMarks}: Pick<Selection, 'hiddenMarks'>,
	targets: readonly Destination[],
): number {
	const hidden = hiddenMarks();
	return targets.filter(({service, server}) => hidden.has(serverRowId(service.id, server.id)))
		.length;
}

/** The plan with a warning if it changes servers that are marked but not shown. */
export function withHiddenMarks(plan: Plan, {hiddenMarks}: Pick<Selection, 'hiddenMarks'>): Plan {
	const hidden = hiddenMarks();
	const servers = new Set(
		hidden.size === 0 ? [] : plan.steps.map(serverOf).filter(id => id !== null && hidden.has(id)),
	);
	return servers.size === 0
		? plan
		: {
				...plan,
				warnings: [
					`${countOf(servers.size, 'marked server')} of this plan ${servers.size === 1 ? 'is' : 'are'} not shown: a filter or a fold hides ${servers.size === 1 ? 'it' : 'them'}`,
					...plan.warnings,
				],
			};
}
