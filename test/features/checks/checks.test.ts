/**
 * Every check: a state in which it finds something, and the same state mended, in which it does not.
 */
import {describe, expect, it} from 'vitest';
import {wholeMark} from '../../../source/director/machine/firewall.ts';
import {known, unknownBecause} from '../../../source/director/machine/known.ts';
import {checks} from '../../../source/features/checks/registry.ts';
import type {Finding} from '../../../source/features/checks/run-checks.ts';
import {runChecks} from '../../../source/features/checks/run-checks.ts';
import type {SyncDaemon} from '../../../source/ipvs/listing.ts';
import {editServerStep} from '../../../source/plans/steps.ts';
import {loggedEntry} from '../../support/logged-entry.ts';
import {server, service} from '../../support/sample-director.ts';
import {
	back,
	device,
	drService,
	factsOf,
	files,
	found,
	front,
	local,
	natService,
	neighbour,
	resultOf,
	type Told,
	tunService,
	vip,
	way,
	web,
} from './facts-of.ts';

interface Case {
	readonly name: string;
	readonly broken: Told;
	/** The same, mended. */
	readonly mended: Told;
	readonly severity: Finding['severity'];
	/** The text of the only finding. */
	readonly says: string;
	readonly about?: string;
	/** The commands that mend it, if the test pins them. */
	readonly mend?: string;
}

const nat = {services: [natService]};
const dr = {services: [drService]};
const tun = {services: [tunService]};
const v6 = 'tcp:[2001:db8:1::1]:80';
const keepalived = known([
	{kind: 'keepalived', sign: 'process keepalived (812)', doubt: null},
] as const);
const daemon = (role: SyncDaemon['role'], syncId: number): SyncDaemon => ({
	...{role, interface: 'eth1', syncId, maxLength: null, group: null, port: null, ttl: null},
});
const settings = (daemons: readonly SyncDaemon[]) => ({
	settings: {timeouts: {tcp: 900, tcpFin: 120, udp: 300}, daemons},
});
const mark = (value: number, mask = wholeMark) => ({value, mask, text: `mark ${value}`});

const logged = loggedEntry(1, 5, {
	...editServerStep(
		natService.key,
		{...(natService.servers[0]?.rule as NonNullable<(typeof natService.servers)[0]['rule']>)},
		{
			...(natService.servers[0]?.rule as NonNullable<(typeof natService.servers)[0]['rule']>),
			weight: 5,
		},
	),
	plan: 'weight of 10.0.0.8:80: 1 → 5',
});

