/**
 * Settings of the director that slow new connections, drop them, or stop the figures.
 */
import type {Timeouts} from '../../../ipvs/listing.ts';
import {countOf, fullFigure} from '../../../text/figures.ts';
import {proposeEditService, proposeTimeouts} from '../../edit/index.ts';
import {cannotKnow, defineCheck} from '../check.ts';
import type {CheckedService, CheckedTable} from '../facts.ts';
import {connectionsOf, rowOf} from '../table-rows.ts';
import {ipvsSetting, kernelVersion} from './kernel-files.ts';
import {commandsOf} from './ports.ts';

/** The plan that gives a service without scheduler the kernel's usual one. */
function proposeScheduler(service: CheckedService) {
	return service.rule === null
		? {refused: `the whole rule of ${service.id} is not known`}
		: proposeEditService(service, {...service.rule, scheduler: 'wlc', schedulerFlags: []});
}

export const schedulerMissing = defineCheck({
	id: 'scheduler-missing',
	concerns: 'all',
	severity: 'error',
	rule: 'A service has a scheduler. ipvsadm always sets one; a program that uses netlink can leave it out (`none`). A scheduler or persistence engine in use keeps its module loaded, so its module cannot be missing.',
	why: 'Without a scheduler no server is chosen: all new clients are refused.',
	source:
		'net/netfilter/ipvs/ip_vs_core.c, ip_vs_schedule: no scheduler, no destination; ip_vs_sched.c, ip_vs_scheduler_get holds the module',
	mends: 'a plan: `ipvsadm -E SERVICE -s wlc`',
	*look({services}) {
		for (const service of services) {
			if (service.scheduler === 'none') {
				const propose = () => proposeScheduler(service);
				yield {
					about: service.id,
					found: `${service.id} has no scheduler`,
					mend: commandsOf(propose()),
					rows: [service.id],
					propose,
				};
			}
		}
	},
});

export const reuseSlow = defineCheck({
	id: 'reuse-slow',
	concerns: 'all',
	severity: 'warning',
	rule: 'Before Linux 5.9, `net.ipv4.vs.conntrack` = 1 together with `conn_reuse_mode` other than 0 makes a client wait that opens a new connection from a port that is still in the table.',
	why: 'The first packet of such a connection is dropped, and the client repeats it after one second.',
	source: 'net/netfilter/ipvs/ip_vs_core.c, ip_vs_in: uses_ct; fixed by commit f0a5e4d7a594 (5.9)',
	mends:
		'Linux 5.9 or later; or `sysctl -w net.ipv4.vs.conn_reuse_mode=0`, with which a client stays on a server of weight 0',
	needs: ['files'],
	*look({services}, {files}) {
		const mode = ipvsSetting(files, 'conn_reuse_mode');
		const isTcp = services.some(({key}) => key.kind === 'fwmark' || key.protocol !== 'udp');
		if (ipvsSetting(files, 'conntrack') !== 1 || mode === null || mode === 0 || !isTcp) {
			return;
		}

		const release = files.text('/proc/sys/kernel/osrelease');
		const version = release.value === null ? null : kernelVersion(release.value);
		if (release.value === null || version === null) {
			yield cannotKnow(
				`the version of the kernel is not known: ${release.unknown ?? release.value}`,
			);
		} else if (version.major < 5 || (version.major === 5 && version.minor < 9)) {
			// Kernels of distributions have changes of later versions.
			const isPatched = /\.el\d|\.amzn|generic|-cloud|lp15/.test(release.value);
			yield {
				severity: isPatched ? 'note' : 'warning',
				about: 'director',
				found: `conntrack is 1, conn_reuse_mode is ${mode} and the kernel is ${release.value.trim()}, before 5.9${isPatched ? ' (its distribution may have fixed it)' : ''}`,
				mend: 'sysctl -w net.ipv4.vs.conn_reuse_mode=0, or a kernel from 5.9 on',
			};
		}
	},
});

/** Connections for each bucket from which on a table is too small. */
const fullBucket = 16;

