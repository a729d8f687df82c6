/**
 * The initial state of a console.
 */

import {keyNames} from '../keys/key-label.ts';
import {type DirectorId, directorIdOf, unreadDirector} from './director-state.ts';
import type {Assembly, ConsoleState, Frame} from './model.ts';
import {nothingSelected} from './selection.ts';

/** The choices of the command line and the configuration. */
export interface ConsoleOptions
	extends Partial<
		Pick<
			Frame,
			| 'interval'
			| 'readOnly'
			| 'readOnlyBy'
			| 'dryRun'
			| 'units'
			| 'histories'
			| 'theme'
			| 'ownTheme'
			| 'columns'
			| 'sidePanel'
			| 'strip'
			| 'size'
			| 'view'
			| 'paused'
		>
	> {
	/** The filters of the views. */
	readonly filters?: Readonly<Record<string, string>>;
	/** Initial values of features' parts that differ from those of their slices, by feature id. */
	readonly slices?: Readonly<Record<string, object>>;
	readonly directorId?: DirectorId;
	readonly logPath?: string | null;
}

/** The state with these filters, by view. */
function withFilters(state: ConsoleState, filters: Readonly<Record<string, string>>): ConsoleState {
	let filtered = state;
	for (const {id, list} of state.assembly.views) {
		const filter = filters[id] ?? '';
		if (filter !== '' && list !== null) {
			filtered = {...filtered, ...list.change(filtered, {filter})};
		}
	}

	return filtered;
}

/** The state before the first reading; `now` is the monotonic clock, milliseconds. */
export function initialState(
	assembly: Assembly,
	{
		slices = {},
		directorId = directorIdOf('local'),
		logPath = null,
		filters = {},
		...frame
	}: ConsoleOptions,
	now: number,
): ConsoleState {
	const {features, views} = assembly;
	const state: ConsoleState = {
		assembly,
		director: unreadDirector(
			directorId,
			logPath,
			Object.fromEntries(features.map(({id, initialKept}) => [id, initialKept()])),
		),
		slices: Object.fromEntries(features.map(({id, initial}) => [id, {...initial, ...slices[id]}])),
		now,
		interval: 2000,
		paused: false,
		readOnly: false,
		readOnlyBy: null,
		dryRun: false,
		units: 'bits',
		histories: {},
		theme: 'dark',
		ownTheme: null,
		size: {columns: 80, rows: 24},
		view: views[0]?.id ?? '',
		columns: {},
		sidePanel: true,
		strip: true,
		overlay: null,
		prompt: null,
		message: null,
		messages: [],
		applying: null,
		applied: 0,
		stopApplying: null,
		awaited: null,
		departed: null,
		typedAhead: null,
		done: [],
		selection: nothingSelected,
		keyOf: keyNames(assembly.bindings),
		...frame,
	};
	return withFilters(state, filters);
}