const cases: Readonly<Record<string, readonly Case[]>> = {
	'ip-forward-off': [
		{
			name: 'ip_forward is 0',
			broken: {
				...nat,
				sources: {
					files: files({
						'/proc/sys/net/ipv4/ip_forward': 0,
						'/proc/sys/net/ipv4/conf/eth1/forwarding': 0,
					}),
				},
			},
			mended: nat,
			severity: 'error',
			says: 'net.ipv4.ip_forward is 0, and there are 2 NAT servers',
			mend: 'sysctl -w net.ipv4.ip_forward=1',
		},
		{
			name: 'it is 0, but forwarding is on where the replies come in',
			broken: {
				...nat,
				sources: {files: files({'/proc/sys/net/ipv4/conf/eth1/forwarding': 0})},
			},
			mended: {...nat, sources: {files: files({'/proc/sys/net/ipv4/ip_forward': 0})}},
			severity: 'error',
			says: 'net.ipv4.conf.eth1.forwarding is 0, and there are 2 NAT servers',
		},
	],
	'ipv6-forward-off': [
		{
			name: 'an IPv6 service',
			broken: {
				services: [service(v6, [server('[2001:db8::8]:80')])],
				sources: {files: files({'/proc/sys/net/ipv6/conf/all/forwarding': 0})},
			},
			mended: {...nat, sources: {files: files({'/proc/sys/net/ipv6/conf/all/forwarding': 0})}},
			severity: 'error',
			says: 'net.ipv6.conf.all.forwarding is 0, and there is 1 NAT server with an IPv6 address',
		},
	],
	'nat-server-route': [
		{
			name: 'no route',
			broken: {...nat, ways: {'10.0.0.9': {kind: 'none', reason: 'no route'}}},
			mended: nat,
			severity: 'error',
			says: 'the director has no route to 10.0.0.9',
			about: `${web} 10.0.0.9:80`,
		},
		{
			name: 'behind a router on the clients’ side; SNAT with conntrack mends it',
			broken: {
				...nat,
				ways: {'10.0.0.9': way('eth0', {gateway: '172.16.0.1'})},
				sources: {devices: known([front])},
			},
			mended: {
				...nat,
				ways: {'10.0.0.9': way('eth0', {gateway: '172.16.0.1'})},
				sources: {devices: known([front]), files: files({conntrack: 1})},
			},
			severity: 'warning',
			says: '10.0.0.9 is behind the router 172.16.0.1 on eth0, the device of its virtual address',
		},
		{
			name: 'by the wrong device',
			broken: {...nat, ways: {'10.0.0.9': way('eth0')}},
			mended: nat,
			severity: 'warning',
			says: '10.0.0.9 is in the network 10.0.0.1/24 on eth1, but the route to it leaves by eth0',
			mend: 'ip route replace 10.0.0.9 dev eth1',
		},
	],
	'nat-client-same-network': [
		{
			name: 'a connected client',
			broken: {
				...nat,
				sources: {
					connections: known({
						unanswered: [],
						clients: [{client: '10.0.0.55', service: natService.id, server: '10.0.0.8:80'}],
					}),
				},
			},
			mended: {
				...nat,
				sources: {
					connections: known({
						unanswered: [],
						clients: [{client: '172.16.0.2', service: natService.id, server: '10.0.0.8:80'}],
					}),
				},
			},
			severity: 'warning',
			says: `client 10.0.0.55 of ${web} and server 10.0.0.8:80 are both in the network 10.0.0.1/24 on eth1`,
			about: '10.0.0.55',
		},
		{
			name: 'the virtual address',
			broken: {services: [service('tcp:10.0.0.100:80', [server('10.0.0.8:80')])]},
			mended: nat,
			severity: 'note',
			says: 'the virtual address of tcp:10.0.0.100:80 is in the network of its server 10.0.0.8, 10.0.0.1/24 on eth1',
		},
	],
	'nat-conntrack-off': [
		{
			name: 'a rule for the servers’ side; one for the clients’ side concerns others',
			broken: {
				...nat,
				sources: {
					firewall: known({
						marks: [],
						rewrites: [
							{
								text: '-o eth1 -j MASQUERADE',
								outputDevice: 'eth1',
								isOfIpvs: false,
								hasOther: false,
							},
						],
					}),
				},
			},
			mended: {
				...nat,
				sources: {
					firewall: known({
						marks: [],
						rewrites: [
							{
								text: '-o eth0 -j MASQUERADE',
								outputDevice: 'eth0',
								isOfIpvs: false,
								hasOther: false,
							},
							{text: '-s 10.0.0.0/24', outputDevice: null, isOfIpvs: false, hasOther: true},
						],
					}),
				},
			},
			severity: 'warning',
			says: 'net.ipv4.vs.conntrack is 0, and there is a rule for packets to 2 NAT servers: -o eth1 -j MASQUERADE',
		},
	],
	'dr-port-differs': [
		{
			name: 'another port',
			broken: {services: [service(web, [server('10.0.0.8:8080', {forwarding: 'route'})])]},
			mended: dr,
			severity: 'error',
			says: '10.0.0.8:8080 is listed with port 8080, but its packets go to port 80',
			mend: [
				`ipvsadm -a -t ${vip}:80 -r 10.0.0.8:80 -g -w 1`,
				`ipvsadm -d -t ${vip}:80 -r 10.0.0.8:8080`,
			].join('\n'),
		},
	],
	'tun-port-differs': [
		{
			name: 'another port',
			broken: {
				services: [
					service(web, [
						server('10.0.0.8:8080', {
							forwarding: 'tunnel',
							tunnel: {type: 'ipip', port: null, checksum: null},
						}),
					]),
				],
			},
			mended: tun,
			severity: 'error',
			says: '10.0.0.8:8080 is listed with port 8080, but its packets go to port 80',
		},
	],
	'dr-server-not-connected': [
		{
			name: 'behind a router',
			broken: {...dr, ways: {'10.0.0.9': way('eth1', {gateway: '10.0.0.254'})}},
			mended: dr,
			severity: 'error',
			says: '10.0.0.9 is behind the router 10.0.0.254 on eth1',
			about: `${web} 10.0.0.9:80`,
		},
		{
			name: 'no route',
			broken: {...dr, ways: {'10.0.0.9': {kind: 'none', reason: 'an unreachable route'}}},
			mended: {...nat, ways: {'10.0.0.9': way('eth1', {gateway: '10.0.0.254'})}},
			severity: 'error',
			says: 'the director has an unreachable route to 10.0.0.9',
		},
	],
	'vip-many-macs': [
		{
			name: 'a server answers',
			broken: {
				...dr,
				sources: {
					arp: known(new Map([[vip, ['02:00:00:00:00:08']]])),
					neighbours: known([neighbour('10.0.0.8', 'eth1', 'REACHABLE')]),
				},
			},
			mended: dr,
			severity: 'error',
			says: `02:00:00:00:00:08, which is 10.0.0.8, answers ARP for the virtual address ${vip}`,
			about: vip,
		},
	],
	'tun-no-route': [
		{
			name: 'no route',
			broken: {...tun, ways: {'10.0.0.9': {kind: 'none', reason: 'no route'}}},
			mended: tun,
			severity: 'error',
			says: 'the director has no route to 10.0.0.9',
		},
	],
	'tun-mtu': [
		{
			name: 'a small MTU of the path',
			broken: {...tun, ways: {'10.0.0.9': way('eth1', {gateway: '10.0.0.254', mtu: 1400})}},
			mended: {...tun, ways: {'10.0.0.9': way('eth1', {gateway: '10.0.0.254', mtu: 1500})}},
			severity: 'warning',
			says: 'the MTU to 10.0.0.9 on eth1 is 1400, which leaves 1380 bytes for a packet',
			mend: 'ip link set eth1 mtu 1520',
		},
		{
			name: 'larger packets on the clients’ side',
			broken: {
				services: [service(web, [tunService.servers[0] ?? server('10.0.0.8:80')])],
				sources: {devices: known([{...front, mtu: 9000}, back])},
			},
			mended: {
				...tun,
				sources: {
					devices: known([
						{...front, mtu: 9000},
						{...back, mtu: 9000},
					]),
				},
			},
			severity: 'warning',
			says: 'the MTU to 10.0.0.8 on eth1 is 1500, which leaves 1480 bytes for a packet',
		},
		{
			name: 'an IPv6 client behind a GUE tunnel over IPv6 with too little room',
			broken: {
				services: [
					service(v6, [
						server('[2001:db8::8]:80', {
							forwarding: 'tunnel',
							tunnel: {type: 'gue', port: 6080, checksum: 'remcsum'},
						}),
					]),
				],
				ways: {'2001:db8::8': way('eth1', {mtu: 1339})},
			},
			mended: {...tun},
			severity: 'error',
			says: 'the MTU to 2001:db8::8 on eth1 is 1339, which leaves 1279 bytes for a packet',
		},
	],
	'tun-module': [
		{
			name: 'a type that is not known',
			broken: {
				services: [
					service(web, [
						server('10.0.0.8:80', {
							forwarding: 'tunnel',
							tunnel: null,
							rule: null,
							unreadable: {text: '-a … --tun-type (null)', reason: 'unknown tunnel'},
						}),
					]),
				],
			},
			mended: tun,
			severity: 'error',
			says: 'the tunnel of 10.0.0.8:80 is of a type that lvstop and ipvsadm do not know',
		},
	],
	'tun-pmtu-disc': [
		{
			name: 'it is 0',
			broken: {...tun, sources: {files: files({pmtu_disc: 0})}},
			mended: {...nat, sources: {files: files({pmtu_disc: 0})}},
			severity: 'note',
			says: 'net.ipv4.vs.pmtu_disc is 0, and there are 2 servers behind a tunnel',
		},
	],
	'vip-missing': [
		{
			name: 'forwarded instead',
			broken: {...nat, ways: {[vip]: way('eth0')}},
			mended: nat,
			severity: 'error',
			says: `the virtual address ${vip} is not on this director`,
			about: vip,
			mend: `ip address add ${vip}/32 dev DEVICE`,
		},
		{
			name: 'on a standby director',
			broken: {...nat, ways: {[vip]: way('eth0')}, reading: settings([daemon('backup', 1)])},
			mended: {...nat, reading: settings([daemon('backup', 1)])},
			severity: 'note',
			says: `the virtual address ${vip} is not on this director: its sync daemon is a backup, so it may be the standby`,
		},
		{
			name: 'beside keepalived',
			broken: {
				...nat,
				ways: {[vip]: {kind: 'none', reason: 'no route'}},
				sources: {owners: keepalived},
			},
			mended: {...nat, sources: {owners: keepalived}},
			severity: 'note',
			says: `the virtual address ${vip} is not on this director: keepalived runs here, so it may be the standby`,
		},
	],
	'vip-unused': [
		{
			name: 'one more /32',
			broken: {
				...nat,
				sources: {devices: known([device('eth0', [`${vip}/16`, '172.16.249.139/32']), back])},
			},
			mended: {
				...nat,
				sources: {devices: known([device('eth0', ['172.16.0.1/16', `${vip}/32`]), back])},
			},
			severity: 'note',
			says: '172.16.249.139/32 is on eth0 and in no service',
			mend: 'ip address del 172.16.249.139/32 dev eth0',
		},
	],
	'neighbour-failed': [
		{
			name: 'a server',
			broken: {...nat, sources: {neighbours: known([neighbour('10.0.0.9', 'eth1', 'FAILED')])}},
			mended: {
				...nat,
				sources: {
					neighbours: known([
						neighbour('10.0.0.9', 'eth1', 'STALE'),
						neighbour('10.0.0.9', 'eth0', 'FAILED'),
						neighbour('10.0.0.77', 'eth1', 'FAILED'),
					]),
				},
			},
			severity: 'error',
			says: 'the neighbour entry of 10.0.0.9 on eth1 is FAILED',
			about: `${web} 10.0.0.9:80`,
		},
		{
			name: 'the router before two servers, while it is being asked',
			broken: {
				...tun,
				ways: {
					'10.0.0.8': way('eth1', {gateway: '10.0.0.254'}),
					'10.0.0.9': way('eth1', {gateway: '10.0.0.254'}),
				},
				sources: {neighbours: known([neighbour('10.0.0.254', 'eth1', 'INCOMPLETE')])},
			},
			mended: tun,
			severity: 'warning',
			says: 'the neighbour entry of the router 10.0.0.254 on eth1 is INCOMPLETE: it is before 2 servers',
			about: '10.0.0.254',
		},
	],
	'local-server': [
		{
			name: 'an own address',
			broken: {...dr, ways: {'10.0.0.9': local}},
			mended: dr,
			severity: 'note',
			says: '10.0.0.9 is an address of this director: it is a server of itself',
		},
	],
	'rp-filter': [
		{
			name: 'replies by another device than the route; loose is enough',
			broken: {
				...nat,
				ways: {'10.0.0.9': way('eth0')},
				sources: {files: files({'/proc/sys/net/ipv4/conf/all/rp_filter': 1})},
			},
			mended: {
				...nat,
				ways: {'10.0.0.9': way('eth0')},
				sources: {
					files: files({
						'/proc/sys/net/ipv4/conf/all/rp_filter': 1,
						'/proc/sys/net/ipv4/conf/eth1/rp_filter': 2,
					}),
				},
			},
			severity: 'warning',
			says: 'rp_filter of eth1 is 1: replies of 10.0.0.9 that come in there (10.0.0.1/24 on eth1) are dropped, because the route to it leaves by eth0',
		},
		{
			name: 'the kernel drops packets now, and not only in the past',
			broken: {
				...dr,
				sources: {
					drops: known({count: 12, grown: 3, within: 1000}),
					files: files({'/proc/sys/net/ipv4/conf/eth0/rp_filter': 1}),
				},
			},
			mended: {
				...dr,
				sources: {
					drops: known({count: 12, grown: 0, within: 1000}),
					files: files({'/proc/sys/net/ipv4/conf/eth0/rp_filter': 1}),
				},
			},
			severity: 'warning',
			says: 'the reverse path filter dropped 3 packets in 1s (12 since the start); it is strict on eth0',
		},
	],
	'syn-recv-piling': [
		{
			name: 'a server',
			broken: {
				services: [service(web, [server('10.0.0.8:80', {inactiveConnections: 9})])],
				sources: {
					connections: known({
						unanswered: [
							{
								text: '10.0.0.8:80: all 9 connections are in SYN_RECV',
								rows: [`${natService.id} 10.0.0.8:80`],
							},
						],
						clients: [],
					}),
				},
			},
			mended: {services: [service(web, [server('10.0.0.8:80', {inactiveConnections: 9})])]},
			severity: 'error',
			says: '10.0.0.8:80: all 9 connections are in SYN_RECV',
			about: `${web} 10.0.0.8:80`,
			mend: 'on 10.0.0.8: ip route get CLIENT must leave by this director',
		},
		{
			name: 'a server of weight 0, which nobody new comes to',
			broken: {
				services: [
					service(web, [
						server('10.0.0.8:80', {weight: 0, inactiveConnections: 9}),
						server('10.0.0.9:80'),
					]),
				],
				sources: {
					connections: known({
						unanswered: [
							{
								text: '10.0.0.8:80: all 9 connections are in SYN_RECV',
								rows: [`${natService.id} 10.0.0.8:80`],
							},
						],
						clients: [],
					}),
				},
			},
			mended: nat,
			severity: 'note',
			says: '10.0.0.8:80: all 9 connections are in SYN_RECV',
		},
	],
	'fwmark-without-rule': [
		{
			name: 'no rule for the mark',
			broken: {
				services: [service('fwm:7', [server('10.0.0.8:0')])],
				sources: {firewall: known({marks: [mark(8)], rewrites: []})},
			},
			mended: {
				services: [service('fwm:7', [server('10.0.0.8:0')])],
				sources: {firewall: known({marks: [mark(7)], rewrites: []})},
			},
			severity: 'warning',
			says: 'no rule of nftables or iptables sets mark 7, and fwm:7 has no connections',
		},
		{
			name: 'a rule for other bits; connections prove the mark',
			broken: {
				services: [service('fwm:7', [server('10.0.0.8:0')])],
				sources: {firewall: known({marks: [mark(0x4000, 0x4000)], rewrites: []})},
			},
			mended: {services: [service('fwm:7', [server('10.0.0.8:0', {activeConnections: 1})])]},
			severity: 'warning',
			says: 'no rule of nftables or iptables sets mark 7, and fwm:7 has no connections',
		},
	],
	'service-without-servers': [
		{
			name: 'no server',
			broken: {services: [service(web, [])]},
			mended: nat,
			severity: 'error',
			says: `${web} has no server`,
			about: web,
		},
	],
	'service-all-zero': [
		{
			name: 'all at 0',
			broken: {
				services: [
					service(web, [server('10.0.0.8:80', {weight: 0}), server('10.0.0.9:80', {weight: 0})]),
				],
			},
			mended: {
				services: [service(web, [server('10.0.0.8:80', {weight: 0}), server('10.0.0.9:80')])],
			},
			severity: 'error',
			says: `all servers of ${web} have weight 0 (2)`,
		},
	],
	'scheduler-missing': [
		{
			name: 'none',
			broken: {services: [service(web, natService.servers, {scheduler: 'none'})]},
			mended: nat,
			severity: 'error',
			says: `${web} has no scheduler`,
			mend: `ipvsadm -E -t ${vip}:80 -s wlc`,
		},
	],
	'fallback-missing': [
		{
			name: 'sh without its flag',
			broken: {
				services: [
					service(web, [server('10.0.0.8:80', {weight: 0}), server('10.0.0.9:80')], {
						scheduler: 'sh',
					}),
				],
			},
			mended: {
				services: [
					service(web, [server('10.0.0.8:80', {weight: 0}), server('10.0.0.9:80')], {
						scheduler: 'sh',
						schedulerFlags: ['sh-fallback'],
					}),
				],
			},
			severity: 'error',
			says: `${web} (sh) has 1 server of weight 0 and not the flag sh-fallback`,
			mend: `ipvsadm -E -t ${vip}:80 -s sh -b sh-fallback`,
		},
		{
			name: 'dh, which has none',
			broken: {
				services: [
					service(web, [server('10.0.0.8:80', {weight: 0}), server('10.0.0.9:80')], {
						scheduler: 'dh',
					}),
				],
			},
			mended: {
				services: [
					service(web, [server('10.0.0.8:80', {weight: 0}), server('10.0.0.9:80')], {
						scheduler: 'wlc',
					}),
				],
			},
			severity: 'error',
			says: `${web} (dh) has 1 server of weight 0`,
			mend: `lvstop drain ${web} 10.0.0.8:80 --delete`,
		},
	],
	'threshold-reached': [
		{
			name: 'at the upper threshold',
			broken: {
				services: [
					service(web, [
						server('10.0.0.8:80', {
							upperThreshold: 4,
							activeConnections: 1,
							inactiveConnections: 3,
						}),
						server('10.0.0.9:80'),
					]),
				],
			},
			mended: {
				services: [
					service(web, [
						server('10.0.0.8:80', {upperThreshold: 4, activeConnections: 2}),
						server('10.0.0.9:80'),
					]),
				],
			},
			severity: 'warning',
			says: '10.0.0.8:80 has 4 connections; it closes at 4 and opens below 3',
		},
		{
			name: 'between the thresholds, and the past is not known: three quarters without a lower one',
			broken: {
				services: [
					service(web, [
						server('10.0.0.8:80', {upperThreshold: 100, activeConnections: 75, overload: null}),
					]),
				],
			},
			mended: {
				services: [
					service(web, [
						server('10.0.0.8:80', {upperThreshold: 100, activeConnections: 74, overload: null}),
					]),
				],
			},
			severity: 'note',
			says: '10.0.0.8:80 has 75 connections; it closes at 100 and opens below 75, so it may be closed',
		},
	],
	'persistence-never-empties': [
		{
			name: 'clients left; expire_quiescent_template mends it',
			broken: {
				services: [
					service(
						web,
						[
							server('10.0.0.8:80', {weight: 0, activeConnections: 2, persistentConnections: 1}),
							server('10.0.0.9:80'),
						],
						{persistence: {timeout: 300, netmask: '255.255.255.255'}},
					),
				],
			},
			mended: {
				services: [
					service(
						web,
						[
							server('10.0.0.8:80', {weight: 0, activeConnections: 2, persistentConnections: 1}),
							server('10.0.0.9:80'),
						],
						{persistence: {timeout: 300, netmask: '255.255.255.255'}},
					),
				],
				sources: {files: files({expire_quiescent_template: 1})},
			},
			severity: 'warning',
			says: `10.0.0.8:80 has weight 0 and still 2 connections and 1 persistent client; ${web} is persistent (300 s) and expire_quiescent_template is 0`,
		},
	],
	'one-server-carries': [
		{
			name: 'nearly all the weight; fo means it',
			broken: {
				services: [
					service(web, [server('10.0.0.8:80', {weight: 95}), server('10.0.0.9:80', {weight: 5})], {
						scheduler: 'wlc',
					}),
				],
			},
			mended: {
				services: [
					service(web, [server('10.0.0.8:80', {weight: 94}), server('10.0.0.9:80', {weight: 6})], {
						scheduler: 'wlc',
					}),
					service(
						'tcp:172.16.249.138:81',
						[server('10.0.0.8:81', {weight: 94}), server('10.0.0.9:81', {weight: 1})],
						{
							scheduler: 'fo',
						},
					),
				],
			},
			severity: 'note',
			says: `10.0.0.8:80 has 95% of the weight of ${web} (95 of 100)`,
		},
	],
	'weights-differ': [
		{
			name: 'drained in one of its services',
			broken: {
				services: [
					service(web, [server('10.0.0.8:80', {weight: 0}), server('10.0.0.9:80')]),
					service('tcp:172.16.249.138:443', [server('10.0.0.8:443', {weight: 3})]),
				],
			},
			mended: {
				services: [
					service(web, [server('10.0.0.8:80', {weight: 3}), server('10.0.0.9:80')]),
					service('tcp:172.16.249.138:443', [server('10.0.0.8:443', {weight: 3})]),
				],
			},
			severity: 'note',
			says: `10.0.0.8 has the weights 0, 3 in 2 services; 0 in ${web}`,
			mend: `lvstop undrain ${web} 10.0.0.8:80`,
		},
	],
	'reuse-slow': [
		{
			name: 'an old kernel',
			broken: {
				...nat,
				sources: {files: files({conntrack: 1, '/proc/sys/kernel/osrelease': '5.4.0'})},
			},
			mended: {
				...nat,
				sources: {files: files({conntrack: 1, '/proc/sys/kernel/osrelease': '5.9.0'})},
			},
			severity: 'warning',
			says: 'conntrack is 1, conn_reuse_mode is 1 and the kernel is 5.4.0, before 5.9',
		},
		{
			name: 'a distribution may have mended it; conn_reuse_mode 0 does',
			broken: {
				...nat,
				sources: {
					files: files({conntrack: 1, '/proc/sys/kernel/osrelease': '4.18.0-553.el8_10.x86_64'}),
				},
			},
			mended: {
				...nat,
				sources: {
					files: files({
						conntrack: 1,
						conn_reuse_mode: 0,
						'/proc/sys/kernel/osrelease': '4.18.0-553.el8_10.x86_64',
					}),
				},
			},
			severity: 'note',
			says: 'conntrack is 1, conn_reuse_mode is 1 and the kernel is 4.18.0-553.el8_10.x86_64, before 5.9 (its distribution may have fixed it)',
		},
	],
	'conn-tab-small': [
		{
			name: 'long chains; a table that grows has none',
			broken: {services: [service(web, [server('10.0.0.8:80', {inactiveConnections: 65_536})])]},
			mended: {
				services: [service(web, [server('10.0.0.8:80', {inactiveConnections: 65_536})])],
				reading: {
					ipvs: {
						...{version: '1.2.1', tableSize: 4096, sizesItself: true},
						...{connections: 65_536, connectionLimit: 1_073_741_824},
					},
				},
			},
			severity: 'warning',
			says: '65,536 connections in 4,096 buckets: 16 in each',
		},
		{
			name: 'conn_max',
			broken: {
				...nat,
				reading: {
					ipvs: {
						...{version: '1.2.1', tableSize: 4096, sizesItself: true},
						...{connections: 1000, connectionLimit: 1000},
					},
				},
			},
			mended: nat,
			severity: 'error',
			says: '1,000 connections, and conn_max is 1,000',
			mend: 'sysctl -w net.ipv4.vs.conn_max=2000',
		},
	],
	'timeout-zero': [
		{
			name: 'TCP; UDP has no service',
			broken: {
				...nat,
				reading: {settings: {timeouts: {tcp: 0, tcpFin: 120, udp: 0}, daemons: []}},
			},
			mended: {
				...nat,
				reading: {settings: {timeouts: {tcp: 900, tcpFin: 120, udp: 0}, daemons: []}},
			},
			severity: 'warning',
			says: 'the timeout of TCP is 0',
			mend: 'ipvsadm --set 900 0 0',
		},
	],
	'estimation-off': [
		{
			name: 'run_estimation is 0',
			broken: {...nat, reading: {estimation: false, estimationStoppedBy: 'run_estimation'}},
			mended: nat,
			severity: 'note',
			says: 'run_estimation is 0',
			mend: 'sysctl -w net.ipv4.vs.run_estimation=1',
		},
	],
	'defence-active': [
		{
			name: 'memory is short; 1 only waits',
			broken: {...nat, sources: {files: files({drop_entry: 2})}},
			mended: {...nat, sources: {files: files({drop_entry: 1})}},
			severity: 'warning',
			says: 'drop_entry is 2: memory is short, and half-open and idle connections are dropped',
		},
	],
	'sync-one-side': [
		{
			name: 'another id',
			broken: {
				...nat,
				reading: settings([daemon('master', 5)]),
				sources: {peer: known([daemon('backup', 7)])},
			},
			mended: {
				...nat,
				reading: settings([daemon('master', 5)]),
				sources: {peer: known([daemon('backup', 0)])},
			},
			severity: 'warning',
			says: 'the master of this director sends sync id 5, and the backup of the other one takes only 7',
		},
		{
			name: 'no backup',
			broken: {...nat, reading: settings([daemon('master', 5)]), sources: {peer: known([])}},
			mended: {...nat, sources: {peer: known([])}},
			severity: 'warning',
			says: 'this director has a sync master (id 5), and the other one has no backup',
		},
		{
			name: 'two masters',
			broken: {
				...nat,
				reading: settings([daemon('master', 5)]),
				sources: {peer: known([daemon('master', 5)])},
			},
			mended: {
				...nat,
				reading: settings([daemon('master', 5)]),
				sources: {peer: known([daemon('backup', 5)])},
			},
			severity: 'warning',
			says: 'both directors have a master and neither has a backup',
		},
		{
			name: 'master and backup with the same id',
			broken: {...nat, reading: settings([daemon('master', 5), daemon('backup', 5)])},
			mended: {...nat, reading: settings([daemon('master', 5), daemon('backup', 7)])},
			severity: 'note',
			says: 'a sync master (id 5) and a backup (id 5) run on eth1, and the backup takes the master’s id',
		},
	],
	'owner-manual-edits': [
		{
			name: 'a weight of the log that is still in effect',
			broken: {
				services: [service(web, [server('10.0.0.8:80', {weight: 5})])],
				sources: {owners: keepalived, log: known([logged])},
			},
			mended: {
				services: [service(web, [server('10.0.0.8:80', {weight: 1})])],
				sources: {owners: keepalived, log: known([logged])},
			},
			severity: 'note',
			says: `weight of 10.0.0.8:80: 1 → 5 (ann, ${logged.time}) is still in effect, and keepalived manages this table`,
		},
	],
};

