/**
 * A director for a demonstration or a test: its rules and its traffic.
 */
import type {OwnerKind} from '../../ipvs/owner.ts';
import type {ServerId} from '../../ipvs/server.ts';
import type {ServiceId} from '../../ipvs/service.ts';
import type {Increment} from '../table/statistics.ts';
import type {TrafficShape} from '../workload/shape.ts';

/** What a server did in the weeks before. */
export interface History {
	readonly service: ServiceId;
	readonly server: ServerId;
	readonly counted: Increment;
}

/** A command that was given to ipvsadm while the scene warmed up. */
export interface EarlierCommand {
	/** Seconds after the scene begins to be shown, so never positive. */
	readonly at: number;
	/** The arguments, with blanks between them. */
	readonly line: string;
}

/** Everything that a simulated director begins with. */
export interface Scene {
	/** The name of the machine. */
	readonly host: string;
	/** Interfaces that sync daemons can be started on. */
	readonly interfaces: readonly string[];
	/** Lines for `ipvsadm -R`. */
	readonly rules: string;
	readonly traffic: TrafficShape;
	/** Seconds of traffic before the scene is shown, so that everything that comes and goes is there. */
	readonly warmUp: number;
	/** In the order of their times. */
	readonly commands: readonly EarlierCommand[];
	readonly history: readonly History[];
	/** Who manages the table beside the operator: its processes are seen, but it changes nothing. Nobody where not given. */
	readonly owner?: OwnerKind;
}
