/**
 * Derives the findings from a tally of the whole table in which every client is counted separately.
 */
import {fullFigure} from '../../../text/figures.ts';
import type {ConfiguredServer, ConfiguredService} from './configuration.ts';
import type {TableWords} from './connection-row.ts';
import type {ConnectionTally} from './connection-tally.ts';
import {deadServers} from './dead-servers.ts';
import {type Finding, percent} from './finding.ts';
import {leastOf, noFigures, type PairFigures, type Weighed} from './pair-figures.ts';
import {scopeText, serverIdOf, serviceIdOf} from './scope.ts';
import {serviceShares} from './service-share.ts';

/** With fewer connections than this, nothing is said about their distribution. */
const fewestSpread = 50;

/** A server is far from its share if it has this many times as much, or as little. */
const farFrom = 2;

/**
 * The number of standard deviations that a server may deviate from its share by chance, if every connection were
 * assigned at random. At most one in ten thousand does.
 */
const chance = 4;

/** The most findings of one kind to report; those with the most connections come first. */
const mostOfKind = 10;

/** Connections of each configured service with each of its servers; a service for all ports has many pairs. */
function* figuresOfPairs(
	tally: ConnectionTally,
	tableWords: TableWords,
): Generator<void, ReadonlyMap<string, PairFigures>> {
	const figures = new Map<string, PairFigures>();
	for (const pair of tally.pairs.all()) {
		const {row, destination} = pair;
		if (!row.template) {
			const service = serviceIdOf(row, destination, tableWords);
			const server = serverIdOf(row, destination, tableWords);
			const name = pairName(service, server);
			const figure = figures.get(name) ?? noFigures(service, server);
			figures.set(name, figure);
			figure.connections += pair.count;
			figure.synReceived += pair.synReceived;
			figure.stuck += pair.stuck;
			figure.alive += pair.alive;
			figure.silence = leastOf(figure.silence, pair.silence);
		}

		yield;
	}

	return figures;
}

function pairName(service: string, server: string): string {
	return `${service} ${server}`;
}

function* oneClient(tally: ConnectionTally): Generator<void, Weighed[]> {
	const {all} = tally.counts.connections;
	const [first] = yield* tally.clients.top(1);
	if (!first || all < fewestSpread || first.connections * 2 <= all) {
		return [];
	}

	const {address, prefix, connections} = first;
	const scope = {by: 'client', address, prefix} as const;
	return [
		{
			weight: connections,
			finding: {
				kind: 'one-client',
				text: `client ${scopeText(scope)} has ${fullFigure(connections)} of ${fullFigure(all)} connections (${percent(connections / all)})`,
				scope,
			},
		},
	];
}

/** Whether this number of `all` connections is far from the requested share, and not by chance. */
function isFar(connections: number, all: number, asked: number): boolean {
	const expected = all * asked;
	const deviation = Math.sqrt(all * asked * (1 - asked));
	return (
		Math.abs(connections - expected) > chance * deviation &&
		(connections > expected * farFrom || connections * farFrom < expected)
	);
}

function unevenServer(
	service: ConfiguredService,
	server: ConfiguredServer,
	connections: number,
	all: number,
	asked: number,
): Weighed {
	const scope = {by: 'server', server: server.id, service: service.id} as const;
	const why = service.persistence === null ? '' : '; persistence keeps clients on their server';
	const figures = `${fullFigure(connections)} of ${fullFigure(all)} connections (${percent(connections / all)})`;
	return {
		weight: Math.abs(connections - all * asked),
		finding: {
			kind: 'uneven',
			text: `${scopeText(scope)}: ${figures}, weight ${server.weight} calls for ${percent(asked)}${why}`,
			scope,
		},
	};
}

/** A server of weight 0, or closed by its thresholds, gets no new connections, so its remaining ones prove nothing. */
function* uneven(
	services: readonly ConfiguredService[],
	figures: ReadonlyMap<string, PairFigures>,
): Generator<void, Weighed[]> {
	const weighed: Weighed[] = [];
	for (const service of services) {
		const servers = service.servers.filter(
			({weight, overload}) => weight > 0 && overload !== 'closed',
		);
		const counts = servers.map(({id}) => figures.get(pairName(service.id, id))?.connections ?? 0);
		const all = counts.reduce((total, count) => total + count, 0);
		if (all >= fewestSpread) {
			for (const {server, connections, asked} of serviceShares({...service, servers}, counts)) {
				if (asked !== null && isFar(connections, all, asked)) {
					weighed.push(unevenServer(service, server, connections, all, asked));
				}
			}
		}

		yield;
	}

	return weighed;
}

function heaviest(weighed: Weighed[]): Finding[] {
	return weighed
		.sort((one, other) => other.weight - one.weight)
		.slice(0, mostOfKind)
		.map(({finding}) => finding);
}

/** All findings, in short steps. */
export function* findings(
	tally: ConnectionTally,
	services: readonly ConfiguredService[],
	tableWords: TableWords,
): Generator<void, readonly Finding[]> {
	const figures = yield* figuresOfPairs(tally, tableWords);
	return [
		...heaviest(deadServers(figures.values())),
		...heaviest(yield* oneClient(tally)),
		...heaviest(yield* uneven(services, figures)),
	];
}
