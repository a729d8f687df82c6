/**
 * The rules of a whole director: every service with its servers.
 */
import {compareServerKeys, type ServerRule} from './server.ts';
import {compareServiceKeys, type ServiceId, type ServiceRule} from './service.ts';

/** A service with the servers that it spreads its connections over. */
export interface ServiceWithServers {
	readonly service: ServiceRule;
	readonly servers: readonly ServerRule[];
}

/** The rules in the order in which they were read or are to be written. */
export type RuleSet = readonly ServiceWithServers[];

/** A row that the director has and that is not among its rules as they were read. */
export interface MissingRow {
	/** The id of the service that it is, or is part of; null if that cannot be told. */
	readonly service: ServiceId | null;
	/** `tcp:10.1.1.1:80`, `10.0.0.8:80 in tcp:10.1.1.1:80`. */
	readonly name: string;
	/** For a person. */
	readonly reason: string;
}

/** The same rules in the one order in which they are shown and saved, which only depends on the rules. */
export function inOneOrder(rules: RuleSet): RuleSet {
	return rules
		.map(({service, servers}) => ({service, servers: servers.toSorted(compareServerKeys)}))
		.sort((one, other) => compareServiceKeys(one.service.key, other.service.key));
}
