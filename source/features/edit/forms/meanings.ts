/**
 * One line for each field of the forms: its meaning, and the default that ipvsadm or the kernel has for it.
 *
 * The defaults, and where they come from:
 * - ipvsadm 1.31, `ipvsadm.c`: `DEF_SCHED` is wlc, a server without `-g`, `-i` or `-m` is routed directly and has weight 1
 *   and no thresholds, `-p` without a number is 360 s (`libipvs.h`), a server without a port has that of its service, and
 *   the interface of a sync daemon is eth0 with sync id 0.
 * - Linux 6.1, `net/netfilter/ipvs/ip_vs_sync.c`: the multicast group 224.0.0.81, port 8848 and a time to live of 1 for sync
 *   daemons, and messages as long as the interface takes.
 * - Linux 6.1, `ip_vs_proto_tcp.c` and `ip_vs_proto_udp.c`: the timeouts 900 s, 120 s and 300 s.
 * - Linux 6.1, `ip_vs_dest_update`, `ip_vs_wlc.c` and others: a lower threshold of 0 is 3/4 of the upper one.
 */
interface Meaning {
	readonly means: string;
	/** The default with whose it is; null if there is none. */
	readonly usual: string | null;
}

const meaning = (means: string, usual: string | null = null): Meaning => ({means, usual});

const off = 'off (ipvsadm)';

const meanings: Readonly<Record<string, Meaning>> = {
	kind: meaning(
		'What the service is: a protocol with an address and a port, or a firewall mark (-t, -u, -f).',
	),
	fwmark: meaning('All packets that netfilter gives this mark belong to the service (-f).'),
	family: meaning(
		'The address family of the packets with this mark (-6 for IPv6).',
		'IPv4 (ipvsadm)',
	),
	scheduler: meaning('How a server is chosen for a new connection (-s).', 'wlc (ipvsadm)'),
	persistent: meaning('Whether a client comes back to its server for a while (-p).', off),
	timeout: meaning(
		'How long a client comes back to its server, after its last connection (-p).',
		'360 s (ipvsadm)',
	),
	netmask: meaning(
		'Clients with the same network are one client (-M).',
		'each client alone (ipvsadm)',
	),
	engine: meaning('What tells clients apart instead of their address (--pe).', 'none (ipvsadm)'),
	onePacket: meaning('Every UDP packet is scheduled by itself; no connection is kept (-o).', off),
	withServers: meaning('Whether the servers of the copied service are added to the new one too.'),
	forwarding: meaning('How packets get to the server (-m, -g, -i).', 'DR (ipvsadm)'),
	tunnelType: meaning('How packets to the server are encapsulated (--tun-type).', 'ipip (ipvsadm)'),
	tunnelPort: meaning(
		'The UDP port on which the server receives encapsulated packets (--tun-port).',
	),
	gueChecksum: meaning(
		'The checksum of the encapsulated packets (--tun-nocsum, --tun-csum, --tun-remcsum).',
		'nocsum (ipvsadm)',
	),
	greChecksum: meaning(
		'The checksum of the encapsulated packets (--tun-nocsum, --tun-csum).',
		'nocsum (ipvsadm)',
	),
	weight: meaning(
		'The share of new connections, compared with the other servers (-w).',
		'1 (ipvsadm)',
	),
	upperThreshold: meaning(
		'From this many connections on the server gets no new ones (-x).',
		'0, no limit (ipvsadm)',
	),
	lowerThreshold: meaning(
		'Below this many connections it gets new ones again (-y).',
		'0, 3/4 of the upper (kernel)',
	),
	deed: meaning('A daemon can be started, or stopped if it runs (--start-daemon, --stop-daemon).'),
	interface: meaning(
		'The interface on which the directors exchange connections (--mcast-interface).',
		'eth0 (ipvsadm)',
	),
	syncId: meaning('Both directors need the same one (--syncid).', '0 (ipvsadm)'),
	maxLength: meaning(
		'The longest message of the daemon, in bytes (--sync-maxlen).',
		'what the interface takes (kernel)',
	),
	group: meaning('The multicast address of the messages (--mcast-group).', '224.0.0.81 (kernel)'),
	ttl: meaning('How many routers a message may pass, plus one (--mcast-ttl).', '1 (kernel)'),
	tcp: meaning(
		'An idle TCP connection is forgotten after this many seconds (--set).',
		'900 (kernel)',
	),
	tcpFin: meaning('The same after one side has closed it (--set).', '120 (kernel)'),
	udp: meaning('A UDP connection is forgotten after this many seconds (--set).', '300 (kernel)'),
};

/** The meanings of fields that have the same name in several forms. */
const byForm: Readonly<Record<string, Meaning>> = {
	'service address': meaning('The virtual address that clients connect to (-t, -u).'),
	'service port': meaning(
		'The port that clients connect to; 0 with persistence is every port (-t, -u).',
	),
	'server address': meaning('The address of the real server (-r).'),
	'server port': meaning(
		'The port on which the real server listens (-r).',
		'that of the service (ipvsadm)',
	),
	'daemon port': meaning('The UDP port of the messages (--mcast-port).', '8848 (kernel)'),
};

const flagMeaning = meaning('A flag of the scheduler (-b).', off);

/** The meaning of a field, with its default, in one line. */
export function meaningOf(form: string, field: string): string {
	const found = byForm[`${form} ${field}`] ?? meanings[field] ?? flagMeaning;
	return found.usual === null ? found.means : `${found.means} Default: ${found.usual}.`;
}
