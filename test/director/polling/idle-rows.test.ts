import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createDirectorFollower} from '../../../source/director/polling/director-follower.ts';
import type {LiveDirector} from '../../../source/director/polling/live.ts';
import type {
	Reading,
	ServerReading,
	ServiceReading,
} from '../../../source/director/reading/reading.ts';
import {ipAddress} from '../../../source/ipvs/address.ts';
import type {Counters} from '../../../source/ipvs/counters.ts';
import type {ServerId} from '../../../source/ipvs/server.ts';
import type {ServiceId} from '../../../source/ipvs/service.ts';
import {createManualClock} from '../../../source/simulator/manual-clock.ts';
import {cases} from '../../support/random-cases.ts';

const rates = {connections: 0, inPackets: 0, outPackets: 0, inBytes: 0, outBytes: 0};

function countersOf(count: number): Counters {
	const packets = BigInt(count);
	return {
		connections: packets / 10n,
		inPackets: packets,
		outPackets: packets,
		inBytes: packets * 100n,
		outBytes: packets * 1000n,
	};
}

/** The findings of one reading: how many packets each server has had since the last one, and how much later it is. */
interface Look {
	readonly packets: readonly (readonly number[])[];
	readonly later: number;
	readonly hasCounters: boolean;
	readonly isFrozen: boolean;
	/** A server that is not there. */
	readonly lacks: number | null;
	/** A server whose connections have changed; without counters, those of its row are not read then. */
	readonly moved: number | null;
}

const serversEach = 3;

/** Mostly nothing, so that rows become idle, stay so and wake up. */
const packets = fc.oneof(
	{weight: 5, arbitrary: fc.constant(0)},
	fc.constantFrom(1, 50, 100, 1000, 5000),
);

const looks = fc.array(
	fc.record({
		packets: fc.array(fc.array(packets, {minLength: serversEach, maxLength: serversEach}), {
			minLength: 3,
			maxLength: 3,
		}),
		later: fc.oneof(
			{weight: 5, arbitrary: fc.integer({min: 1950, max: 2060})},
			fc.constantFrom(300, 900, 1500, 3000, 4050, 20_000),
		),
		hasCounters: fc.oneof({weight: 4, arbitrary: fc.constant(true)}, fc.constant(false)),
		isFrozen: fc.oneof({weight: 9, arbitrary: fc.constant(false)}, fc.constant(true)),
		lacks: fc.oneof({weight: 6, arbitrary: fc.constant(null)}, fc.nat(serversEach - 1)),
		moved: fc.oneof(fc.constant(null), fc.nat(serversEach - 1)),
	}),
	{minLength: 2, maxLength: 14},
);

/** The readings of some looks; a row of which nothing has changed is the same object. */
function readingsOf(found: readonly Look[], refresh: 'together' | 'spread'): readonly Reading[] {
	const counts = Array.from({length: 3}, () => Array.from({length: serversEach}, () => 0));
	const servers = new Map<string, ServerReading>();
	const services = new Map<string, ServiceReading>();
	let at = 0;
	let live = 0;
	return found.map(look => {
		at += look.later;
		const rows = counts.map((own, service): ServiceReading => {
			const now = own.map((count, server): ServerReading => {
				const more = look.packets[service]?.[server] ?? 0;
				own[server] = count + more;
				live += more;
				const name = `${service} ${server}`;
				const before = servers.get(name);
				const isMoved = look.moved === server;
				const isCounted = look.hasCounters || !isMoved;
				if (before !== undefined && more === 0 && !isMoved && before.counters !== null) {
					return before;
				}

				const made = {
					...serverOf(server, own[server] ?? 0),
					...(isMoved ? {activeConnections: look.later} : {}),
					...(isCounted ? {} : {counters: null, kernelRates: null}),
				};
				servers.set(name, made);
				return made;
			});
			const shown = now.filter((_, server) => server !== look.lacks);
			const before = services.get(`${service}`);
			const isSame =
				before !== undefined &&
				before.servers.length === shown.length &&
				shown.every((server, place) => server === before.servers[place]);
			const made = isSame
				? before
				: serviceOf(
						service,
						shown,
						own.reduce((sum, count) => sum + count, 0),
					);
			services.set(`${service}`, made);
			return made;
		});
		const {hasCounters} = look;
		return readingOf(at, rows, {live, hasCounters, isFrozen: look.isFrozen, refresh});
	});
}

