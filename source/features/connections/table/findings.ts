/**
 * Reads the findings out of a tally of the whole table, each client by itself.
 */
import {fullFigure} from '../../../text/figures.ts';
import type {ConfiguredServer, ConfiguredService} from './configuration.ts';
import type {TableWords} from './connection-row.ts';
import type {ConnectionTally} from './connection-tally.ts';
import {type Finding, percent} from './finding.ts';
import {scopeText, serverIdOf, serviceIdOf} from './scope.ts';
import {serviceShares} from './service-share.ts';

/** Fewer connections in SYN_RECV than this may just have been opened. */
const fewestSynReceived = 3;

/** Of fewer connections than this nothing is said about how they are spread. */
const fewestSpread = 50;

/** A server is far from its share where it has this many times as much, or as little. */
const farFrom = 2;

/**
 * How many standard deviations a server may be away from its share by chance, if every connection were
 * dealt out at random. No more than one in ten thousand is.
 */
const chance = 4;

/** Findings of one kind that are told, the ones with most connections first. */
const mostOfKind = 10;

/** A finding and what makes it weigh. */
interface Weighed {
	readonly finding: Finding;
	readonly weight: number;
}

interface PairFigures {
	readonly service: string;
	readonly server: string;
	connections: number;
	synReceived: number;
}

/** Connections of each service with each server, as both are configured; a service for all ports has many pairs. */
function* figuresOfPairs(
	tally: ConnectionTally,
	tableWords: TableWords,
): Generator<void, ReadonlyMap<string, PairFigures>> {
	const figures = new Map<string, PairFigures>();
	for (const {row, destination, count, synReceived} of tally.pairs.all()) {
		if (!row.template) {
			const service = serviceIdOf(row, destination, tableWords);
			const server = serverIdOf(row, destination, tableWords);
			const name = pairName(service, server);
			const figure = figures.get(name) ?? {service, server, connections: 0, synReceived: 0};
			figures.set(name, figure);
			figure.connections += count;
			figure.synReceived += synReceived;
		}

		yield;
	}

	return figures;
}

function pairName(service: string, server: string): string {
	return `${service} ${server}`;
}

/** The server is down, or its answers do not come back: whatever the clients send, nothing is established. */
function onlySynReceived(figures: Iterable<PairFigures>): Weighed[] {
	const weighed: Weighed[] = [];
	for (const {service, server, connections, synReceived} of figures) {
		if (connections === synReceived && synReceived >= fewestSynReceived) {
			const scope = {by: 'server', server, service} as const;
			weighed.push({
				weight: synReceived,
				finding: {
					kind: 'only-syn-received',
					text: `${scopeText(scope)}: all ${fullFigure(synReceived)} connections are in SYN_RECV: the server is down, or its way back`,
					scope,
				},
			});
		}
	}

	return weighed;
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

/** Whether so many of `all` connections are far from the part that is asked for, and not by chance. */
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
			text: `${scopeText(scope)}: ${figures}, weight ${server.weight} asks for ${percent(asked)}${why}`,
			scope,
		},
	};
}

/** A server of weight 0 gets nothing new: what it still has is no sign of anything. */
function* uneven(
	services: readonly ConfiguredService[],
	figures: ReadonlyMap<string, PairFigures>,
): Generator<void, Weighed[]> {
	const weighed: Weighed[] = [];
	for (const service of services) {
		const servers = service.servers.filter(({weight}) => weight > 0);
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
		...heaviest(onlySynReceived(figures.values())),
		...heaviest(yield* oneClient(tally)),
		...heaviest(yield* uneven(services, figures)),
	];
}
