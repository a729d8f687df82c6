/**
 * Servers that do not answer: whatever the clients send, their connections stay in SYN_RECV.
 */
import {fullFigure} from '../../../text/figures.ts';
import type {PairFigures, Weighed} from './pair-figures.ts';
import {scopeText} from './scope.ts';

/** Fewer connections in SYN_RECV than this may just have been opened. */
const fewestSynReceived = 3;

/** So many that are stuck are told even if some get through. */
const fewestOfRate = 10;

/** How many times as many must be stuck as get through. */
const rate = 4;

/** Of a service: the least that is told of several servers together, and of one of them. */
const fewestOfService = {all: 4, server: 2} as const;

/** How many servers are named before the rest is counted. */
const named = 3;

/** Whether nothing gets through to a server, by as few connections as are enough for one that is not alone. */
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

/** The server is down, or its answers do not come back. Old connections that are silent are no sign of life. */
function onlySynReceived(figures: PairFigures): Weighed {
	const {service, server, connections, synReceived, silence} = figures;
	const scope = {by: 'server', server, service} as const;
	const parts =
		connections === synReceived
			? `all ${fullFigure(synReceived)} connections are in SYN_RECV`
			: `${fullFigure(synReceived)} of ${fullFigure(connections)} connections are in SYN_RECV, and ${
					silence === null
						? 'none gets through'
						: `nothing has got through for ${fullFigure(silence)} s`
				}`;
	return {
		weight: synReceived,
		finding: {
			kind: 'only-syn-received',
			text: `${scopeText(scope)}: ${parts}: the server is down, or its way back`,
			scope,
		},
	};
}

/** Some connections get through, as retransmissions on old ones seem to, and many more do not. */
function mostSynReceived({service, server, synReceived, alive}: PairFigures): Weighed {
	const scope = {by: 'server', server, service} as const;
	return {
		weight: synReceived,
		finding: {
			kind: 'syn-received',
			text: `${scopeText(scope)}: in the last minute ${fullFigure(synReceived)} connections stayed in SYN_RECV and ${fullFigure(alive)} did not: the server is down, its way back is, or it is flooded`,
			scope,
		},
	};
}

function namesOf(servers: readonly string[]): string {
	const names = servers.slice(0, named);
	const more = servers.length - named;
	return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(' and ');
}

/** Several servers of a service together, each with so few connections that nothing could be said of it alone. */
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
				text: `${service}: ${fullFigure(synReceived)} of ${fullFigure(all)} connections are in SYN_RECV, none of ${namesOf(servers)} gets further`,
				scope: {by: 'service', service},
				servers,
			},
		},
	];
}

/** What is to be said of servers that do not answer, and of their services. */
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
