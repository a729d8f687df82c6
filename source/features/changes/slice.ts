/**
 * The changes of a director's table while the console runs: plans of this console, and what others have changed. They
 * are kept for as long as the longest graph.
 */
import {type RowId, serviceOfRowId} from '../../console/state/console-row.ts';
import type {DirectorState} from '../../console/state/director-state.ts';
import {defineSlice} from '../../console/state/slice.ts';
import type {ServiceId} from '../../ipvs/service.ts';

/**
 * Who made a change: a plan of this console, another lvstop (its command is in the log), or somebody with another
 * program.
 */
export type ChangedBy = 'this-console' | 'other-lvstop' | 'outside';

/** The changed rows of a service, the service's own row among them, with what has happened to each: `weight 3 → 1`. */
export type ChangedRows = ReadonlyMap<RowId, string>;

/** A plan of this console, or everything that others have changed between two readings. */
export interface Change {
	readonly by: ChangedBy;
	/** When a plan ended, or the time of the reading that showed the change; monotonic milliseconds. */
	readonly monotonic: number;
	/** The title of the plan, and its outcome unless it is done; null for changes by others. */
	readonly plan: string | null;
	/** Empty if only settings of the director have changed. */
	readonly services: ReadonlyMap<ServiceId, ChangedRows>;
	/** The number of changed rows. */
	readonly rows: number;
}

/** The changes of a director, the oldest first. */
export interface ChangesKept {
	readonly changes: readonly Change[];
}

export const changes = defineSlice<object, ChangesKept>('changes', {}, () => ({changes: []}));

/** How long a change is kept, milliseconds: longer than the longest graph, whose points are minutes if it is narrow. */
export const keptFor = 75 * 60_000;

/** The most changes that are kept, and the most changed rows in all of them together. The newest change is always kept. */
export const most = {changes: 500, rows: 50_000} as const;

/** The changes with one more, within the limits. */
export function withChange(before: readonly Change[], change: Change): readonly Change[] {
	const newest = [...before, change];
	let rows = 0;
	const first = newest.findLastIndex((one, index) => {
		rows += one.rows;
		const isNewest = index === newest.length - 1;
		const isOld = change.monotonic - one.monotonic > keptFor;
		return !isNewest && (isOld || rows > most.rows || newest.length - index > most.changes);
	});
	return newest.slice(first + 1);
}

/** Rows with what has happened to each, by service. */
export function byService(
	rows: Iterable<readonly [RowId, string]>,
): Pick<Change, 'services' | 'rows'> {
	const services = new Map<ServiceId, Map<RowId, string>>();
	let count = 0;
	for (const [row, what] of rows) {
		const service = serviceOfRowId(row);
		const ofService = services.get(service) ?? new Map<RowId, string>();
		services.set(service, ofService);
		count += ofService.has(row) ? 0 : 1;
		ofService.set(row, what);
	}

	return {services, rows: count};
}

/** Whether a change concerns a row: a service with any of its servers; a server itself, or its service's own row. */
function concerns({services}: Change, row: RowId): boolean {
	const service = serviceOfRowId(row);
	const ofService = services.get(service);
	return (
		ofService !== undefined && (row === service || ofService.has(row) || ofService.has(service))
	);
}

/**
 * The changes that concern a row, or all changes of the director (null), the newest first. A service has those of its
 * servers too; a server has those of its service's own row too, such as another scheduler.
 */
export function changesOf(director: DirectorState, row: RowId | null): readonly Change[] {
	const {changes: kept} = changes.keptOf(director);
	return (row === null ? kept : kept.filter(change => concerns(change, row))).toReversed();
}

/**
 * The time of a change on the wall clock as it is set now, milliseconds since 1970, so that it fits the ages and the axis
 * of graphs even if the clock was set since.
 */
export function timeOfChange({live}: DirectorState, {monotonic}: Change): number {
	return (live?.time ?? 0) - ((live?.monotonic ?? 0) - monotonic);
}
