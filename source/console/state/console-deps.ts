/**
 * The console's dependencies on the outside. Tests pass fakes; nothing else in the console uses I/O.
 */
import type {PlanControl} from '../../plans/apply/look.ts';
import type {Outcome, Plan} from '../../plans/plan.ts';
import type {DirectorId} from './director-state.ts';

/** The optional parts of a reading besides the table. */
export interface ScreenParts {
	/** Persistent connections of each server: an additional process for each reading. */
	readonly persistentConnections: boolean;
}

/** The dependencies of single features; each adds its own part where it is defined. */
// biome-ignore lint/suspicious/noEmptyInterface: features add to it
export interface FeatureDeps {}

/** The outside. Everything about a director names it, so that a console can have several. */
export interface ConsoleDeps extends FeatureDeps {
	/** Runs a confirmed plan. It does not reject for failures that an {@link Outcome} can express. */
	apply(plan: Plan, director: DirectorId, control?: PlanControl): Promise<Outcome>;
	/** Requests a reading now; settles when it has come, or has failed. */
	refresh(director: DirectorId): Promise<void>;
	/** Sets the time between readings, milliseconds. */
	setInterval(milliseconds: number): void;
	pause(paused: boolean): void;
	/** Sets what the screen shows besides the table: exactly that is read, beginning at once. */
	want(parts: ScreenParts, director: DirectorId): void;
	/** The monotonic clock that also stamps readings, milliseconds. */
	monotonic(): number;
	/** The wall clock, milliseconds since 1970: only for times that are shown or stored. */
	now(): number;
}
