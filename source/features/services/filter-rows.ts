/**
 * Which services and servers a filter shows.
 *
 * A filter is plain words. Each is looked for, without regard to case, anywhere in what a row is:
 * `tcp:10.1.1.1:80`, its name, scheduler, options and state; a word that names a forwarding method means
 * only that method (`dr` does not find `drained`). All words must be found. A service that has them all shows all its servers. Otherwise a server is shown where each word is
 * found in it or in its service, and its service with it.
 */
import type {LiveServer, LiveService} from '../../director/polling/live.ts';
import {serverState, serviceState} from '../../director/row-state.ts';
import {
	isForwardedBy,
	isForwardingWord,
	serverOptions,
	serviceName,
	serviceOptions,
} from '../../director/vocabulary.ts';

/** A service with those of its servers that the filter shows. */
export interface FilteredService {
	readonly service: LiveService;
	readonly servers: readonly LiveServer[];
	/** Whether the service has all the words itself. */
	readonly matches: boolean;
}

/** The words of a filter, lower case. */
export function filterWords(filter: string): readonly string[] {
	return filter
		.toLowerCase()
		.split(/\s+/)
		.filter(word => word !== '');
}

/** Everything that a filter's words are looked for in, of a service. */
function serviceText(service: LiveService): string {
	const state = serviceState(service);
	return `${service.id} ${serviceName(service)} ${service.scheduler} ${serviceOptions(service)} ${
		state === 'normal' ? '' : state
	}`.toLowerCase();
}

/** Everything that a filter's words are looked for in, of a server. */
function serverText(server: LiveServer): string {
	const state = serverState(server);
	return `${server.id} ${serverOptions(server)} ${state === 'normal' ? '' : state}`.toLowerCase();
}

/** What a filter leaves of the services. */
export function filterServices(
	services: readonly LiveService[],
	filter: string,
): readonly FilteredService[] {
	const words = filterWords(filter);
	if (words.length === 0) {
		return services.map(service => ({service, servers: service.servers, matches: true}));
	}

	const kept: FilteredService[] = [];
	for (const service of services) {
		const text = serviceText(service);
		const missing = words.filter(word => isForwardingWord(word) || !text.includes(word));
		if (missing.length === 0) {
			kept.push({service, servers: service.servers, matches: true});
			continue;
		}

		const servers = service.servers.filter(server => {
			const own = serverText(server);
			return missing.every(word =>
				isForwardingWord(word) ? isForwardedBy(server, word) : own.includes(word),
			);
		});
		if (servers.length > 0) {
			kept.push({service, servers, matches: false});
		}
	}

	return kept;
}
