/**
 * The numbers of netlink (linux/netlink.h), of generic netlink (linux/genetlink.h) and of its IPVS family
 * (linux/ip_vs.h, complete up to Linux 7.2). Attributes of newer kernels are skipped.
 */

/** The message types that every netlink family has; a family's own number is higher. */
export const messageType = {error: 2, done: 3} as const;

/** Flags of messages. `interrupted`: rows changed during the dump, so some may be missing. */
export const messageFlag = {request: 1, multi: 2, interrupted: 0x10, dump: 0x300} as const;

/** The controller of generic netlink, which returns the number of a family for its name. */
export const control = {
	family: 0x10,
	version: 1,
	getFamily: 3,
	familyId: 1,
	familyName: 2,
} as const;

/** The name and the version of the family. */
export const ipvsFamily = {name: 'IPVS', version: 1} as const;

/** IPVS_CMD_*: only those that read. */
export const command = {
	getService: 4,
	getDestination: 8,
	getDaemon: 11,
	getConfig: 13,
	getInfo: 15,
} as const;

/** IPVS_CMD_ATTR_* */
export const commandAttribute = {
	service: 1,
	destination: 2,
	daemon: 3,
	timeoutTcp: 4,
	timeoutTcpFin: 5,
	timeoutUdp: 6,
} as const;

/** IPVS_SVC_ATTR_* */
export const serviceAttribute = {
	family: 1,
	protocol: 2,
	address: 3,
	port: 4,
	fwmark: 5,
	scheduler: 6,
	flags: 7,
	timeout: 8,
	netmask: 9,
	stats: 10,
	engine: 11,
	stats64: 12,
} as const;

/** IPVS_DEST_ATTR_* */
export const destinationAttribute = {
	address: 1,
	port: 2,
	forwarding: 3,
	weight: 4,
	upperThreshold: 5,
	lowerThreshold: 6,
	activeConnections: 7,
	inactiveConnections: 8,
	persistentConnections: 9,
	stats: 10,
	family: 11,
	stats64: 12,
	tunnelType: 13,
	tunnelPort: 14,
	tunnelFlags: 15,
} as const;

/** IPVS_DAEMON_ATTR_* */
export const daemonAttribute = {
	state: 1,
	interface: 2,
	syncId: 3,
	maxLength: 4,
	group: 5,
	group6: 6,
	port: 7,
	ttl: 8,
} as const;

/** IPVS_STATS_ATTR_*: counters, and their rates per second. */
export const statsAttribute = {
	connections: 1,
	inPackets: 2,
	outPackets: 3,
	inBytes: 4,
	outBytes: 5,
	connectionRate: 6,
	inPacketRate: 7,
	outPacketRate: 8,
	inByteRate: 9,
	outByteRate: 10,
} as const;

/** IPVS_INFO_ATTR_* */
export const infoAttribute = {version: 1, tableSize: 2} as const;

/** Address families. */
export const addressFamily = {ipv4: 2, ipv6: 10} as const;

/** IPPROTO_* of the protocols that IPVS balances. */
export const protocolNumber = {tcp: 6, udp: 17, sctp: 132} as const;

/** IP_VS_SVC_F_*; the three scheduler bits begin at `scheduler`. */
export const serviceFlag = {persistent: 1, onePacket: 4, scheduler: 8} as const;

/** IP_VS_CONN_F_*: the values of the forwarding method bits. */
export const forwardingNumber = {masq: 0, local: 1, tunnel: 2, route: 3} as const;
export const forwardingMask = 7;

/** IP_VS_CONN_F_TUNNEL_TYPE_* */
export const tunnelNumber = {ipip: 0, gue: 1, gre: 2} as const;

/** IP_VS_TUNNEL_ENCAP_FLAG_* */
export const checksumNumber = {nocsum: 0, csum: 1, remcsum: 2} as const;

/** IP_VS_STATE_* */
export const daemonState = {master: 1, backup: 2} as const;

/** The lengths of headers, in bytes: of a message, of generic netlink, of an attribute. */
export const headerLength = {message: 16, generic: 4, attribute: 4} as const;

/** Rounds up to a multiple of four bytes, where everything in a message begins. */
export function aligned(length: number): number {
	return (length + 3) & ~3;
}
