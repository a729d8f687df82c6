/**
 * The files below /proc that a director has.
 */
import {formatProcConnections} from '../ipvs/format/connections.ts';
import {formatProcIpVs} from '../ipvs/format/proc-ip-vs.ts';
import {formatProcStats, formatProcStatsPerCpu} from '../ipvs/format/proc-stats.ts';
import {formatHexNetmask} from '../ipvs/hex-address.ts';
import type {ProcService} from '../ipvs/listing.ts';
import {type Kernel, listingHeader} from './kernel.ts';
import type {Simulation} from './simulation.ts';
import type {Service} from './table/rows.ts';

/** Ticks of the kernel's own clock in a second; its builds differ in this, and User Mode Linux has 100. */
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
export function procIpVs({table}: Kernel): string {
	return formatProcIpVs({header: listingHeader, services: table.services.map(procService)});
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

/** The text of a file that the module ip_vs provides, or null where there is none of that name. */
export function readProcFile(simulation: Simulation, path: string): string | null {
	return path.startsWith(sysctlFolder)
		? simulation.kernel.sysctls.read(path.slice(sysctlFolder.length))
		: (files.get(path)?.(simulation) ?? null);
}
