/**
 * The rules of a whole director: every service with its servers.
 */
import type {ServerRule} from './server.ts';
import type {ServiceRule} from './service.ts';

/** A service with the servers that it spreads its connections over. */
export interface ServiceWithServers {
	readonly service: ServiceRule;
	readonly servers: readonly ServerRule[];
}

/** The rules in the order in which they were read or are to be written. */
export type RuleSet = readonly ServiceWithServers[];