describe('the registry', () => {
	it('has a case for every check, and no check twice', () => {
		const ids = checks.map(({id}) => id);
		expect(Object.keys(cases).toSorted()).toEqual(ids.toSorted());
		expect(new Set(ids).size).toBe(ids.length);
	});

	it.each([
		['NAT', nat],
		['DR', dr],
		['TUN', tun],
		['an empty director', {services: []}],
	])('finds nothing on a healthy director: %s', (_, told) => {
		expect(resultOf(told).findings).toEqual([]);
	});
});

describe.each(Object.entries(cases))('%s', (id, of) => {
	it.each(of)('$name', ({broken, mended, severity, says, about, mend}) => {
		expect(found(id, broken)).toEqual([
			expect.objectContaining({
				severity,
				found: says,
				why: expect.stringMatching(/\.$/),
				...(about === undefined ? {} : {about}),
				...(mend === undefined ? {} : {mend}),
			}),
		]);
		expect(found(id, mended)).toEqual([]);
	});
});

describe('what cannot be known', () => {
	it('is said once for each reason, and is no finding', () => {
		const {findings, unknown} = resultOf({
			...tun,
			sources: {routes: unknownBecause('ip is not installed on the director: install iproute2')},
		});
		expect(findings).toEqual([]);
		expect(unknown.filter(({id}) => id === 'tun-no-route')).toEqual([
			{id: 'tun-no-route', reason: 'ip is not installed on the director: install iproute2'},
		]);
	});

	it.each(checks.filter(({needs}) => needs.length > 0).map(({id, needs}) => [id, needs] as const))(
		'%s says so when a source that it needs is missing',
		(id, needs) => {
			const [case_] = cases[id] ?? [];
			for (const name of needs) {
				const broken: Told = case_?.broken ?? nat;
				const facts = factsOf({
					...broken,
					sources: {...broken.sources, [name]: unknownBecause(`no ${name}`)},
				});
				const {findings, unknown} = runChecks(
					checks.filter(check => check.id === id),
					facts,
				);
				expect(findings).toEqual([]);
				expect(unknown).toEqual([{id, reason: `no ${name}`}]);
			}
		},
	);

	it('a virtual address that a rule for marks may deliver is not called missing', () => {
		const told = {
			...nat,
			ways: {[vip]: way('eth0')},
			sources: {policy: known([{priority: 100, asksForMarkOrDevice: true}])},
		};
		expect(found('vip-missing', told)).toEqual([]);
		expect(resultOf(told).unknown.map(({id}) => id)).toContain('vip-missing');
	});

	it('a new IPv6 address that is still being checked for others is not called missing', () => {
		const told = (flags: readonly string[]): Told => ({
			services: [service(v6, [server('[2001:db8::8]:80')])],
			ways: {'2001:db8:1::1': way('eth0')},
			sources: {devices: known([{...front, flags}, back])},
		});
		expect(found('vip-missing', told(['UP', 'LOWER_UP']))).toEqual([]);
		expect(found('vip-missing', told([]))).toHaveLength(1);
	});

	it('thresholds that may not be read are said once', () => {
		const unread = {upperThreshold: null, lowerThreshold: null, rule: null};
		const told = {
			services: [service(web, [server('10.0.0.8:80', unread), server('10.0.0.9:80', unread)])],
		};
		expect(resultOf(told).unknown.filter(({id}) => id === 'threshold-reached')).toHaveLength(1);
	});

	it('a rule that takes the mark from elsewhere may set any mark', () => {
		const told = {
			services: [service('fwm:7', [server('10.0.0.8:0')])],
			sources: {firewall: known({marks: [mark(0, 0)], rewrites: []})},
		};
		expect(found('fwmark-without-rule', told)).toEqual([]);
		expect(resultOf(told).unknown.map(({id}) => id)).toContain('fwmark-without-rule');
	});
});

describe('many findings of one check', () => {
	it('are counted after the first twenty, with the rows of all', () => {
		const servers = Array.from({length: 30}, (_, index) => server(`10.0.0.${index + 1}:80`));
		const none = {kind: 'none', reason: 'no route'} as const;
		const ways = Object.fromEntries(servers.map(({address}) => [address, none]));
		const findings = found('nat-server-route', {services: [service(web, servers)], ways});
		expect(findings).toHaveLength(21);
		expect(findings.at(-1)).toMatchObject({about: 'director', found: '10 more like these'});
		expect([...(findings.at(-1)?.rows ?? [])]).toHaveLength(10);
	});
});

describe('findings', () => {
	it('come with the most serious ones first', () => {
		const {findings} = resultOf({
			services: [service(web, []), ...tun.services],
			sources: {files: files({pmtu_disc: 0, drop_entry: 3})},
		});
		expect(findings.map(({severity}) => severity)).toEqual(['error', 'warning', 'note']);
	});
});
