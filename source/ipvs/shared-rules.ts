/**
 * Rows that two rule sets have in common, as the same objects.
 */
import {serverChanges, serviceChanges} from './diff.ts';
import type {ServiceWithServers} from './rule-set.ts';
import {type ServerId, type ServerRule, serverId} from './server.ts';

/**
 * Returns the rows of a service that are equal to known ones as the objects that are known: the whole service if all of
 * it is equal and in the same order. A table of which most rows are known then needs hardly any memory, and comparing
 * it hardly any time.
 */
export function sharedService(
	known: ServiceWithServers | undefined,
	entry: ServiceWithServers,
): ServiceWithServers {
	if (known === undefined) {
		return entry;
	}

	const servers = sharedServers(known.servers, entry.servers);
	const isSame = serviceChanges(known.service, entry.service).length === 0;
	return isSame && servers === known.servers
		? known
		: {service: isSame ? known.service : entry.service, servers};
}

function areSame(one: ServerRule, other: ServerRule): boolean {
	return (
		one.address === other.address &&
		one.port === other.port &&
		one.weight === other.weight &&
		serverChanges(one, other).length === 0
	);
}

function sharedServers(
	known: readonly ServerRule[],
	servers: readonly ServerRule[],
): readonly ServerRule[] {
	let byId: ReadonlyMap<ServerId, ServerRule> | null = null;
	const shared = servers.map((server, place) => {
		const here = known[place];
		if (here && areSame(here, server)) {
			return here;
		}

		byId ??= new Map(known.map(row => [serverId(row), row]));
		const earlier = byId.get(serverId(server));
		return earlier && areSame(earlier, server) ? earlier : server;
	});
	return shared.length === known.length && shared.every((server, place) => server === known[place])
		? known
		: shared;
}
