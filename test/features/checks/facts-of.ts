/**
 * Facts for tests of checks: a healthy machine, with what a test changes.
 */

import {emptyFirewall} from '../../../source/director/machine/firewall.ts';
import type {Device, Neighbour, Route} from '../../../source/director/machine/ip-rows.ts';
import {known, unknownBecause} from '../../../source/director/machine/known.ts';
import {machineFilesOf} from '../../../source/director/machine/machine-files.ts';
import type {LiveDirector, LiveService} from '../../../source/director/polling/live.ts';
import type {CheckedTable, Facts, ReadSources} from '../../../source/features/checks/facts.ts';
import {checks} from '../../../source/features/checks/registry.ts';
import {
	type CheckResult,
	type Finding,
	runChecks,
} from '../../../source/features/checks/run-checks.ts';
import {familyOf, type IpAddress, ipAddress} from '../../../source/ipvs/address.ts';
import {director, server, service} from '../../support/sample-director.ts';

export const vip = ipAddress('172.16.249.138');
export const web = `tcp:${vip}:80`;

/** The settings of a healthy director, by path. */
const healthyFiles: Readonly<Record<string, string>> = {
	'/proc/sys/kernel/osrelease': '6.1.176',
	'/proc/modules': 'ip_vs 1 1 - Live 0x0',
	'/proc/sys/net/ipv4/ip_forward': '1',
	'/proc/sys/net/ipv6/conf/all/forwarding': '1',
	...Object.fromEntries(
		['all', 'eth0', 'eth1'].flatMap(name => [
			[`/proc/sys/net/ipv4/conf/${name}/forwarding`, '1'],
			[`/proc/sys/net/ipv4/conf/${name}/rp_filter`, '0'],
		]),
	),
	...Object.fromEntries(
		Object.entries({
			...{conntrack: 0, conn_reuse_mode: 1, expire_quiescent_template: 0, pmtu_disc: 1},
			...{drop_entry: 0, drop_packet: 0, secure_tcp: 0},
		}).map(([name, value]) => [`/proc/sys/net/ipv4/vs/${name}`, String(value)]),
	),
};

/** The files of a healthy director with these changes: settings of IPVS by name, others by path; null removes one. */
export function files(changes: Readonly<Record<string, string | number | null>> = {}) {
	const texts = new Map(Object.entries(healthyFiles));
	for (const [name, value] of Object.entries(changes)) {
		const path = name.startsWith('/') ? name : `/proc/sys/net/ipv4/vs/${name}`;
		if (value === null) {
			texts.delete(path);
		} else {
			texts.set(path, String(value));
		}
	}

	return known(machineFilesOf(texts));
}

/** A network device that is up; addresses as `10.0.0.1/24`. */
export function device(
	name: string,
	addresses: readonly string[],
	told: Partial<Device> = {},
): Device {
	return {
		name,
		flags: ['BROADCAST', 'UP', 'LOWER_UP'],
		mtu: 1500,
		mac: '02:00:00:00:00:01',
		addresses: addresses.map(text => {
			const [address = '', length] = text.split('/');
			return {address: ipAddress(address), prefixLength: Number(length), scope: 'global'};
		}),
		...told,
	};
}

export const front = device('eth0', [`${vip}/16`, '2001:db8:1::1/64']);
export const back = device('eth1', ['10.0.0.1/24', '2001:db8::1/64']);

export function neighbour(
	address: IpAddress,
	device: string,
	...states: readonly string[]
): Neighbour {
	return {address: ipAddress(address), device, mac: '02:00:00:00:00:08', states};
}

export function way(device: string, told: Partial<Extract<Route, {kind: 'way'}>> = {}): Route {
	return {kind: 'way', device, gateway: null, mtu: null, ...told};
}

export const local: Route = {kind: 'local'};

/** Ways as a healthy director has them: virtual addresses are its own, servers are on eth1. */
function waysOf({services}: CheckedTable): ReadonlyMap<IpAddress, Route> {
	const servers = services.flatMap(({servers: own}) => own.map(({address}) => address));
	const virtual = services.flatMap(({key}) => (key.kind === 'address' ? [key.address] : []));
	return new Map([
		...servers.map(address => [address, way('eth1')] as const),
		...virtual.map(address => [address, local] as const),
	]);
}

export interface Told {
	readonly services: readonly LiveService[];
	/** Other parts of the reading. */
	readonly reading?: Partial<LiveDirector>;
	readonly sources?: Partial<ReadSources>;
	/** Ways that are not as on a healthy director. */
	readonly ways?: Readonly<Record<string, Route>>;
}

/** Facts about a director that is healthy but for what is told. */
export function factsOf({services, reading = {}, sources = {}, ways = {}}: Told): Facts {
	const table = director(services, {
		settings: {timeouts: {tcp: 900, tcpFin: 120, udp: 300}, daemons: []},
		...reading,
	});
	return {
		table,
		sources: {
			files: files(),
			drops: known({count: 0, grown: 0, within: 0}),
			devices: known([front, back]),
			routes: known(
				new Map([
					...waysOf(table),
					...Object.entries(ways).map(([address, route]) => [ipAddress(address), route] as const),
				]),
			),
			policy: known([]),
			neighbours: known([]),
			firewall: known(emptyFirewall),
			owners: known([]),
			log: known([]),
			connections: known({unanswered: [], clients: []}),
			arp: known(
				new Map(
					services.flatMap(({key}) =>
						key.kind === 'address' && familyOf(key.address) === 'ipv4'
							? [[key.address, []] as const]
							: [],
					),
				),
			),
			peer: unknownBecause('the other director is not known'),
			...sources,
		},
	};
}

/** All checks on these facts. */
export function resultOf(told: Told): CheckResult {
	return runChecks(checks, factsOf(told));
}

/** The findings of one check. */
export function found(id: string, told: Told): readonly Finding[] {
	return resultOf(told).findings.filter(finding => finding.id === id);
}

/** A healthy NAT service with two servers. */
export const natService = service(web, [server('10.0.0.8:80'), server('10.0.0.9:80')]);

/** The same with direct routing, and with tunnels. */
export const drService = service(web, [
	server('10.0.0.8:80', {forwarding: 'route'}),
	server('10.0.0.9:80', {forwarding: 'route'}),
]);
export const tunService = service(web, [
	server('10.0.0.8:80', {forwarding: 'tunnel', tunnel: {type: 'ipip', port: null, checksum: null}}),
	server('10.0.0.9:80', {forwarding: 'tunnel', tunnel: {type: 'ipip', port: null, checksum: null}}),
]);
