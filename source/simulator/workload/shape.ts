/**
 * The behaviour of the clients of a scene.
 */
import type {Endpoint, IpAddress} from '../../ipvs/address.ts';
import type {ServerId} from '../../ipvs/server.ts';
import type {ServiceId} from '../../ipvs/service.ts';

/** The course of a conversation between a client and a server. */
export interface Conversation {
	/** Bytes of one request, without headers. */
	readonly request: number;
	/** Bytes of one answer on average, without headers. */
	readonly answer: number;
	/** Requests per second while the connection is open. The first one always comes when it opens. */
	readonly requestsPerSecond: number;
	/** Seconds until the client closes, on average. */
	readonly lifetime: number;
}

/** The addresses of the clients of a service. */
export interface ClientNetwork {
	/** The first address. IPv4 addresses follow it; each IPv6 address is in a separate /64 network. */
	readonly first: IpAddress;
	readonly count: number;
	/** The distance between two IPv4 addresses; default 1. */
	readonly apart?: number;
}

/** The clients of one service. While the service is not in the table they are refused and do not retry elsewhere. */
export interface ServiceTraffic {
	readonly service: ServiceId;
	readonly connectionsPerSecond: number;
	readonly conversation: Conversation;
	readonly clients: ClientNetwork;
	/** The destination of the packets if the service does not determine it: for a firewall mark, and for port 0. */
	readonly to?: Endpoint;
}

/** A server that stops answering, in one service. */
export interface Failure {
	readonly service: ServiceId;
	readonly server: ServerId;
	/** Seconds after the scene is first shown; negative if it failed before. */
	readonly at: number;
}

/** The behaviour of all clients and servers. */
export interface TrafficShape {
	readonly services: readonly ServiceTraffic[];
	readonly failures: readonly Failure[];
	/** The amplitude of the rate of all clients around its mean: 0.2 is a fifth up and down. */
	readonly swing: number;
}

/** Conversations of some common kinds. */
export const conversations = {
	/** One request of a page, then the connection is closed. */
	http: {request: 78, answer: 180, requestsPerSecond: 0, lifetime: 0.4},
	/** A browser that keeps its connection open for a while. */
	https: {request: 700, answer: 9000, requestsPerSecond: 0.5, lifetime: 12},
	/** A connection that is open for minutes and has occasional traffic. */
	websocket: {request: 120, answer: 400, requestsPerSecond: 0.2, lifetime: 240},
	database: {request: 350, answer: 2200, requestsPerSecond: 2, lifetime: 90},
	dns: {request: 40, answer: 120, requestsPerSecond: 0, lifetime: 0},
	mail: {request: 4000, answer: 400, requestsPerSecond: 1, lifetime: 6},
	sip: {request: 90, answer: 120, requestsPerSecond: 0.05, lifetime: 60},
} as const satisfies Readonly<Record<string, Conversation>>;
