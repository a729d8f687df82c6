/**
 * Readings of a director under traffic that has doubled a minute before the end.
 */
import type {LiveDirector} from '../../source/director/polling/live.ts';
import {director, rates, server, service} from './sample-director.ts';

/** The times of the readings, in seconds. */
export interface BusyTime {
	readonly from?: number;
	readonly seconds?: number;
	/** Between these nothing was read. */
	readonly pauseFrom?: number;
	readonly pauseTo?: number;
}

const second = 1000;

function readingAt(at: number, isBusy: boolean): LiveDirector {
	const one = rates({
		connections: isBusy ? 20 : 10,
		inPackets: isBusy ? 200 : 100,
		outPackets: isBusy ? 180 : 90,
		inBytes: isBusy ? 20_000 : 10_000,
		outBytes: isBusy ? 200_000 : 100_000,
	});
	const both = rates({
		connections: one.connections * 2,
		inPackets: one.inPackets * 2,
		outPackets: one.outPackets * 2,
		inBytes: one.inBytes * 2,
		outBytes: one.outBytes * 2,
	});
	const told = {rates: one, activeConnections: isBusy ? 8 : 4, inactiveConnections: 100};
	return director(
		[
			service('tcp:172.16.249.138:80', [server('10.0.0.8:80', told), server('10.0.0.9:80', told)], {
				rates: both,
			}),
		],
		{monotonic: at * second, totalRates: {rates: both, ratesFrom: 'measured'}},
	);
}

/** A reading every two seconds, five minutes long where nothing else is said. */
export function* busyMinutes({
	from = 0,
	seconds = 300,
	pauseFrom = Number.POSITIVE_INFINITY,
	pauseTo = Number.POSITIVE_INFINITY,
}: BusyTime = {}): Generator<LiveDirector> {
	for (let at = from; at <= from + seconds; at += 2) {
		if (at <= pauseFrom || at >= pauseTo) {
			yield readingAt(at, at > from + seconds - 60);
		}
	}
}
