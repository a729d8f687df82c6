/**
 * The two sync daemons: one that sends connections to a backup director and one that receives them.
 */
import type {IpAddress} from '../../ipvs/address.ts';
import type {SyncDaemon} from '../../ipvs/listing.ts';
import {KernelError} from './kernel-error.ts';

/** The settings to start a daemon with; null means the kernel's default. */
export interface SyncDaemonRequest {
	readonly role: 'master' | 'backup';
	readonly interface: string;
	readonly syncId: number;
	readonly maxLength: number | null;
	readonly group: IpAddress | null;
	readonly port: number | null;
	readonly ttl: number | null;
}

const ethernetMtu = 1500;
const udpHeader = 8;
const leastBackupLength = 1024;
const largestPacket = 65_535;

function headerLength(group: IpAddress): number {
	return (group.includes(':') ? 40 : 20) + udpHeader;
}

function clamp(value: number, least: number, most: number): number {
	return Math.min(Math.max(value, least), most);
}

/** The daemons of a director whose interfaces all have the MTU of Ethernet. */
export class SyncDaemons {
	readonly #interfaces: ReadonlySet<string>;
	readonly #running = new Map<'master' | 'backup', SyncDaemon>();

	constructor(interfaces: Iterable<string>) {
		this.#interfaces = new Set(interfaces);
	}

	/** Master first. */
	get running(): readonly SyncDaemon[] {
		return (['master', 'backup'] as const).flatMap(role => this.#running.get(role) ?? []);
	}

	/** @throws {KernelError} for an unknown interface, then if such a daemon already runs */
	start(request: SyncDaemonRequest): void {
		const {role} = request;
		if (!this.#interfaces.has(request.interface)) {
			throw new KernelError('ENODEV');
		}

		if (this.#running.has(role)) {
			throw new KernelError('EEXIST');
		}

		const group = request.group ?? '224.0.0.81';
		const header = headerLength(group);
		this.#running.set(role, {
			role,
			interface: request.interface,
			syncId: request.syncId,
			maxLength: clamp(
				request.maxLength ?? ethernetMtu - header,
				role === 'backup' ? leastBackupLength : 1,
				largestPacket - header,
			),
			group,
			port: request.port ?? 8848,
			ttl: request.ttl ?? 1,
		});
	}

	/** @throws {KernelError} if no such daemon runs */
	stop(role: 'master' | 'backup'): void {
		if (!this.#running.delete(role)) {
			throw new KernelError('ESRCH');
		}
	}
}
