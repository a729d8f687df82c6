/**
 * Scenes of one service for tests of traffic, and what a simulated director shows of them.
 */

import {parseText} from '../../source/ipvs/line-parser.ts';
import type {ListedServer} from '../../source/ipvs/listing.ts';
import {listingParser} from '../../source/ipvs/parse/listing.ts';
import {statsListingParser} from '../../source/ipvs/parse/stats-listing.ts';
import type {ServerId} from '../../source/ipvs/server.ts';
import type {ServiceId} from '../../source/ipvs/service.ts';
import type {Scene} from '../../source/simulator/scenes/scene.ts';
import {type Simulation as Director, Simulation} from '../../source/simulator/simulation.ts';
import {type Conversation, conversations} from '../../source/simulator/workload/shape.ts';

export const service = '-t 10.1.1.1:80';

/** The differences from a plain web service. */
export interface Plan {
	/** Arguments behind `-A`. */
	readonly rule?: string;
	/** Arguments behind `-a`, one for each server. */
	readonly servers: readonly string[];
	/** The service in the words of `-A` and its id. */
	readonly key?: {readonly words: string; readonly id: ServiceId};
	readonly rate?: number;
	readonly conversation?: Conversation;
	readonly clients?: number;
	readonly failing?: ServerId;
	readonly warmUp?: number;
}

export function sceneOf({
	rule = '-s rr',
	servers,
	key = {words: service, id: 'tcp:10.1.1.1:80'},
	rate = 20,
	conversation = conversations.http,
	clients = 200,
	failing,
	warmUp = 0,
}: Plan): Scene {
	return {
		host: 'director',
		interfaces: ['eth0'],
		rules: [
			`-A ${key.words} ${rule}`,
			...servers.map(server => `-a ${key.words} ${server}`),
			'',
		].join('\n'),
		traffic: {
			services: [
				{
					service: key.id,
					connectionsPerSecond: rate,
					conversation,
					clients: {first: '192.0.2.1', count: clients},
				},
			],
			failures: failing === undefined ? [] : [{service: key.id, server: failing, at: 0}],
			swing: 0,
		},
		warmUp,
		commands: [],
		history: [],
	};
}

export function simulate(plan: Plan, seed = 1): Director {
	return new Simulation(sceneOf(plan), seed);
}

/** Runs ipvsadm and gives what it printed; a command that fails is a mistake of the test. */
export function ipvsadm(director: Director, line: string): string {
	const {exitCode, stdout, stderr} = director.ipvsadm(['ipvsadm', ...line.split(' ')], '');
	if (exitCode !== 0) {
		throw new Error(`ipvsadm ${line}: ${stderr}`);
	}

	return stdout;
}

/** Counts of connections by server address, as `--stats --exact` prints them. */
export function connectionsByServer(director: Director): Readonly<Record<string, number>> {
	const {services} = parseText(statsListingParser, ipvsadm(director, '-Ln --stats --exact'));
	return Object.fromEntries(
		services.flatMap(({servers}) =>
			servers.map(({address, counters}) => [address, Number(counters.connections)] as const),
		),
	);
}

/** The servers of the first service in ipvsadm's order. */
export function listedServers(director: Director): readonly ListedServer[] {
	return parseText(listingParser, ipvsadm(director, '-Ln')).services[0]?.servers ?? [];
}

/** The server with that address. */
export function listedServer(director: Director, address: string): ListedServer {
	const server = listedServers(director).find(each => each.address === address);
	if (!server) {
		throw new Error(`no server ${address}`);
	}

	return server;
}
