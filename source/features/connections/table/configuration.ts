/**
 * What is asked of the services and servers of the table; a reading's rows have it.
 */
import type {Overload} from '../../../director/polling/overload.ts';
import type {ServerId, ServerKey} from '../../../ipvs/server.ts';
import type {ServiceId, ServiceKey} from '../../../ipvs/service.ts';

export interface ConfiguredServer extends ServerKey {
	readonly id: ServerId;
	readonly weight: number;
	/** What its thresholds make of it; not there, or null, if nobody followed it. */
	readonly overload?: Overload | null;
}

export interface ConfiguredService {
	readonly id: ServiceId;
	readonly key: ServiceKey;
	/** False if the family of a firewall mark is a guess. */
	readonly familyKnown: boolean;
	readonly scheduler: string;
	/** Not null if clients stay on their server. */
	readonly persistence: object | null;
	readonly servers: readonly ConfiguredServer[];
}
