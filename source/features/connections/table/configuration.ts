/**
 * The properties of configured services and servers that the table needs; the rows of a reading have them.
 */
import type {Overload} from '../../../director/polling/overload.ts';
import type {Forwarding, ServerId, ServerKey, Tunnel} from '../../../ipvs/server.ts';
import type {ServiceId, ServiceKey} from '../../../ipvs/service.ts';

export interface ConfiguredServer extends ServerKey {
	readonly id: ServerId;
	readonly weight: number;
	/** How packets reach it; null if the listing does not say. */
	readonly forwarding: Forwarding | null;
	readonly tunnel: Tunnel | null;
	readonly activeConnections: number;
	readonly inactiveConnections: number;
	/** Its state by the thresholds; missing or null if it is not tracked. */
	readonly overload?: Overload | null;
}

export interface ConfiguredService {
	readonly id: ServiceId;
	readonly key: ServiceKey;
	/** False if the family of a firewall mark is a guess. */
	readonly familyKnown: boolean;
	readonly scheduler: string;
	/** Null if clients are not kept on their server. */
	readonly persistence: object | null;
	readonly servers: readonly ConfiguredServer[];
}
