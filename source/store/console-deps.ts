/**
 * What the console needs from outside. A test gives fakes; nothing else in the store reaches out.
 */
import type {Outcome, Plan} from '../actions/plan.ts';

export interface ConsoleDeps {
	/** Carries out a plan that was agreed to. It does not reject for what an {@link Outcome} can say. */
	apply(plan: Plan): Promise<Outcome>;
	/** Asks for a reading at once. */
	refresh(): void;
	/** Sets the time between readings, milliseconds. */
	setInterval(milliseconds: number): void;
	pause(paused: boolean): void;
	/** Says what the open view shows beyond the table: that is read at once, and nothing else is read. */
	want(parts: {readonly persistentConnections: boolean; readonly settings: boolean}): void;
	/** A clock that never jumps, milliseconds; the one that stamps readings. */
	monotonic(): number;
}
