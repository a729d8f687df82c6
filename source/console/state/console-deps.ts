/**
 * The dependencies of the console on the outside. Tests pass fakes; nothing else in the console uses I/O.
 */
import type {Outcome, Plan} from '../../plans/plan.ts';
import type {DirectorId} from './director-state.ts';

/** The optional parts of a reading besides the table. */
export interface ScreenParts {
	/** Persistent connections of each server: a process more at each reading. */
	readonly persistentConnections: boolean;
}

/** The dependencies of single features; each adds its own part where it is defined. */
// biome-ignore lint/suspicious/noEmptyInterface: features add to it
export interface FeatureDeps {}

/** The outside. What concerns a director says which one, so that a console can have several. */
export interface ConsoleDeps extends FeatureDeps {
	/** Carries out a plan that was agreed to. It does not reject for what an {@link Outcome} can say. */
	apply(plan: Plan, director: DirectorId): Promise<Outcome>;
	/** Asks for a reading at once; settles when it has come, or could not be had. */
	refresh(director: DirectorId): Promise<void>;
	/** Sets the time between readings, milliseconds. */
	setInterval(milliseconds: number): void;
	pause(paused: boolean): void;
	/** Says what the screen shows beyond the table: that is read at once, and nothing else is read. */
	want(parts: ScreenParts, director: DirectorId): void;
	/** A clock that never jumps, milliseconds; the one that stamps readings. */
	monotonic(): number;
	/** The wall clock, milliseconds since 1970: only for times that are shown or remembered. */
	now(): number;
}
