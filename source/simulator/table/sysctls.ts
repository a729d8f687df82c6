/** The files of /proc/sys/net/ipv4/vs, as Debian's Linux 6.1 has them after the module is loaded. */

export type KernelVersion = '6.1' | '7.2';

/** The names with their defaults. */
const defaults: Readonly<Record<string, string>> = {
	am_droprate: '10',
	amemthresh: '1024',
	backup_only: '0',
	cache_bypass: '0',
	conn_reuse_mode: '1',
	conntrack: '0',
	drop_entry: '0',
	drop_packet: '0',
	expire_nodest_conn: '0',
	expire_quiescent_template: '0',
	ignore_tunneled: '0',
	lblc_expiration: '86400',
	lblcr_expiration: '86400',
	nat_icmp_send: '0',
	pmtu_disc: '1',
	run_estimation: '1',
	schedule_icmp: '0',
	secure_tcp: '0',
	sloppy_sctp: '0',
	sloppy_tcp: '0',
	snat_reroute: '1',
	sync_persist_mode: '0',
	sync_ports: '1',
	sync_qlen_max: '7895',
	sync_refresh_period: '0',
	sync_retries: '0',
	sync_sock_size: '0',
	sync_threshold: '3\t50',
	sync_version: '1',
};

/** Additional settings of Linux 7.2. */
const since61: Readonly<Record<string, string>> = {
	conn_lfactor: '-4',
	conn_max: '1073741824',
	est_cpulist: '0-1',
	est_nice: '0',
	svc_lfactor: '-3',
};

/** The settings of one director. */
export class Sysctls {
	readonly #values: Map<string, string>;

	constructor(version: KernelVersion = '6.1') {
		this.#values = new Map(
			Object.entries(version === '6.1' ? defaults : {...defaults, ...since61}).sort(),
		);
	}

	/** The names of all files. */
	get names(): readonly string[] {
		return [...this.#values.keys()];
	}

	/** The text of a file, with its newline; null if there is no such file. */
	read(name: string): string | null {
		const value = this.#values.get(name);
		return value === undefined ? null : `${value}\n`;
	}

	/** Whether a boolean setting is on. */
	isOn(name: string): boolean {
		return (this.#values.get(name) ?? '0') !== '0';
	}

	/** @throws {RangeError} if there is no such file */
	set(name: string, value: string): void {
		if (!this.#values.has(name)) {
			throw new RangeError(`no such setting: ${name}`);
		}

		this.#values.set(name, value);
	}
}
