/**
 * What is asked of the services and servers of the table; a reading's rows have it.
 */
import type {ServerId, ServerKey} from '../../../ipvs/server.ts';
import type {ServiceId, ServiceKey} from '../../../ipvs/service.ts';

export interface ConfiguredServer extends ServerKey {
	readonly id: ServerId;
	readonly weight: number;
}

export interface ConfiguredService {
	readonly id: ServiceId;
	readonly key: ServiceKey;
	/** False where the family of a firewall mark is a guess. */
	readonly familyKnown: boolean;
	readonly scheduler: string;
	/** Not null where clients stay on their server. */
	readonly persistence: object | null;
	readonly servers: readonly ConfiguredServer[];
}
