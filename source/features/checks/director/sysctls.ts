/**
 * The settings of IPVS below /proc/sys/net/ipv4/vs: what each does, its usual value, and what it means for the services of
 * a director. The texts follow Documentation/networking/ipvs-sysctl.rst and the source of net/netfilter/ipvs.
 */
import {countOf} from '../../../text/figures.ts';
import type {CheckedTable} from '../facts.ts';
import {hasForwarding} from '../table-rows.ts';

/** A setting. */
export interface Sysctl {
	readonly name: string;
	/** The usual value; null if it depends on the machine. */
	readonly usual: string | null;
	/** The first Linux that has it, if it is newer than 5.0. */
	readonly since?: string;
	/** Its effect, in a sentence. */
	readonly does: string;
	/** The meaning of its value for the services here; null if it means nothing in particular. */
	means?(value: string, table: CheckedTable): string | null;
}

function persistentServices({services}: CheckedTable): number {
	return services.filter(({persistence}) => persistence !== null).length;
}

/** The methods of `drop_entry` and `drop_packet`. */
const modes: Readonly<Record<string, string>> = {
	'0': 'off',
	'1': 'waits until memory is short',
	'2': 'active, because memory is short',
	'3': 'always active',
};

const modeOf = (value: string) => modes[value] ?? null;

