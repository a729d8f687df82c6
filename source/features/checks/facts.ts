/**
 * The facts that checks look at: the table of the director, and what was read of its machine. Nothing here reads
 * anything.
 */
import type {RowId} from '../../console/state/console-row.ts';
import type {Firewall} from '../../director/machine/firewall.ts';
import type {Device, Neighbour, PolicyRule} from '../../director/machine/ip-rows.ts';
import type {Known} from '../../director/machine/known.ts';
import type {MachineFiles} from '../../director/machine/machine-files.ts';
import type {Routes} from '../../director/machine/read-machine.ts';
import type {Overload} from '../../director/polling/overload.ts';
import type {Reading, ServerReading, ServiceReading} from '../../director/reading/reading.ts';
import type {IpAddress} from '../../ipvs/address.ts';
import type {SyncDaemon} from '../../ipvs/listing.ts';
import type {Owner} from '../../ipvs/owner.ts';
import type {ServerId} from '../../ipvs/server.ts';
import type {ServiceId} from '../../ipvs/service.ts';
import type {LogEntry} from '../../plans/log/log-entry.ts';

export type CheckedServer = ServerReading & {
	/** Its state by the thresholds, if earlier readings tell; missing after a single reading. */
	readonly overload?: Overload | null;
};

export type CheckedService = Omit<ServiceReading, 'servers'> & {
	readonly servers: readonly CheckedServer[];
};

/** The table of the director; a reading of the console or of a single command. */
export interface CheckedTable
	extends Pick<Reading, 'ipvs' | 'settings' | 'estimation' | 'estimationStoppedBy'> {
	readonly services: readonly CheckedService[];
}

/** A client that is connected to a server of a service. */
export interface ConnectedClient {
	readonly client: IpAddress;
	readonly service: ServiceId;
	readonly server: ServerId;
}

/** Facts from the connection table. */
export interface SeenConnections {
	/** Servers whose connections do not get beyond SYN_RECV, a sentence with the figures each. */
	readonly unanswered: readonly {readonly text: string; readonly rows: readonly RowId[]}[];
	/** Some clients, the first ones of the table. */
	readonly clients: readonly ConnectedClient[];
}

/** Packets that the reverse path filter has dropped. */
export interface ReversePathDrops {
	/** Since the machine was started. */
	readonly count: number;
	/** While the check waited for it. */
	readonly grown: number;
	/** The time between the two readings, milliseconds. */
	readonly within: number;
}

/** The sources besides the table, by name. Each is read once, and only if a check needs it. */
export interface Sources {
	readonly files: MachineFiles;
	readonly drops: ReversePathDrops;
	readonly devices: readonly Device[];
	readonly routes: Routes;
	readonly policy: readonly PolicyRule[];
	readonly neighbours: readonly Neighbour[];
	readonly firewall: Firewall;
	readonly owners: readonly Owner[];
	/** The end of lvstop's log. */
	readonly log: readonly LogEntry[];
	readonly connections: SeenConnections;
	/** The MAC addresses that answer for a virtual address beside the director. */
	readonly arp: ReadonlyMap<IpAddress, readonly string[]>;
	/** The sync daemons of the other director. */
	readonly peer: readonly SyncDaemon[];
}

export type SourceName = keyof Sources;

/** Sources as they were read: each may be unknown. */
export type ReadSources = {readonly [Name in SourceName]: Known<Sources[Name]>};

/** Everything that checks look at. */
export interface Facts {
	readonly table: CheckedTable;
	readonly sources: ReadSources;
}
