/**
 * A real server (ipvsadm: destination): one machine inside one service.
 */
import {compareEndpoints, formatEndpoint, type IpAddress} from './address.ts';

/**
 * How packets reach the server. `local` is only ever listed by old kernels for a server that is the
 * director itself; ipvsadm saves it as `-g`.
 */
export type Forwarding = 'masq' | 'route' | 'tunnel' | 'local';

/** What makes a server that server inside its service; it cannot be edited. */
export interface ServerKey {
	readonly address: IpAddress;
	readonly port: number;
}

/** `10.0.0.8:80` or `[2001:db8::8]:80`; unique inside its service only. */
export type ServerId = string;

/** What is done about checksums of the outer packet. */
export type TunnelChecksum = 'nocsum' | 'csum' | 'remcsum';

/** The outer packet of a server that is reached through a tunnel. */
export type Tunnel =
	| {readonly type: 'ipip'; readonly port: null; readonly checksum: null}
	| {readonly type: 'gue'; readonly port: number; readonly checksum: TunnelChecksum}
	| {readonly type: 'gre'; readonly port: null; readonly checksum: 'nocsum' | 'csum'};

/** Everything that `ipvsadm -a` says of a server. `-e` resets what it is not told, so an edit sends it all. */
export interface ServerRule extends ServerKey {
	readonly forwarding: Forwarding;
	/** Set exactly when forwarding is `tunnel`. */
	readonly tunnel: Tunnel | null;
	/** 0 to 65535 (Debian's ipvsadm lets 2147483647 through). */
	readonly weight: number;
	/** Connections (active and inactive) from which on no new ones are sent here; 0 is no limit. */
	readonly upperThreshold: number;
	/** Connections below which an overloaded server is used again; 0 means three quarters of the upper one. */
	readonly lowerThreshold: number;
}

/** The text form of a server's key. */
export function serverId(key: ServerKey): ServerId {
	return formatEndpoint(key);
}

/** The order in which servers of one service are shown: by address (IPv4 first, by number) and port. */
export function compareServerKeys(one: ServerKey, other: ServerKey): number {
	return compareEndpoints(one, other);
}