/** All settings, in the order of their names. */
export const sysctls: readonly Sysctl[] = [
	{
		name: 'am_droprate',
		usual: '10',
		does: 'With drop_packet, one packet in this many is dropped.',
	},
	{
		name: 'amemthresh',
		usual: '1024',
		does: 'The defences begin when fewer pages of memory are free.',
	},
	{
		name: 'backup_only',
		usual: '0',
		does: 'With 1, nothing is balanced here while a backup sync daemon runs.',
		means: (value, {settings}) =>
			value === '1' && settings?.daemons.some(({role}) => role === 'backup')
				? 'a backup daemon runs, so this director balances nothing'
				: null,
	},
	{
		name: 'cache_bypass',
		usual: '0',
		does: 'With 1, a service for a firewall mark without a usable server sends packets to their own destination.',
	},
	{
		name: 'conn_lfactor',
		usual: '-4',
		since: '7.1',
		does: 'How many buckets the connection table has for each entry, as a power of two.',
	},
	{
		name: 'conn_max',
		usual: '1073741824',
		since: '7.2',
		does: 'The limit of entries in the connection table; beyond it new clients are dropped without a message.',
		means: (value, {ipvs: {connections}}) =>
			connections === null ? null : `${connections} of ${value} are used`,
	},
	{
		name: 'conn_reuse_mode',
		usual: '1',
		does: 'What happens to a new connection from a client port that is still in the table: 0 keeps the old server, 1 chooses again, 2 also in FIN_WAIT.',
		means: value =>
			value === '0' ? 'a client that reuses its port stays on a server of weight 0' : null,
	},
	{
		name: 'conntrack',
		usual: '0',
		does: 'With 1, connections are also in netfilter’s table, which SNAT and stateful rules need.',
		means: (value, table) =>
			value === '0' && hasForwarding(table, 'masq')
				? 'SNAT and MASQUERADE do nothing for the requests to NAT servers'
				: null,
	},
	{
		name: 'debug_level',
		usual: '0',
		does: 'How much IPVS writes to the kernel’s log; only in kernels built for it.',
	},
	{
		name: 'drop_entry',
		usual: '0',
		does: 'Drops half-open and idle connections when memory is short (1, 2) or always (3).',
		means: modeOf,
	},
	{
		name: 'drop_packet',
		usual: '0',
		does: 'Drops some packets that would open connections when memory is short (1, 2) or always (3).',
		means: modeOf,
	},
	{
		name: 'est_cpulist',
		usual: null,
		since: '6.2',
		does: 'The CPUs that calculate rates and refresh counters; an empty list stops them.',
		means: value => (value === '' ? 'counters and rates stand still' : null),
	},
	{
		name: 'est_nice',
		usual: '0',
		since: '6.2',
		does: 'The priority of the threads that calculate rates, from -20 to 19.',
	},
	{
		name: 'expire_nodest_conn',
		usual: '0',
		does: 'With 1, the connections of a deleted server are removed and their clients get a reset; with 0 they hang.',
	},
	{
		name: 'expire_quiescent_template',
		usual: '0',
		does: 'With 1, persistent clients leave a server of weight 0 at their next connection; with 0 they keep coming back.',
		means(value, table) {
			const count = persistentServices(table);
			return count === 0
				? 'no service is persistent'
				: value === '0'
					? `a drain in ${countOf(count, 'persistent service')} may not end`
					: null;
		},
	},
	{
		name: 'ignore_tunneled',
		usual: '0',
		does: 'With 1, packets of unknown protocols, such as tunnels, are left alone.',
	},
	{
		name: 'lblc_expiration',
		usual: '86400',
		does: 'Seconds after which lblc forgets an address that was not used; exists while lblc is loaded.',
	},
	{
		name: 'lblcr_expiration',
		usual: '86400',
		does: 'Seconds after which lblcr forgets an address that was not used; exists while lblcr is loaded.',
	},
	{
		name: 'nat_icmp_send',
		usual: '0',
		does: 'With 1, a NAT server gets an ICMP error for a reply that belongs to no connection.',
	},
	{
		name: 'pmtu_disc',
		usual: '1',
		does: 'With 1, packets in IPv4 tunnels are not fragmented, and clients are told to send smaller ones.',
		means: (_, table) => (!hasForwarding(table, 'tunnel') ? 'no server is behind a tunnel' : null),
	},
	{
		name: 'run_estimation',
		usual: '1',
		since: '5.16',
		does: 'With 0, rates are not calculated and counters are not refreshed.',
		means: value => (value === '0' ? 'counters and rates stand still' : null),
	},
	{
		name: 'schedule_icmp',
		usual: '0',
		does: 'With 1, ICMP errors of unknown connections are balanced too.',
	},
	{
		name: 'secure_tcp',
		usual: '0',
		does: 'Uses a stricter table of TCP states when memory is short (1, 2) or always (3).',
		means: modeOf,
	},
	{
		name: 'sloppy_sctp',
		usual: '0',
		does: 'With 1, any SCTP packet may begin a connection, not only the first one.',
	},
	{
		name: 'sloppy_tcp',
		usual: '0',
		does: 'With 1, any TCP packet may begin a connection, not only the first one.',
	},
	{
		name: 'snat_reroute',
		usual: '1',
		does: 'With 1, the route of a reply is looked up again with the virtual address as its source.',
	},
	{
		name: 'svc_lfactor',
		usual: '-3',
		since: '7.1',
		does: 'How many buckets the table of services has for each service, as a power of two.',
	},
	{
		name: 'sync_persist_mode',
		usual: '0',
		does: 'With 1, only the templates of persistent services are synchronized, not their connections.',
	},
	{
		name: 'sync_ports',
		usual: '1',
		does: 'How many UDP ports and threads each sync daemon uses; a power of two.',
	},
	{
		name: 'sync_qlen_max',
		usual: null,
		does: 'The longest queue of sync messages; more are dropped.',
	},
	{
		name: 'sync_refresh_period',
		usual: '0',
		does: 'Seconds by which a timer must change before a connection is synchronized again.',
	},
	{
		name: 'sync_retries',
		usual: '0',
		does: 'How often the message about a new connection is repeated, 0 to 3.',
	},
	{
		name: 'sync_sock_size',
		usual: '0',
		does: 'The buffer of the sync socket in bytes; 0 is that of the system.',
	},
	{
		name: 'sync_threshold',
		usual: '3 50',
		does: 'Two numbers A and B: a connection is synchronized at its packet number A, and then every B packets.',
		means: (_, {settings}) => (settings?.daemons.length === 0 ? 'no sync daemon runs' : null),
	},
	{
		name: 'sync_version',
		usual: '1',
		does: 'The version of the sync protocol; 0 is for old directors and knows only IPv4.',
	},
];
