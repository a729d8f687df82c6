/**
 * Finds servers that do not answer: their connections stay in SYN_RECV.
 */
import {fullFigure} from '../../../text/figures.ts';
import type {PairFigures, Weighed} from './pair-figures.ts';
import {scopeText} from './scope.ts';

/** Fewer connections in SYN_RECV than this may just have been opened. */
const fewestSynReceived = 3;

/** From this many stuck connections on, a server is reported even if some get through. */
const fewestOfRate = 10;

/** The factor by which stuck connections must exceed those that get through. */
const rate = 4;

/** Within one service: the fewest stuck connections to report, of several servers together and of each. */
const fewestOfService = {all: 4, server: 2} as const;

/** The number of servers to name; the rest is counted. */
const named = 3;

/**
 * Whether nothing gets through to a server. `fewest` is lower if other servers of the service have the same problem.
 */
function looksDead({synReceived, stuck, alive}: PairFigures, fewest: number): boolean {
	return alive === 0 && synReceived >= fewest && stuck >= fewest;
}

function isOnlySynReceived(figures: PairFigures): boolean {
	const {connections, synReceived} = figures;
	return (
		(connections === synReceived && synReceived >= fewestSynReceived) ||
		looksDead(figures, fewestSynReceived)
	);
}

/** The server is down, or its answers do not come back. Old silent connections do not prove that it is alive. */
function onlySynReceived(figures: PairFigures): Weighed {
	const {service, server, connections, synReceived, silence} = figures;
	const scope = {by: 'server', server, service} as const;
	const parts =
		connections === synReceived
			? `all ${fullFigure(synReceived)} connections are in SYN_RECV`
			: `${fullFigure(synReceived)} of ${fullFigure(connections)} connections are in SYN_RECV, and ${
					silence === null ? 'none completes' : `none has completed for ${fullFigure(silence)} s`
				}`;
	return {
		weight: synReceived,
		finding: {
			kind: 'only-syn-received',
			text: `${scopeText(scope)}: ${parts}: the server or its return path is down`,
			scope,
		},
	};
}

/** Some connections get through, perhaps only by retransmissions on old ones, but many more do not. */
function mostSynReceived({service, server, synReceived, alive}: PairFigures): Weighed {
	const scope = {by: 'server', server, service} as const;
	return {
		weight: synReceived,
		finding: {
			kind: 'syn-received',
			text: `${scopeText(scope)}: in the last minute ${fullFigure(synReceived)} connections stayed in SYN_RECV and ${fullFigure(alive)} did not: the server or its return path is down, or it is flooded`,
			scope,
		},
	};
}

function namesOf(servers: readonly string[]): string {
	const names = servers.slice(0, named);
	const more = servers.length - named;
	return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(' and ');
}

/** Several servers of a service together, each with too few connections to be reported alone. */
function severalDead(service: string, pairs: readonly PairFigures[]): Weighed[] {
	const dead = pairs.filter(figures => looksDead(figures, fewestOfService.server));
	const sum = (of: (figures: PairFigures) => number, over = pairs) =>
		over.reduce((total, figures) => total + of(figures), 0);
	const synReceived = sum(figures => figures.synReceived);
	const isTold = dead.every(isOnlySynReceived) && dead.length < 2;
	if (
		isTold ||
		sum(figures => figures.synReceived, dead) < fewestOfService.all ||
		synReceived < sum(figures => figures.alive)
	) {
		return [];
	}

	const all = sum(figures => figures.connections);
	const servers = dead.map(({server}) => server).sort();
	return [
		{
			weight: synReceived,
			finding: {
				kind: 'syn-received',
				text: `${service}: ${fullFigure(synReceived)} of ${fullFigure(all)} connections are in SYN_RECV, none of ${namesOf(servers)} completes`,
				scope: {by: 'service', service},
				servers,
			},
		},
	];
}

/** Findings about servers that do not answer, and about their services. */
export function deadServers(figures: Iterable<PairFigures>): Weighed[] {
	const all = [...figures];
	const ofServers = all.flatMap(pair =>
		isOnlySynReceived(pair)
			? [onlySynReceived(pair)]
			: pair.stuck >= fewestOfRate && pair.synReceived >= rate * pair.alive
				? [mostSynReceived(pair)]
				: [],
	);
	const ofServices = [...Map.groupBy(all, ({service}) => service)].flatMap(([service, pairs]) =>
		severalDead(service, pairs),
	);
	return [...ofServers, ...ofServices];
}
