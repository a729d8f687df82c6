/**
 * Everything that the screen is made from.
 */

import type {PollState} from '../../director/polling/live.ts';
import {noTotals, type RateHistory, type TableTotals} from '../../director/table-totals.ts';
import {
	type ConnectionsList,
	emptyConnections,
} from '../../features/connections/console/connections-list.ts';
import type {ListedConnection} from '../../features/connections/table/listed-connection.ts';
import {type Drains, noDrains} from '../../features/drain/drains.ts';
import type {RememberedDrain} from '../../features/drain/remembered-drain.ts';
import type {Form} from '../../features/edit/forms/form.ts';
import {type LogList, unreadLog} from '../../features/log/log-list.ts';
import {noServers, type ServersList} from '../../features/servers/servers-list.ts';
import {readersOrder, type Sort} from '../../features/services/sort-rows.ts';
import {noSnapshots, type SnapshotsList} from '../../features/snapshots/console/snapshots-list.ts';
import type {DiffLine} from '../../features/snapshots/restore/diff-lines.ts';
import type {UnfinishedRestore} from '../../features/snapshots/restore/restore-words.ts';
import {initialTraffic, type TrafficState} from '../../features/traffic/traffic-state.ts';
import type {IpAddress} from '../../ipvs/address.ts';
import type {Owner} from '../../ipvs/owner.ts';
import type {ServiceId} from '../../ipvs/service.ts';
import type {Plan} from '../../plans/plan.ts';
import type {Sysctls} from '../../plans/seen.ts';
import type {Cursor} from '../table/cursor.ts';
import type {ConsoleRow, RowId} from './console-row.ts';
import type {DonePlan} from './done-plan.ts';
import type {Message} from './message.ts';
import type {Prompt} from './prompt.ts';
import type {ViewId} from './views.ts';

/** `plain` has no escape sequences at all: for output that is not a terminal. */
export type ThemeName = 'dark' | 'light' | 'mono' | 'plain';

/** How traffic is shown: bits per second as network people count, or bytes. */
export type Units = 'bits' | 'bytes';

/** What covers the view. `scroll` is the number of its lines above the screen. */
export type Overlay =
	| {readonly kind: 'help'; readonly scroll: number}
	/** Saved rules as text. */
	| {
			readonly kind: 'rules';
			readonly title: string;
			readonly lines: readonly string[];
			readonly scroll: number;
	  }
	/** What differs between rules. */
	| {
			readonly kind: 'difference';
			readonly title: string;
			/** How much it is, in words. */
			readonly counts: string;
			readonly lines: readonly DiffLine[];
			readonly scroll: number;
	  }
	/** A restore that was cut off waits for somebody to say how it is to end. */
	| {
			readonly kind: 'unfinished';
			readonly unfinished: UnfinishedRestore;
			readonly scroll: number;
	  }
	| {readonly kind: 'messages'; readonly scroll: number}
	| {readonly kind: 'details'; readonly row: RowId; readonly scroll: number}
	| {readonly kind: 'log-entry'; readonly entry: string; readonly scroll: number}
	| {readonly kind: 'machine'; readonly machine: IpAddress; readonly scroll: number}
	| {readonly kind: 'connection'; readonly connection: ListedConnection; readonly scroll: number}
	| {readonly kind: 'notices'; readonly scroll: number}
	| {readonly kind: 'form'; readonly form: Form; readonly scroll: number};

/** What is rarely read of a director, and what is remembered of it. */
export interface DirectorFacts {
	readonly sysctls: Sysctls;
	/** Oldest first. */
	readonly drains: readonly RememberedDrain[];
	/** Who else manages the table; null where that could not be found out. */
	readonly owners: readonly Owner[] | null;
}

export interface TerminalSize {
	readonly columns: number;
	readonly rows: number;
}

export interface ConsoleState {
	readonly poll: PollState;
	/** The monotonic clock, milliseconds, at the last change or tick: for ages on the screen. */
	readonly now: number;
	readonly totals: TableTotals;
	readonly history: RateHistory;

	/** Null until they were read for the first time. */
	readonly facts: DirectorFacts | null;
	readonly drains: Drains;

	/** Milliseconds between readings. */
	readonly interval: number;
	readonly paused: boolean;
	/** Whether the person asked for a console that changes nothing. */
	readonly readOnly: boolean;
	/** The option or the place in the configuration that asks for it, in words; null where that is not known. */
	readonly readOnlyBy: string | null;
	/** Whether plans are only shown and nothing is carried out. */
	readonly dryRun: boolean;
	readonly units: Units;
	readonly theme: ThemeName;
	readonly size: TerminalSize;

	readonly view: ViewId;
	readonly filter: string;
	readonly sort: Sort;
	readonly folded: ReadonlySet<ServiceId>;
	/** Rows of servers. A mark stays while a filter or a fold hides its row. */
	readonly marked: ReadonlySet<RowId>;

	/** Made from the director, the filter, the sort order and the folds whenever one of them changes. */
	readonly rows: readonly ConsoleRow[];
	readonly cursor: Cursor;
	/** Index of the first row on the screen. */
	readonly top: number;

	/** The other views that are lists; what is above is the Services view. */
	readonly servers: ServersList;
	readonly connections: ConnectionsList;
	readonly snapshots: SnapshotsList;
	readonly log: LogList;

	readonly traffic: TrafficState;

	readonly overlay: Overlay | null;
	readonly prompt: Prompt | null;
	/** What is said now; the next key takes it away. */
	readonly message: Message | null;
	readonly messages: readonly Message[];
	/** The plan that is being carried out. */
	readonly applying: Plan | null;
	/** What was carried out and can be taken back, the newest last. */
	readonly done: readonly DonePlan[];
}

/** What the command line and the configuration decide. */
export type ConsoleOptions = Partial<
	Pick<
		ConsoleState,
		| 'interval'
		| 'readOnly'
		| 'readOnlyBy'
		| 'dryRun'
		| 'units'
		| 'theme'
		| 'size'
		| 'view'
		| 'filter'
		| 'servers'
		| 'connections'
		| 'snapshots'
		| 'log'
		| 'sort'
		| 'paused'
	>
>;

/** The state before anything was read. */
export function initialState(options: ConsoleOptions, now: number): ConsoleState {
	return {
		poll: {director: null, stale: null, readingSince: null},
		now,
		totals: noTotals,
		history: [],
		facts: null,
		drains: noDrains,
		interval: 2000,
		paused: false,
		readOnly: false,
		readOnlyBy: null,
		dryRun: false,
		units: 'bits',
		theme: 'dark',
		size: {columns: 80, rows: 24},
		view: 'services',
		filter: '',
		sort: readersOrder,
		folded: new Set(),
		marked: new Set(),
		rows: [],
		cursor: {id: null, index: 0},
		top: 0,
		servers: noServers,
		connections: emptyConnections,
		snapshots: noSnapshots,
		log: unreadLog,
		traffic: initialTraffic(),
		overlay: null,
		prompt: null,
		message: null,
		messages: [],
		applying: null,
		done: [],
		...options,
	};
}
