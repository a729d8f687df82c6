/**
 * Notices about a reading's figures that the operator should see, a sentence each.
 */
import type {LiveDirector, LiveServer, LiveService} from '../../director/polling/live.ts';
import {serverState, thresholdInWords} from '../../director/row-state.ts';
import {targetName} from '../../plans/seen.ts';
import {countOf} from '../../text/figures.ts';
import {idleReason, idleServers} from './idle-servers.ts';

/** The number of servers to name; the rest is counted. */
const named = 2;

interface Found {
	readonly service: LiveService;
	readonly server: LiveServer;
}

/** `10.0.0.8:53 in udp:…:53, 10.0.0.9:53 in udp:…:53 and 3 more servers` */
function namesOf(found: readonly Found[]): string {
	const names = found.slice(0, named).map(targetName).join(', ');
	const more = found.length - named;
	return more > 0 ? `${names} and ${countOf(more, 'more server')}` : names;
}

/** Servers that get no new connections because of their thresholds. */
function closedNotices({services}: LiveDirector): readonly string[] {
	const found: Found[] = [];
	for (const service of services) {
		for (const server of service.servers) {
			const state = serverState(server);
			if (state === 'over-threshold' || state === 'closed') {
				found.push({service, server});
			}
		}
	}

	const [only, second] = found;
	if (only === undefined) {
		return [];
	}

	return second === undefined
		? [`${targetName(only)}: ${thresholdInWords(only.server)}`]
		: [`closed by their thresholds, no new connections: ${namesOf(found)}`];
}

/** Servers of one-packet services that get no packets. */
function idleNotices({services}: LiveDirector): readonly string[] {
	return services.flatMap(service => {
		const found = idleServers(service).map(server => ({service, server}));
		return found.length === 0
			? []
			: [`no packets go to ${namesOf(found)}, although it has weight${idleReason(service)}`];
	});
}

const notices = new WeakMap<LiveDirector, readonly string[]>();

/** The notices of a reading; cached for each reading, because every screen update asks for them. */
export function serviceNotices(director: LiveDirector): readonly string[] {
	const known = notices.get(director);
	if (known !== undefined) {
		return known;
	}

	const made = [...closedNotices(director), ...idleNotices(director)];
	notices.set(director, made);
	return made;
}
