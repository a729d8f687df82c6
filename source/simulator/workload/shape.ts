/**
 * What clients do, told by a scene.
 */
import type {Endpoint, IpAddress} from '../../ipvs/address.ts';
import type {ServerId} from '../../ipvs/server.ts';
import type {ServiceId} from '../../ipvs/service.ts';

/** How a conversation between a client and a server goes. */
export interface Conversation {
	/** Bytes of one request, without headers. */
	readonly request: number;
	/** Bytes of one answer on average, without headers. */
	readonly answer: number;
	/** Requests per second while the connection is open; the first comes at its opening, whatever this says. */
	readonly requestsPerSecond: number;
	/** Seconds until the client closes, on average. */
	readonly lifetime: number;
}

/** Where the clients of a service are. */
export interface ClientNetwork {
	/** The first address. IPv4 addresses follow it; each IPv6 address is in a /64 network of its own. */
	readonly first: IpAddress;
	readonly count: number;
	/** How far apart IPv4 addresses are; 1 where not given. */
	readonly apart?: number;
}

/** The clients of one service. While the service is not in the table they are refused and try no other. */
export interface ServiceTraffic {
	readonly service: ServiceId;
	readonly connectionsPerSecond: number;
	readonly conversation: Conversation;
	readonly clients: ClientNetwork;
	/** Where the packets go where the service does not say it: for a firewall mark, and for port 0. */
	readonly to?: Endpoint;
}

/** From then on the server does not answer any more, in that one service. */
export interface Failure {
	readonly service: ServiceId;
	readonly server: ServerId;
	/** Seconds after the scene begins to be shown; negative where it failed before. */
	readonly at: number;
}

/** Everything that clients and servers do. */
export interface TrafficShape {
	readonly services: readonly ServiceTraffic[];
	readonly failures: readonly Failure[];
	/** By how much the rate of all clients swings around its mean: 0.2 is a fifth up and down. */
	readonly swing: number;
}

/** Conversations of some well-known kinds. */
export const conversations = {
	/** One request of a page, then the connection is closed. */
	http: {request: 78, answer: 180, requestsPerSecond: 0, lifetime: 0.4},
	/** A browser that keeps its connection for a while. */
	https: {request: 700, answer: 9000, requestsPerSecond: 0.5, lifetime: 12},
	/** A connection that is open for minutes and talks now and then. */
	websocket: {request: 120, answer: 400, requestsPerSecond: 0.2, lifetime: 240},
	database: {request: 350, answer: 2200, requestsPerSecond: 2, lifetime: 90},
	dns: {request: 40, answer: 120, requestsPerSecond: 0, lifetime: 0},
	mail: {request: 4000, answer: 400, requestsPerSecond: 1, lifetime: 6},
	sip: {request: 90, answer: 120, requestsPerSecond: 0.05, lifetime: 60},
} as const satisfies Readonly<Record<string, Conversation>>;
