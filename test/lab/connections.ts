/**
 * Connections of every kind through the example of LVS-NAT, over IPv4 and IPv6.
 */
import type {Guest} from './kernel.ts';
import {clientName, topologies} from './topology.ts';
import {inMachine, markFiles, runToEnd, untilStarted} from './traffic.ts';

const topology = topologies.nat;

/** The director's addresses for clients, and those of the two servers. */
export const vip = {ipv4: topology.vip, ipv6: '2001:db8:1::100'} as const;
export const servers = {
	ipv4: ['10.0.0.8', '10.0.0.9'],
	ipv6: ['2001:db8:a1::8', '2001:db8:a1::9'],
} as const;

/** An address without a server. */
export const deadServer = '10.0.0.77';

/** The client's addresses. */
export const clients = {
	ipv4: ['172.16.0.2', '172.16.1.3'],
	ipv6: ['2001:db8:1::2', '2001:db8:1::3'],
} as const;

/** One connection, or several alike. */
export interface WantedConnection {
	/** As /proc/net/ip_vs_conn names it. */
	readonly state:
		| 'ESTABLISHED'
		| 'SYN_RECV'
		| 'FIN_WAIT'
		| 'CLOSE_WAIT'
		| 'TIME_WAIT'
		| 'CLOSE'
		| 'UDP';
	/** The address of the virtual service. */
	readonly address: string;
	readonly port: number;
	/** The address that the client uses. */
	readonly client: string;
	/** Default 1. */
	readonly count?: number;
	/** The datagram of a `UDP` connection; it may be empty. */
	readonly text?: string;
}

/** The instructions for the client's program. */
export interface ConnectionsOrder {
	readonly wanted: readonly WantedConnection[];
	/** Created when all connections are in their states. */
	readonly startedFile: string;
	/** Ends the program when it appears. */
	readonly stopFile: string;
}

/** Gives the example's director, client and servers their IPv6 addresses, and the client one more of each family. */
export async function addAddresses(guest: Guest): Promise<void> {
	const address = (value: string, device: string) => `address add ${value} dev ${device} nodad`;
	const batch = (machine: string, ...lines: string[]) =>
		`ip ${machine === '' ? '' : `-n ${machine} `}-batch - <<'END'\n${lines.join('\n')}\nEND`;
	await guest.runScript(
		[
			'busybox sysctl -q -w net.ipv6.conf.all.forwarding=1',
			batch('', address(`${vip.ipv6}/64`, 'eth0'), address('2001:db8:a1::1/64', 'eth1')),
			batch(
				clientName,
				...clients.ipv6.map(value => address(`${value}/64`, 'eth0')),
				...clients.ipv4.slice(1).map(value => `address add ${value}/16 dev eth0`),
			),
			...topology.servers.map(({machine}, index) =>
				batch(
					machine,
					address(`${servers.ipv6[index]}/64`, 'eth0'),
					'route add ::/0 via 2001:db8:a1::1',
				),
			),
		].join('\n'),
	);
}

/** Starts a server on each machine that handles connections and datagrams to that port as clients request. */
export async function startServers(guest: Guest, port: number): Promise<void> {
	for (const {machine} of topology.servers) {
		const {startedFile} = markFiles();
		const command = inMachine(machine, 'state-server.ts', String(port), startedFile);
		await untilStarted(guest, startedFile, runToEnd(guest, command));
	}
}

/** Connections that are held in their states. */
export interface HeldConnections {
	/** Ends the client's program, and with it the client's side of its connections. */
	release(): Promise<void>;
}

/**
 * Opens connections one after the other, and then leaves them alone.
 * @throws {Error} if the client's program fails
 */
export async function holdConnections(
	guest: Guest,
	wanted: readonly WantedConnection[],
): Promise<HeldConnections> {
	const order: ConnectionsOrder = {wanted, ...markFiles()};
	const command = inMachine(clientName, 'make-connections.ts', JSON.stringify(order));
	const ended = runToEnd(guest, command);
	await untilStarted(guest, order.startedFile, ended);
	return {
		async release() {
			await guest.writeFile(order.stopFile, '');
			await ended;
		},
	};
}
