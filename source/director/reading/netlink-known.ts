/**
 * The data that a netlink reading keeps for the next one: its rows, and the bytes of the replies that they came from.
 */
import type {Bytes} from '../../ipvs/netlink/bytes.ts';
import type {Destination} from '../../ipvs/netlink/destinations.ts';
import {readMessage} from '../../ipvs/netlink/messages.ts';
import type {Reply} from '../../ipvs/netlink/replies.ts';
import type {NetlinkService} from '../../ipvs/netlink/services.ts';
import type {ServiceId} from '../../ipvs/service.ts';
import type {ServiceReading} from './reading.ts';

/** The start of a reply. */
export interface Place {
	readonly bytes: Bytes;
	readonly start: number;
}

/** A service of a reading. */
export interface KnownService {
	readonly row: NetlinkService;
	readonly place: Place;
	/** The request for its servers. */
	readonly request: Uint8Array;
}

/**
 * The servers of several services that were requested together. The bytes of their replies are kept, so that the next
 * replies can be compared with them; after that the buffers are filled again.
 */
export interface Batch {
	readonly pieces: readonly Bytes[];
}

/** A service with its servers. */
export interface KnownServers {
	readonly service: NetlinkService;
	/** In the kernel's order. */
	readonly rows: readonly Destination[];
	readonly batch: Batch;
	/** The positions of the replies in the pieces of the batch; see {@link placeIn}. */
	readonly places: readonly number[];
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
	/** The pieces with the replies about services. */
	readonly pieces: readonly Uint8Array<ArrayBuffer>[];
	readonly batches: readonly KnownBatch[];
}

/** A batch with the ids of its services, in the order in which they were requested. */
export interface KnownBatch {
	readonly ids: readonly ServiceId[];
	readonly pieces: readonly Uint8Array<ArrayBuffer>[];
}

/** More than the bytes of any piece. */
const pieceRoom = 2 ** 32;

/** A piece's index and a position in it as one number: an object for each of 50,000 rows would take much memory. */
export function placeIn(piece: number, start: number): number {
	return piece * pieceRoom + start;
}

export function replyIn({pieces}: Batch, place: number): Reply | null {
	const piece = Math.floor(place / pieceRoom);
	const bytes = pieces[piece];
	return bytes === undefined ? null : replyAt({bytes, start: place - piece * pieceRoom});
}

/** The state before the first reading. */
export const nothingKnown: KnownTable = {
	...{services: new Map(), rows: new Map()},
	...{pieces: [], batches: []},
};

export function placeOf({bytes, message}: Reply): Place {
	return {bytes, start: message.start};
}

export function replyAt({bytes, start}: Place): Reply {
	return {bytes, message: readMessage(bytes, start, bytes.array.length)};
}
