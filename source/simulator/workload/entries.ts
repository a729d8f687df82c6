/**
 * The entries of the connection table. Times are ticks, ten per second.
 */
import type {Endpoint, IpAddress} from '../../ipvs/address.ts';
import type {Protocol, ServiceKey} from '../../ipvs/service.ts';
import type {Server} from '../table/rows.ts';
import type {Client} from './clients.ts';
import type {Conversation} from './shape.ts';

/** Ticks of simulated time per second. */
export const ticksPerSecond = 10;

/** The states of simulated connections. */
export type ConnectionState =
	| 'SYN_RECV'
	| 'ESTABLISHED'
	| 'FIN_WAIT'
	| 'TIME_WAIT'
	| 'UDP'
	| 'CLOSED';

/** A connection of a client to a server. */
export interface ConnectionEntry {
	readonly kind: 'connection';
	readonly protocol: Protocol;
	readonly client: Client;
	readonly clientPort: number;
	readonly virtual: Endpoint;
	readonly server: Server;
	readonly serverPort: number;
	/**
	 * Whether replies pass through the director; fixed when the connection is created, even if the rule changes later.
	 */
	readonly repliesPass: boolean;
	readonly conversation: Conversation;
	readonly template: TemplateEntry | null;
	state: ConnectionState;
	expiresAt: number;
	/** The tick at which the client closes the connection, or has nothing more to send. */
	closesAt: number;
	/** Set once it is closed: there are no more packets, and it only waits to expire. */
	quiet: boolean;
	/** The number of times that the client has repeated its first packet. */
	repeats: number;
	/** Set once the client has noticed that the server does not answer. */
	abandoned: boolean;
}

/** A persistence template: it keeps a client, or a network of clients, on a server. */
export interface TemplateEntry {
	readonly kind: 'template';
	readonly service: ServiceKey;
	/** The lookup key within its service. */
	readonly lookupKey: string;
	/** The client's address, masked. */
	readonly clientNetwork: IpAddress;
	readonly server: Server;
	readonly engine: {readonly name: string; readonly data: string} | null;
	timeout: number;
	expiresAt: number;
	/** The number of connections that keep it from expiring. */
	controlled: number;
	/** Whether one of its connections was established. */
	assured: boolean;
	/** Set when it was replaced: it stays in the table until it expires. */
	invalid: boolean;
}

/** Any entry of the table. */
export type Entry = ConnectionEntry | TemplateEntry;

/** Whether the connection counts as active; only TCP and SCTP connections can. */
export function isActive({state}: ConnectionEntry): boolean {
	return state === 'ESTABLISHED' || state === 'SYN_RECV';
}
