/**
 * A real server as part of a service (a destination in IPVS terms).
 */
import {
	compareEndpoints,
	type EndpointText,
	formatEndpoint,
	type IpAddress,
	parseEndpoint,
} from './address.ts';

/**
 * The forwarding method. Only old kernels list `local`, for a server on the director itself; ipvsadm saves it as `-g`.
 */
export type Forwarding = 'masq' | 'route' | 'tunnel' | 'local';

/** The identity of a server within its service; it cannot be edited. */
export interface ServerKey {
	readonly address: IpAddress;
	readonly port: number;
}

/** `10.0.0.8:80` or `[2001:db8::8]:80`; unique within its service only. */
export type ServerId = EndpointText;

/** The handling of checksums of the outer packet. */
export type TunnelChecksum = 'nocsum' | 'csum' | 'remcsum';

/** The encapsulation for a server behind a tunnel. */
export type Tunnel =
	| {readonly type: 'ipip'; readonly port: null; readonly checksum: null}
	| {readonly type: 'gue'; readonly port: number; readonly checksum: TunnelChecksum}
	| {readonly type: 'gre'; readonly port: null; readonly checksum: 'nocsum' | 'csum'};

/** A server with everything that `ipvsadm -a` sets. `-e` resets what is not given, so an edit passes all of it. */
export interface ServerRule extends ServerKey {
	readonly forwarding: Forwarding;
	/** Not null exactly if forwarding is `tunnel`. */
	readonly tunnel: Tunnel | null;
	/** 0 to 65535 (Debian's ipvsadm accepts up to 2147483647). */
	readonly weight: number;
	/** From this number of connections (active and inactive) on it gets no new ones; 0 is no limit. */
	readonly upperThreshold: number;
	/**
	 * Below this number of connections an overloaded server is used again; 0 means three quarters of the upper
	 * threshold.
	 */
	readonly lowerThreshold: number;
}

/** The text form of a server's key. */
export function serverId(key: ServerKey): ServerId {
	return formatEndpoint(key);
}

/** Whether a text is the id of a server in the one form that {@link serverId} gives it. */
export function isServerId(text: string): text is ServerId {
	const endpoint = parseEndpoint(text);
	return endpoint !== null && formatEndpoint(endpoint) === text;
}

/** The display order of the servers of one service: by address (IPv4 first, by number) and port. */
export function compareServerKeys(one: ServerKey, other: ServerKey): number {
	return compareEndpoints(one, other);
}