export const connTabSmall = defineCheck({
	id: 'conn-tab-small',
	concerns: 'all',
	severity: 'warning',
	rule: 'Up to Linux 7.0 the connection table has a fixed number of buckets (2 to the power of `conn_tab_bits`). With 16 or more connections for each bucket every packet searches long chains. Since 7.1 it grows by itself; since 7.2 `conn_max` limits its entries.',
	why: 'Each packet costs more CPU time the longer the chains are. At `conn_max` new clients are dropped without a message.',
	source: 'net/netfilter/ipvs/ip_vs_conn.c, ip_vs_conn_tab_bits; conn_max since 7.2',
	mends:
		'`options ip_vs conn_tab_bits=20` in /etc/modprobe.d and a reload of the module; `sysctl -w net.ipv4.vs.conn_max=N`',
	*look({ipvs, services}: CheckedTable) {
		const {tableSize, sizesItself, connections, connectionLimit} = ipvs;
		const entries =
			connections ?? services.reduce((sum, {servers}) => sum + connectionsOf(servers), 0);
		if (!sizesItself && tableSize > 0 && entries >= tableSize * fullBucket) {
			const bits = Math.min(20, Math.ceil(Math.log2(entries)));
			yield {
				about: 'director',
				found: `${fullFigure(entries)} connections in ${fullFigure(tableSize)} buckets: ${Math.round(entries / tableSize)} in each`,
				mend: `echo 'options ip_vs conn_tab_bits=${bits}' >/etc/modprobe.d/ip_vs.conf, and load ip_vs again when traffic allows it`,
			};
		}

		if (connectionLimit !== null && connections !== null && connections >= connectionLimit * 0.9) {
			yield {
				severity: connections >= connectionLimit ? 'error' : 'warning',
				about: 'director',
				found: `${fullFigure(connections)} connections, and conn_max is ${fullFigure(connectionLimit)}`,
				mend: `sysctl -w net.ipv4.vs.conn_max=${connectionLimit * 2}`,
			};
		}
	},
});

/** The timeouts of the kernel, seconds. */
const usualTimeouts: Timeouts = {tcp: 900, tcpFin: 120, udp: 300};

export const timeoutZero = defineCheck({
	id: 'timeout-zero',
	concerns: 'all',
	severity: 'warning',
	rule: 'The timeouts of idle connections are above 0.',
	why: 'A connection with timeout 0 leaves the table at once: its next packet finds no entry and is refused, or goes to another server.',
	source:
		'net/netfilter/ipvs/ip_vs_ctl.c, ip_vs_set_timeout and __ip_vs_get_timeouts; 0 is also shown for a protocol that the kernel was built without',
	mends: 'a plan: `ipvsadm --set 900 120 300`',
	*look({services, settings}) {
		if (settings === null) {
			yield cannotKnow('the timeouts are not known: reading them needs ipvsadm and root');
			return;
		}

		const {timeouts} = settings;
		const protocols = new Set(
			services.map(({key}) => (key.kind === 'fwmark' ? 'tcp' : key.protocol)),
		);
		const zero = [
			...(protocols.has('tcp') && timeouts.tcp === 0 ? (['tcp'] as const) : []),
			...(protocols.has('tcp') && timeouts.tcpFin === 0 ? (['tcpFin'] as const) : []),
			...(protocols.has('udp') && timeouts.udp === 0 ? (['udp'] as const) : []),
		];
		if (zero.length > 0) {
			const after = {...timeouts};
			for (const name of zero) {
				after[name] = usualTimeouts[name];
			}

			const propose = () => proposeTimeouts(timeouts, after);
			const names = {tcp: 'TCP', tcpFin: 'TCP after a FIN', udp: 'UDP'} as const;
			yield {
				about: 'director',
				found: `the timeout of ${zero.map(name => names[name]).join(', ')} is 0`,
				mend: commandsOf(propose()),
				propose,
			};
		}
	},
});

