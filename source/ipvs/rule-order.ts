/**
 * The order of rules that depends only on the rules.
 */
import {plainServersOf} from './plain-servers.ts';
import type {RuleSet, ServiceWithServers} from './rule-set.ts';
import {compareServerKeys} from './server.ts';
import {compareServiceKeys} from './service.ts';

function compareServices(one: ServiceWithServers, other: ServiceWithServers): number {
	return compareServiceKeys(one.service.key, other.service.key);
}

function inServerOrder(entry: ServiceWithServers): ServiceWithServers {
	// Plain servers are always in order.
	return plainServersOf(entry)
		? entry
		: {service: entry.service, servers: entry.servers.toSorted(compareServerKeys)};
}

/** The same rules in the canonical order in which they are shown and saved. */
export function inOneOrder(rules: RuleSet): RuleSet {
	return rules.map(inServerOrder).sort(compareServices);
}
