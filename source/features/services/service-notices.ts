/**
 * Notices about a reading's figures that the operator should see, a sentence each.
 */
import type {LiveDirector, LiveServer, LiveService} from '../../director/polling/live.ts';
import {serverState, thresholdInWords} from '../../director/row-state.ts';
import {targetName} from '../../plans/known-row.ts';
import {countOf} from '../../text/figures.ts';
import {idleReason, idleServers} from './idle-servers.ts';

/** The number of servers to name; the rest is counted. */
const named = 2;

interface Found {
	readonly service: LiveService;
	readonly server: LiveServer;
}

/** `10.0.0.8:53 in udp:…:53, 10.0.0.9:53 in udp:…:53 and 3 more servers` */
function namesOf(found: readonly Found[], count: number): string {
	const names = found.slice(0, named).map(targetName).join(', ');
	const more = count - named;
	return more > 0 ? `${names} and ${countOf(more, 'more server')}` : names;
}

/** Looks at services one after the other. */
export interface NoticeGatherer {
	take(service: LiveService): void;
	/** The notices about the services looked at so far. */
	notices(): readonly string[];
}

/** Creates a gatherer without services; of each service it keeps only what its notices need. */
export function gatherNotices(): NoticeGatherer {
	/** Servers to which the kernel sends nothing new because of their thresholds: the first ones, and how many. */
	const closed: Found[] = [];
	let closedCount = 0;
	/** The notices about one-packet services with servers that get nothing. */
	const idle: string[] = [];

	return {
		take(service) {
			for (const server of service.servers) {
				const state = serverState(server);
				if (state === 'over-threshold' || state === 'closed') {
					closedCount += 1;
					if (closed.length < named) {
						closed.push({service, server});
					}
				}
			}

			const found = idleServers(service).map(server => ({service, server}));
			if (found.length > 0) {
				const names = namesOf(found, found.length);
				idle.push(`no packets go to ${names}, although it has weight${idleReason(service)}`);
			}
		},
		notices: () => [...closedNotices(closed, closedCount), ...idle],
	};
}

function closedNotices(found: readonly Found[], count: number): readonly string[] {
	const [only] = found;
	if (only === undefined) {
		return [];
	}

	return count === 1
		? [`${targetName(only)}: ${thresholdInWords(only.server)}`]
		: [`closed by their thresholds, no new connections: ${namesOf(found, count)}`];
}

const notices = new WeakMap<LiveDirector, readonly string[]>();

/** The notices of a reading; cached for each reading, because every screen update asks for them. */
export function serviceNotices(director: LiveDirector): readonly string[] {
	const known = notices.get(director);
	if (known !== undefined) {
		return known;
	}

	const gatherer = gatherNotices();
	for (const service of director.services) {
		gatherer.take(service);
	}

	const made = gatherer.notices();
	notices.set(director, made);
	return made;
}
