/**
 * A scene for a demonstration or a test: the rules of a director and its traffic.
 */
import type {OwnerKind} from '../../ipvs/owner.ts';
import type {ServerId} from '../../ipvs/server.ts';
import type {ServiceId} from '../../ipvs/service.ts';
import type {Increment} from '../table/statistics.ts';
import type {TrafficShape} from '../workload/shape.ts';

/** The counters that a server had before the scene. */
export interface History {
	readonly service: ServiceId;
	readonly server: ServerId;
	readonly counted: Increment;
}

/** An ipvsadm command that was run while the scene warmed up. */
export interface EarlierCommand {
	/** Seconds relative to the start of the scene, so never positive. */
	readonly at: number;
	/** The arguments, separated by blanks. */
	readonly line: string;
}

/** Everything that a simulated director starts with. */
export interface Scene {
	/** The host name of the director. */
	readonly host: string;
	/** Interfaces that sync daemons can be started on. */
	readonly interfaces: readonly string[];
	/** Lines for `ipvsadm -R`. */
	readonly rules: string;
	readonly traffic: TrafficShape;
	/** Seconds of traffic before the scene is shown, so that there are entries of every age. */
	readonly warmUp: number;
	/** Sorted by time. */
	readonly commands: readonly EarlierCommand[];
	readonly history: readonly History[];
	/**
	 * The software that manages the table beside the operator. Its processes are visible, but it changes nothing.
	 * Default: none.
	 */
	readonly owner?: OwnerKind;
}
