/**
 * The kernel side of a director: everything that ipvsadm and /proc can read or change.
 */
import type {Timeouts} from '../ipvs/listing.ts';
import {Estimator} from './table/estimator.ts';
import {KernelError} from './table/kernel-error.ts';
import {type SyncDaemonRequest, SyncDaemons} from './table/sync-daemons.ts';
import {type KernelVersion, Sysctls} from './table/sysctls.ts';
import {IpvsTable} from './table/table.ts';

/** The kernels whose answers are known: by their texts in test/fixtures. */
/** The limits of a table that sizes itself: the minimum, and `CONFIG_IP_VS_TAB_BITS` of Debian's kernels. */
const sizes = {least: 256, most: 4096} as const;

/** One network namespace of a Linux with the ip_vs module. The caller provides the time. */
export class Kernel {
	readonly table: IpvsTable;
	readonly estimator = new Estimator();
	readonly version: KernelVersion;
	readonly sysctls: Sysctls;
	/** The number of entries in the connection table; set by the owner of the table. */
	entries: () => number = () => 0;
	/** Seconds of simulated time. */
	readonly now: () => number;
	readonly #daemons: SyncDaemons;
	#timeouts: Timeouts = {tcp: 900, tcpFin: 120, udp: 300};

	/** @param interfaces the interfaces that sync daemons can use */
	constructor(now: () => number, interfaces: Iterable<string>, version: KernelVersion = '6.1') {
		this.now = now;
		this.version = version;
		this.sysctls = new Sysctls(version);
		this.#daemons = new SyncDaemons(interfaces);
		this.table = new IpvsTable({now, syncDaemonRuns: () => this.#daemons.running.length > 0});
	}

	/** The version and the size of the connection table in the first line of every listing. */
	get header(): {readonly version: string; readonly tableSize: number} {
		return {version: '1.2.1', tableSize: this.#tableSize()};
	}

	/** Since Linux 7.1 there is no table before the first service, and then 2^-lfactor buckets for each entry. */
	#tableSize(): number {
		if (this.version === '6.1') {
			return sizes.most;
		}

		if (this.table.services.length === 0) {
			return 0;
		}

		const factor = Number(this.sysctls.read('conn_lfactor'));
		const wanted = Math.max(1, this.entries()) * 2 ** -factor;
		return Math.min(sizes.most, Math.max(sizes.least, 2 ** Math.ceil(Math.log2(wanted))));
	}

	/** Whether the connection table is full (`conn_max`, Linux 7.2). */
	get isFull(): boolean {
		const limit = this.sysctls.read('conn_max');
		return limit !== null && this.entries() >= Number(limit);
	}

	/** Whether the estimator runs: `run_estimation`, and since Linux 6.2 a CPU to run on. */
	get estimates(): boolean {
		return this.sysctls.isOn('run_estimation') && this.sysctls.read('est_cpulist')?.trim() !== '';
	}

	get timeouts(): Timeouts {
		return this.#timeouts;
	}

	get daemons(): SyncDaemons['running'] {
		return this.#daemons.running;
	}

	/** Sets timeouts in seconds; 0 leaves one unchanged. */
	setTimeouts([tcp, tcpFin, udp]: readonly [tcp: number, tcpFin: number, udp: number]): void {
		const {timeouts} = this;
		this.#timeouts = {
			tcp: tcp || timeouts.tcp,
			tcpFin: tcpFin || timeouts.tcpFin,
			udp: udp || timeouts.udp,
		};
	}

	/** @throws {KernelError} if the daemon cannot be started */
	startDaemon(request: SyncDaemonRequest): void {
		if (this.table.hasMixedFamilies) {
			throw new KernelError('EINVAL');
		}

		this.#daemons.start(request);
	}

	/** @throws {KernelError} if no daemon of that role runs */
	stopDaemon(role: 'master' | 'backup'): void {
		this.#daemons.stop(role);
	}
}