function serverOf(server: number, count: number): ServerReading {
	const key = {address: ipAddress(`10.0.0.${server + 1}`), port: 80};
	return {
		...key,
		id: `${key.address}:80` as ServerId,
		...{forwarding: 'masq', tunnel: null, weight: 1, upperThreshold: 0, lowerThreshold: 0},
		...{activeConnections: 0, inactiveConnections: 0, persistentConnections: 0},
		...{counters: countersOf(count), kernelRates: rates, rule: null},
	};
}

function serviceOf(
	service: number,
	servers: readonly ServerReading[],
	count: number,
): ServiceReading {
	const address = ipAddress(`203.0.113.${service + 1}`);
	return {
		id: `tcp:${address}:80` as ServiceId,
		key: {kind: 'address', protocol: 'tcp', family: 'ipv4', address, port: 80},
		...{familyKnown: true, scheduler: 'rr', schedulerFlags: [], persistence: null, engine: null},
		...{onePacket: false, counters: countersOf(count), kernelRates: rates, rule: null, servers},
	};
}

function readingOf(
	at: number,
	services: readonly ServiceReading[],
	{
		live,
		hasCounters,
		isFrozen,
		refresh,
	}: {live: number; hasCounters: boolean; isFrozen: boolean; refresh: 'together' | 'spread'},
): Reading {
	const counters = countersOf(live);
	return {
		...{time: at, monotonic: at, host: 'lb', access: {level: 'full', missing: null}},
		ipvs: {
			...{version: '1.2.1', tableSize: 4096, sizesItself: false},
			...{connections: null, connectionLimit: null},
		},
		source: {from: 'netlink', note: null},
		totals: {counters, kernelRates: rates},
		perCpu: {cpus: [{cpu: 0, counters}], sampled: counters, kernelRates: rates},
		...{estimation: !isFrozen, estimationStoppedBy: null, refresh, hasCounters},
		countersSpan: hasCounters ? {from: at + 1, to: at + 20} : null,
		...{settings: null, services},
	};
}

async function followed(readings: readonly Reading[]): Promise<readonly LiveDirector[]> {
	const follower = createDirectorFollower(createManualClock());
	const directors: LiveDirector[] = [];
	for (const reading of readings) {
		directors.push(await follower.follow(reading, 12_000));
	}

	return directors;
}

describe('rows that stay the same objects while nothing changes', () => {
	it('are shown as rows are that are made anew at every reading', async () => {
		await fc.assert(
			fc.asyncProperty(looks, fc.constantFrom('together', 'spread'), async (found, refresh) => {
				const readings = readingsOf(found, refresh);
				const anew = readings.map(reading => structuredClone(reading));
				expect(await followed(readings)).toEqual(await followed(anew));
			}),
			{numRuns: cases(200)},
		);
	});

	it('are the same objects after the next reading as well', async () => {
		const quiet: Look = {
			packets: Array.from({length: 3}, () => [0, 0, 0]),
			...{later: 2000, hasCounters: true, isFrozen: false, lacks: null, moved: null},
		};
		const begin = {
			...quiet,
			packets: [
				[0, 0, 0],
				[100, 0, 0],
				[0, 0, 0],
			],
		};
		const readings = readingsOf([begin, quiet, quiet, quiet, quiet], 'spread');
		const directors = await followed(readings);
		const [last, before] = [directors.at(-1), directors.at(-2)];
		expect(last?.services.map(({ratesFrom}) => ratesFrom)).toEqual(Array(3).fill('measured'));
		expect(last?.services.every((row, at) => row === before?.services[at])).toBe(true);
	});

	it('have the rate of one reading when they wake up, however long they were idle', async () => {
		const quiet: Look = {
			packets: Array.from({length: 3}, () => [0, 0, 0]),
			...{later: 2000, hasCounters: true, isFrozen: false, lacks: null, moved: null},
		};
		const traffic = {
			...quiet,
			packets: [
				[200, 0, 0],
				[0, 0, 0],
				[0, 0, 0],
			],
		};
		const wakeUp = Array<Look>(4).fill(traffic);
		const readings = readingsOf([...Array<Look>(30).fill(quiet), ...wakeUp], 'spread');
		const directors = await followed(readings);
		const shown = directors
			.slice(-wakeUp.length)
			.map(({services: [service]}) => [
				service?.rates?.inPackets ?? null,
				service?.servers[0]?.rates?.inPackets ?? null,
			]);
		// At first it cannot be told how often they were refreshed since.
		expect(shown.flat().filter(rate => rate !== null && rate !== 100)).toEqual([]);
		expect(shown.at(-1)).toEqual([100, 100]);
	});
});
