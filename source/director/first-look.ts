/**
 * A director as its first reading shows it, its services one after the other: for those who print it once.
 */
import {createDirectorFollower} from './polling/director-follower.ts';
import type {LiveDirector, LiveServer, LiveService, WithRates} from './polling/live.ts';
import {liveServer} from './polling/live-server.ts';
import {followOverload} from './polling/overload.ts';
import type {Clock} from './port/clock.ts';
import type {ServerReading, ServiceReading} from './reading/reading.ts';
import type {StreamedReading} from './reading/streamed-reading.ts';

/** A director without its services. */
export type DirectorHead = Omit<LiveDirector, 'services'>;

/** A director whose services are still to come. */
export interface FirstLook {
	readonly head: DirectorHead;
	/**
	 * Tells the services, as {@link StreamedReading} does.
	 * @throws {ReadingError} where the reading could not be gone on with
	 */
	services(order?: readonly number[]): AsyncIterable<LiveService>;
}

/** Makes of a reading what is shown of it while there is no other one to compare it with. */
export async function firstLook(reading: StreamedReading, clock: Clock): Promise<FirstLook> {
	const {services: none, ...head} = await createDirectorFollower(clock).follow(
		{...reading.head, services: []},
		Number.POSITIVE_INFINITY,
	);
	return {
		head,
		async *services(order) {
			for await (const service of reading.services(order)) {
				yield firstSeen(service, head);
			}
		},
	};
}

/** A service as the first reading shows it. */
function firstSeen(service: ServiceReading, head: DirectorHead): LiveService {
	const isPersistent = service.persistence !== null;
	const servers = service.servers.map(server =>
		liveServer(
			server,
			{counters: server.counters, ...firstRates(server, head)},
			firstOverload(server, isPersistent, head.monotonic),
		),
	);
	return {...service, ...firstRates(service, head), servers};
}

function firstOverload(
	{upperThreshold, lowerThreshold, activeConnections, inactiveConnections}: ServerReading,
	isPersistent: boolean,
	at: number,
): LiveServer['overload'] {
	if (upperThreshold === 0) {
		return 'open';
	}

	const connections = activeConnections + inactiveConnections;
	const seen = {connections, upperThreshold, lowerThreshold, isPersistent, at};
	return followOverload(null, seen)?.overload ?? null;
}

const noRates: WithRates = {rates: null, ratesFrom: null};

/** The kernel's own rates stand in, but not while its estimator is stopped. */
function firstRates(
	{counters, kernelRates}: Pick<ServerReading, 'counters' | 'kernelRates'>,
	{estimation}: DirectorHead,
): WithRates {
	return counters === null || kernelRates === null || estimation === false
		? noRates
		: {rates: kernelRates, ratesFrom: 'kernel'};
}
