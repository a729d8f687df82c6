/**
 * Where and how the sources of checks are read.
 */
import type {StateFolder} from '../../commands/session.ts';
import type {MachinePlace} from '../../director/machine/read-machine.ts';
import type {Clock} from '../../director/port/clock.ts';

/** The outside of a run. */
export interface FactsPlace extends MachinePlace {
	readonly clock: Clock;
	readonly log: StateFolder['log'];
	/** The time that reading the connection table may take, milliseconds. */
	readonly budget: number;
	/** Whether ARP probes may be sent for the virtual addresses. */
	readonly arping: boolean;
	/** The words before `ipvsadm` that reach the other director, as typed; null if there is none. */
	readonly peer: string | null;
}
