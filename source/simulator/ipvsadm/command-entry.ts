/**
 * The data that ipvsadm collects from its arguments before it calls the kernel.
 */
import type {AddressFamily, IpAddress} from '../../ipvs/address.ts';
import type {Forwarding, TunnelChecksum} from '../../ipvs/server.ts';
import type {Protocol} from '../../ipvs/service.ts';
import type {CommandName, OptionName} from './options.ts';

/** The views of a listing; if several are given, the first in this order is shown. */
export const listingViews = ['stats', 'rate', 'thresholds', 'persistent-conn', 'tun-info'] as const;

export type ListingView = (typeof listingViews)[number];

/** The service named by the arguments so far. */
export interface ServiceEntry {
	/** Null until an option names a service. */
	family: AddressFamily | null;
	/** The protocol for port names; `tcp` for a firewall mark, null before any service. */
	protocol: Protocol | null;
	address: IpAddress;
	port: number;
	/** 0 if the service is found by its address. */
	fwmark: number;
	scheduler: string;
	persistent: boolean;
	/** Seconds. */
	timeout: number;
	/** 32 bits: an IPv4 mask as a number, or a prefix length. */
	netmask: number;
	onePacket: boolean;
	engine: string;
	/** The argument of `-b`. It can only be read when the scheduler is known, which may come later. */
	schedulerFlagList: string;
	/** The names in that argument, once all arguments are read. */
	schedulerFlags: readonly string[];
}

/** The server named by the arguments so far. */
export interface ServerEntry {
	family: AddressFamily | null;
	address: IpAddress;
	port: number;
	forwarding: Forwarding;
	weight: number;
	upperThreshold: number;
	lowerThreshold: number;
	tunnelType: 'ipip' | 'gue' | 'gre';
	/** 0 if none was given. */
	tunnelPort: number;
	/** The last one given; the compatibility check lets only one through. */
	tunnelChecksum: TunnelChecksum;
}

/** The sync daemon described by the arguments so far; a value that was not given is null. */
export interface DaemonEntry {
	role: 'master' | 'backup';
	interface: string;
	syncId: number;
	maxLength: number | null;
	group: IpAddress | null;
	port: number | null;
	ttl: number | null;
}

/** One set of arguments. */
export interface CommandEntry {
	command: CommandName;
	readonly options: Set<OptionName>;
	readonly service: ServiceEntry;
	readonly server: ServerEntry;
	readonly daemon: DaemonEntry;
	/** The three values of `--set`, seconds; 0 leaves a timeout unchanged. */
	timeouts: readonly [tcp: number, tcpFin: number, udp: number];
}

/** An entry with ipvsadm's defaults: direct routing, weight 1, and a netmask for single clients. */
export function emptyEntry(command: CommandName): CommandEntry {
	return {
		command,
		options: new Set(),
		service: {
			family: null,
			protocol: null,
			address: '0.0.0.0',
			port: 0,
			fwmark: 0,
			scheduler: '',
			persistent: false,
			timeout: 0,
			netmask: 0xffff_ffff,
			onePacket: false,
			engine: '',
			schedulerFlagList: '',
			schedulerFlags: [],
		},
		server: {
			family: null,
			address: '0.0.0.0',
			port: 0,
			forwarding: 'route',
			weight: 1,
			upperThreshold: 0,
			lowerThreshold: 0,
			tunnelType: 'ipip',
			tunnelPort: 0,
			tunnelChecksum: 'nocsum',
		},
		daemon: {
			role: 'master',
			interface: '',
			syncId: 0,
			maxLength: null,
			group: null,
			port: null,
			ttl: null,
		},
		timeouts: [0, 0, 0],
	};
}
