/**
 * The kernel's part of a director: everything that ipvsadm and /proc can ask for or change.
 */
import type {Timeouts} from '../ipvs/listing.ts';
import {Estimator} from './table/estimator.ts';
import {KernelError} from './table/kernel-error.ts';
import {type SyncDaemonRequest, SyncDaemons} from './table/sync-daemons.ts';
import {Sysctls} from './table/sysctls.ts';
import {IpvsTable} from './table/table.ts';

/** The version and the size of the connection table in the first line of every listing. */
export const listingHeader = {version: '1.2.1', tableSize: 4096} as const;

/** One network namespace of a Linux 6.1 with the module ip_vs. Time is told to it. */
export class Kernel {
	readonly table: IpvsTable;
	readonly estimator = new Estimator();
	readonly sysctls = new Sysctls();
	/** Seconds of simulated time. */
	readonly now: () => number;
	readonly #daemons: SyncDaemons;
	#timeouts: Timeouts = {tcp: 900, tcpFin: 120, udp: 300};

	/** @param interfaces those that sync daemons can be started on */
	constructor(now: () => number, interfaces: Iterable<string>) {
		this.now = now;
		this.#daemons = new SyncDaemons(interfaces);
		this.table = new IpvsTable({now, syncDaemonRuns: () => this.#daemons.running.length > 0});
	}

	get timeouts(): Timeouts {
		return this.#timeouts;
	}

	get daemons(): SyncDaemons['running'] {
		return this.#daemons.running;
	}

	/** Sets timeouts in seconds; 0 leaves one as it is. */
	setTimeouts([tcp, tcpFin, udp]: readonly [tcp: number, tcpFin: number, udp: number]): void {
		const {timeouts} = this;
		this.#timeouts = {
			tcp: tcp || timeouts.tcp,
			tcpFin: tcpFin || timeouts.tcpFin,
			udp: udp || timeouts.udp,
		};
	}

	/** @throws {KernelError} where the daemon cannot be started */
	startDaemon(request: SyncDaemonRequest): void {
		if (this.table.hasMixedFamilies) {
			throw new KernelError('EINVAL');
		}

		this.#daemons.start(request);
	}

	/** @throws {KernelError} where none of that role runs */
	stopDaemon(role: 'master' | 'backup'): void {
		this.#daemons.stop(role);
	}
}
