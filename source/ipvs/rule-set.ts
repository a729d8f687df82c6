/**
 * The rules of a whole director: every service with its servers.
 */
import type {ServerRule} from './server.ts';
import type {ServiceId, ServiceRule} from './service.ts';

/** A service with its servers. */
export interface ServiceWithServers {
	readonly service: ServiceRule;
	readonly servers: readonly ServerRule[];
}

/** The rules in the order in which they were read or will be written. */
export type RuleSet = readonly ServiceWithServers[];

/** A row of the director that is missing from the rules that were read. */
export interface MissingRow {
	/** The id of the service that it is, or belongs to; null if that is not known. */
	readonly service: ServiceId | null;
	/** `tcp:10.1.1.1:80`, `10.0.0.8:80 in tcp:10.1.1.1:80`. */
	readonly name: string;
	/** The reason in words. */
	readonly reason: string;
}
