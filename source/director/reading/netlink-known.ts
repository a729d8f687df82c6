/**
 * The data that a netlink reading keeps for the next one: its rows with the fingerprints of their replies.
 */
import type {Destination} from '../../ipvs/netlink/destinations.ts';
import type {Recognized} from '../../ipvs/netlink/replies.ts';
import type {NetlinkService} from '../../ipvs/netlink/services.ts';
import type {ServiceId} from '../../ipvs/service.ts';
import type {ServiceReading} from './reading.ts';

/** A service of a reading. */
export interface KnownService extends Recognized<NetlinkService> {
	/** The request for its servers. */
	readonly request: Uint8Array;
}

/** A service with its servers. */
export interface KnownServers {
	readonly service: NetlinkService;
	/** In the kernel's order. */
	readonly rows: readonly Destination[];
	/** Two fingerprints of each row, `wholePrint` and `rulePrint`: as numbers in one list they take 16 bytes a row. */
	readonly prints: readonly number[];
	/** The display order, as indexes in the kernel's order. */
	readonly order: readonly number[];
	readonly reading: ServiceReading;
	/** The size of the replies, bytes. */
	readonly bytes: number;
}

/** The data kept from a reading for the next one. */
export interface KnownTable {
	readonly services: ReadonlyMap<ServiceId, KnownService>;
	/** In display order. */
	readonly rows: ReadonlyMap<ServiceId, KnownServers>;
}

/** The state before the first reading. */
export const nothingKnown: KnownTable = {services: new Map(), rows: new Map()};

/** A server as it was recognized in a reading; null if there was none at this place of the kernel's order. */
export function serverAt(
	{rows, prints}: KnownServers,
	place: number,
): Recognized<Destination> | null {
	const row = rows[place];
	const [wholePrint, rulePrint] = [prints[2 * place], prints[2 * place + 1]];
	return row === undefined || wholePrint === undefined || rulePrint === undefined
		? null
		: {row, wholePrint, rulePrint};
}
