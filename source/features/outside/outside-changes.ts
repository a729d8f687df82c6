/**
 * Tells changes that were not made with lvstop from those that the commands of its log explain.
 */
import {samePlainData, serverChanges, serviceChanges} from '../../ipvs/diff.ts';
import {serverId} from '../../ipvs/server.ts';
import {serviceId} from '../../ipvs/service.ts';
import type {LogEntry} from '../../plans/log/log-entry.ts';
import type {RowState} from '../../plans/plan.ts';
import {changeWords, inWords, type RowChange} from './row-changes.ts';

/** A change by lvstop itself: the log entry of a command, or of many rows at once. */
export type OwnCommand = Pick<LogEntry, 'before' | 'after' | 'exitCode' | 'outside'>;

/**
 * The changes of rows that are not as lvstop's commands left them.
 * @param own the commands that lvstop ran between the readings, in their order
 */
export function outsideChanges(
	changes: readonly RowChange[],
	own: readonly OwnCommand[],
): readonly RowChange[] {
	const done = own.filter(({exitCode, outside}) => exitCode === 0 && outside !== true);
	// A command that changed many rows at once, such as a restore, explains any change.
	if (done.some(({before, after}) => before === null && after === null)) {
		return [];
	}

	const did = statesOfRows(done);
	return changes.flatMap(change => unlessOwn(change, did));
}

/** The name of the row that a state belongs to. */
function rowOf(state: RowState): string | null {
	switch (state.row) {
		case 'service':
			return serviceId(state.rule.key);
		case 'no-service':
			return serviceId(state.service);
		case 'server':
			return `${serviceId(state.service)} ${serverId(state.rule)}`;
		case 'no-server':
			return `${serviceId(state.service)} ${serverId(state.server)}`;
		default:
			return null;
	}
}

/** Whether two states of the same row are equal; the servers of a service do not count. */
function isSame(one: RowState, other: RowState): boolean {
	return one.row === 'service' && other.row === 'service'
		? samePlainData(one.rule, other.rule)
		: samePlainData(one, other);
}

/** The states in which lvstop's commands left each row, in their order: a plan may have tens of thousands of rows. */
type StatesOfRows = ReadonlyMap<string, readonly RowState[]>;

function statesOfRows(own: readonly OwnCommand[]): StatesOfRows {
	const states = new Map<string, RowState[]>();
	for (const {after} of own) {
		const row = after && rowOf(after);
		if (after !== null && row !== null) {
			const ofRow = states.get(row);
			if (ofRow === undefined) {
				states.set(row, [after]);
			} else {
				ofRow.push(after);
			}
		}
	}

	return states;
}

/** Empty if lvstop's commands left the row like this; otherwise the change since then. */
function unlessOwn(change: RowChange, own: StatesOfRows): readonly RowChange[] {
	const row = change.server === null ? change.service : `${change.service} ${change.server}`;
	const states = own.get(row) ?? [];
	const isOwn = states.some(state =>
		change.after === null
			? state.row !== 'no-server' && state.row !== 'no-service'
			: isSame(state, change.after),
	);
	if (isOwn) {
		return [];
	}

	const left = states.at(-1);
	return [left === undefined ? change : sinceLeft(change, left)];
}

/** The change since lvstop's commands left the row like this: what they did themselves is no part of it. */
function sinceLeft(change: RowChange, left: RowState): RowChange {
	const {after} = change;
	const fields =
		left.row === 'server' && after?.row === 'server'
			? serverChanges(left.rule, after.rule)
			: left.row === 'service' && after?.row === 'service'
				? serviceChanges(left.rule, after.rule)
				: [];
	return fields.length === 0 || change.kind !== 'changed'
		? {...change, before: left}
		: {...change, fields, ...inWords(`${nameOf(change)}:`, changeWords(fields)), before: left};
}

/** `10.0.0.8:80 in tcp:172.16.249.138:80`, or the service alone. */
function nameOf({service, server}: Pick<RowChange, 'service' | 'server'>): string {
	return server === null ? service : `${server} in ${service}`;
}
