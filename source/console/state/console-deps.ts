/**
 * What the console needs from outside. A test gives fakes; nothing else in the store reaches out.
 */

import type {ConnectionsDeps} from '../../features/connections/console/connections-deps.ts';
import type {DrainDeps} from '../../features/drain/drain-deps.ts';
import type {LogDeps} from '../../features/log/log-deps.ts';
import type {SnapshotDeps} from '../../features/snapshots/console/snapshot-deps.ts';
import type {Outcome, Plan} from '../../plans/plan.ts';
import type {ScreenParts} from './wanted-parts.ts';

export interface ConsoleDeps {
	/** Carries out a plan that was agreed to. It does not reject for what an {@link Outcome} can say. */
	apply(plan: Plan): Promise<Outcome>;
	/** Asks for a reading at once; settles when it has come, or could not be had. */
	refresh(): Promise<void>;
	/** Sets the time between readings, milliseconds. */
	setInterval(milliseconds: number): void;
	pause(paused: boolean): void;
	/** Says what the screen shows beyond the table: that is read at once, and nothing else is read. */
	want(parts: ScreenParts): void;
	readonly drains: DrainDeps;
	readonly log: LogDeps;
	readonly connections: ConnectionsDeps;
	readonly snapshots: SnapshotDeps;
	/** A clock that never jumps, milliseconds; the one that stamps readings. */
	monotonic(): number;
	/** The wall clock, milliseconds since 1970: only for times that are shown or remembered. */
	now(): number;
}
