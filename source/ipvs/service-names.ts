/**
 * The names of ports and hosts, for rules that were saved without `-n`.
 */
import type {AddressFamily, IpAddress} from './address.ts';
import type {Protocol} from './service.ts';

/** Finds the port of a name for a protocol, or null if there is none. */
export type ResolvePort = (name: string, protocol: Protocol) => number | null;

/** Finds the only address of a host name in one family; null if there is none or more than one. */
export type ResolveHost = (name: string, family: AddressFamily) => IpAddress | null;

/** Resolves names. */
export interface Names {
	readonly port: ResolvePort;
	readonly host: ResolveHost;
	/** The end of the error about an unknown name, if that is not in saved rules. */
	readonly advice?: string;
}

/** Names with the same port for TCP and UDP. */
const tcpAndUdp: Readonly<Record<string, number>> = {
	echo: 7,
	discard: 9,
	domain: 53,
	kerberos: 88,
	sunrpc: 111,
	snmp: 161,
	'snmp-trap': 162,
	ldap: 389,
	https: 443,
	kpasswd: 464,
	rtsp: 554,
	ldaps: 636,
	'domain-s': 853,
	openvpn: 1194,
	radius: 1812,
	'radius-acct': 1813,
	nfs: 2049,
	sip: 5060,
	'sip-tls': 5061,
};

const tcp: Readonly<Record<string, number>> = {
	...tcpAndUdp,
	'ftp-data': 20,
	ftp: 21,
	ssh: 22,
	telnet: 23,
	smtp: 25,
	http: 80,
	pop3: 110,
	auth: 113,
	nntp: 119,
	imap2: 143,
	bgp: 179,
	'microsoft-ds': 445,
	submissions: 465,
	shell: 514,
	printer: 515,
	submission: 587,
	ipp: 631,
	rsync: 873,
	ftps: 990,
	imaps: 993,
	pop3s: 995,
	socks: 1080,
	'ms-sql-s': 1433,
	'iscsi-target': 3260,
	mysql: 3306,
	'ms-wbt-server': 3389,
	sieve: 4190,
	'xmpp-client': 5222,
	'xmpp-server': 5269,
	postgresql: 5432,
	amqps: 5671,
	amqp: 5672,
	redis: 6379,
	'mysql-proxy': 6446,
	'syslog-tls': 6514,
	'http-alt': 8080,
	tproxy: 8081,
	puppet: 8140,
	git: 9418,
};

const udp: Readonly<Record<string, number>> = {
	...tcpAndUdp,
	bootps: 67,
	tftp: 69,
	ntp: 123,
	isakmp: 500,
	syslog: 514,
	'ipsec-nat-t': 4500,
};

const ports: Readonly<Record<Protocol, ReadonlyMap<string, number>>> = {
	tcp: new Map(Object.entries(tcp)),
	udp: new Map(Object.entries(udp)),
	sctp: new Map(Object.entries({amqp: 5672})),
};

/** Common ports, with the names of Debian's /etc/services. A director whose file differs should save with `-n`. */
export const wellKnownPort: ResolvePort = (name, protocol) => ports[protocol].get(name) ?? null;

/** The names that mean the same everywhere: well-known ports, and no hosts. */
export const wellKnownNames: Names = {port: wellKnownPort, host: () => null};
