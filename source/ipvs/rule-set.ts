/**
 * The rules of a whole director: every service with its servers.
 */
import {compareServerKeys, type ServerRule} from './server.ts';
import {compareServiceKeys, type ServiceRule} from './service.ts';

/** A service with the servers that it spreads its connections over. */
export interface ServiceWithServers {
	readonly service: ServiceRule;
	readonly servers: readonly ServerRule[];
}

/** The rules in the order in which they were read or are to be written. */
export type RuleSet = readonly ServiceWithServers[];

/** The same rules in the one order in which they are shown and saved, which only depends on the rules. */
export function inOneOrder(rules: RuleSet): RuleSet {
	return rules
		.map(({service, servers}) => ({service, servers: servers.toSorted(compareServerKeys)}))
		.sort((one, other) => compareServiceKeys(one.service.key, other.service.key));
}