export const estimationOff = defineCheck({
	id: 'estimation-off',
	concerns: 'all',
	severity: 'note',
	rule: '`net.ipv4.vs.run_estimation` is 1, and `est_cpulist` (since Linux 6.2) is not empty.',
	why: 'Counters and rates stand still, in lvstop and in every other program; traffic is not affected. It may be intended, to save CPU time.',
	source: 'net/netfilter/ipvs/ip_vs_est.c, ip_vs_est_stopped',
	mends: '`sysctl -w net.ipv4.vs.run_estimation=1`',
	*look({estimation, estimationStoppedBy}) {
		if (estimation === null) {
			yield cannotKnow('net.ipv4.vs.run_estimation could not be read');
		} else if (!estimation) {
			const name = estimationStoppedBy ?? 'run_estimation';
			yield {
				about: 'director',
				found: name === 'run_estimation' ? 'run_estimation is 0' : 'est_cpulist is empty',
				mend: `sysctl -w net.ipv4.vs.${name}=${name === 'run_estimation' ? '1' : '0-N'}`,
			};
		}
	},
});

/** The settings that drop packets or connections when memory is short. */
const defences = {
	drop_entry: 'half-open and idle connections are dropped',
	drop_packet: 'one packet in am_droprate that would open a connection is dropped',
	secure_tcp: 'a stricter table of TCP states is used',
} as const;

export const defenceActive = defineCheck({
	id: 'defence-active',
	concerns: 'all',
	severity: 'warning',
	rule: 'The defences `drop_entry`, `drop_packet` and `secure_tcp` are not active: 0 is off, 1 waits for memory to get short, 2 is active because it is, 3 is always active.',
	why: 'They drop connections of clients that have done nothing wrong.',
	source:
		'net/netfilter/ipvs/ip_vs_ctl.c, update_defense_level: 1 becomes 2 while available memory is below amemthresh',
	mends: '`sysctl -w net.ipv4.vs.NAME=1`, and more memory or a lower `amemthresh`',
	needs: ['files'],
	*look(_, {files}) {
		for (const [name, effect] of Object.entries(defences)) {
			const mode = ipvsSetting(files, name);
			if (mode === 2 || mode === 3) {
				yield {
					about: 'director',
					found: `${name} is ${mode}: ${mode === 2 ? 'memory is short, and ' : ''}${effect}`,
					mend: mode === 3 ? `sysctl -w net.ipv4.vs.${name}=1` : 'free memory; see amemthresh',
				};
			}
		}
	},
});

export const persistenceNeverEmpties = defineCheck({
	id: 'persistence-never-empties',
	concerns: 'all',
	severity: 'warning',
	rule: 'A server of weight 0 in a persistent service only empties if `net.ipv4.vs.expire_quiescent_template` is 1, or if all its clients stay away for the persistence timeout.',
	why: 'Known clients keep coming back to it with new connections, so the drain may never end.',
	source:
		'net/netfilter/ipvs/ip_vs_conn.c, ip_vs_check_template: a template to a server of weight 0 stays valid',
	mends: '`sysctl -w net.ipv4.vs.expire_quiescent_template=1` (for all services of the director)',
	needs: ['files'],
	applies: ({services}) =>
		services.some(
			({persistence, servers}) => persistence !== null && servers.some(({weight}) => weight === 0),
		),
	*look({services}, {files}) {
		const setting = ipvsSetting(files, 'expire_quiescent_template');
		if (setting === null) {
			yield cannotKnow('net.ipv4.vs.expire_quiescent_template could not be read');
			return;
		}

		for (const service of setting === 0 ? services : []) {
			for (const server of service.servers) {
				const left = connectionsOf([server]);
				const templates = server.persistentConnections;
				if (
					service.persistence !== null &&
					server.weight === 0 &&
					(left > 0 || (templates ?? 0) > 0)
				) {
					const {timeout} = service.persistence;
					yield {
						about: rowOf({service, server}),
						found: `${server.id} has weight 0 and still ${countOf(left, 'connection')}${templates === null ? '' : ` and ${countOf(templates, 'persistent client')}`}; ${service.id} is persistent${timeout === null ? '' : ` (${timeout} s)`} and expire_quiescent_template is 0`,
						mend: 'sysctl -w net.ipv4.vs.expire_quiescent_template=1',
						rows: [rowOf({service, server})],
					};
				}
			}
		}
	},
});
