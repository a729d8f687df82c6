/**
 * The files of a director below /proc.
 */
import {formatProcConnections} from '../ipvs/format/connections.ts';
import {formatProcIpVs} from '../ipvs/format/proc-ip-vs.ts';
import {formatProcStats, formatProcStatsPerCpu} from '../ipvs/format/proc-stats.ts';
import {formatHexNetmask} from '../ipvs/hex-address.ts';
import type {ProcService} from '../ipvs/listing.ts';
import type {Kernel} from './kernel.ts';
import type {Simulation} from './simulation.ts';
import type {Service} from './table/rows.ts';

/** Ticks of the kernel's own clock per second. Builds differ in this; User Mode Linux has 100. */
const jiffiesPerSecond = 100;

const sysctlFolder = '/proc/sys/net/ipv4/vs/';

function procService({rule, servers}: Service): ProcService {
	const {key, persistence} = rule;
	return {
		key,
		scheduler: rule.scheduler,
		onePacket: key.kind === 'address' && key.family === 'ipv6' ? null : rule.onePacket,
		persistence: persistence && {
			jiffies: persistence.timeout * jiffiesPerSecond,
			maskHex: formatHexNetmask(key.family, persistence.netmask),
		},
		servers: servers.map(server => ({
			...server.rule,
			activeConnections: server.activeConnections,
			inactiveConnections: server.inactiveConnections,
		})),
	};
}

/** `/proc/net/ip_vs` */
export function procIpVs({table, header}: Kernel): string {
	return formatProcIpVs({header, services: table.services.map(procService)});
}

const files: ReadonlyMap<string, (simulation: Simulation) => string> = new Map([
	['/proc/net/ip_vs', ({kernel}: Simulation) => procIpVs(kernel)],
	[
		'/proc/net/ip_vs_stats',
		({kernel: {table}}: Simulation) =>
			formatProcStats({counters: table.totals.counters, kernelRates: table.totals.rates}),
	],
	[
		'/proc/net/ip_vs_stats_percpu',
		(simulation: Simulation) => formatProcStatsPerCpu(simulation.perCpuStats()),
	],
	[
		'/proc/net/ip_vs_conn',
		(simulation: Simulation) => formatProcConnections(simulation.connections()),
	],
]);

/** `/proc/net/ip_vs_status`, since Linux 7.1. Buckets are not simulated: each is assumed to hold one entry. */
export function procStatus(kernel: Kernel): string | null {
	if (kernel.version === '6.1') {
		return null;
	}

	const table = (name: string, entries: number, buckets: number, factor: string) => [
		`${name}s:\t${entries}`,
		`${name} buckets:\t${buckets} (${buckets === 0 ? 0 : Math.log2(buckets)} bits, lfactor ${factor})`,
	];
	const {sysctls, header, entries} = kernel;
	const services = kernel.table.services.length;
	const buckets = services === 0 ? 0 : Math.max(16, 2 ** Math.ceil(Math.log2(services * 8)));
	const factor = (name: string) => (services === 0 ? '0' : (sysctls.read(name)?.trim() ?? '0'));
	return [
		...table('Conn', entries(), header.tableSize, factor('conn_lfactor')),
		...table('Service', services, buckets, factor('svc_lfactor')),
		'',
	].join('\n');
}

/** The text of a file that the ip_vs module provides; null if there is none of that name. */
export function readProcFile(simulation: Simulation, path: string): string | null {
	if (path === '/proc/net/ip_vs_status') {
		return procStatus(simulation.kernel);
	}

	return path.startsWith(sysctlFolder)
		? simulation.kernel.sysctls.read(path.slice(sysctlFolder.length))
		: (files.get(path)?.(simulation) ?? null);
}
