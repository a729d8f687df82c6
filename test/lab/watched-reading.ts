/**
 * A reading of a poller inside the guest, and the packets that really arrived meanwhile.
 */

import type {RatesFrom, WithRates} from '../../source/director/polling/live.ts';
import type {Rates} from '../../source/ipvs/counters.ts';

export interface WatchedReading {
	readonly interval: number;
	/** The guest's own clock, milliseconds. */
	readonly at: number;
	readonly stale: string | null;
	readonly totals: WithRates | null;
	readonly rows: readonly {
		/** The service's, with a blank and the server's behind it for a server. */
		readonly id: string;
		readonly rates: Rates | null;
		readonly from: RatesFrom | null;
	}[];
	/** Packets that the director had received from the client's side, every tenth of a second before. */
	readonly received: readonly Received[];
}

/** Packets counted by the network interface, independent of IPVS. */
export interface Received {
	readonly at: number;
	readonly packets: number;
}

/** A period of the kernel's refreshes, milliseconds; a few more or less make no difference here. */
const period = 2080;

/** A rate is of one or two periods that ended less than a period ago. */
const lookBack = 3.2 * period;

/** The guest samples every tenth of a second; a longer gap means that its host was too busy to let it run. */
const longestPause = 400;

/**
 * Whether there is enough data before this reading to check it, and the guest was never stopped meanwhile: a stopped
 * guest cannot keep its kernel's period.
 */
export function ranSteadily({at, received}: WatchedReading): boolean {
	const times = [...received.map(sample => sample.at), at];
	const first = times.findLastIndex(time => at - time >= lookBack);
	return (
		first !== -1 &&
		times
			.slice(first + 1)
			.every((time, index) => time - (times[first + index] ?? 0) <= longestPause)
	);
}

/**
 * The least and the most packets per second that arrived during any period which a rate of this reading can cover. On
 * an idle machine the two are nearly equal; on a busy one the client is less regular.
 */
export function receivedRates({at, received}: WatchedReading): {least: number; most: number} {
	const recent = received.filter(sample => at - sample.at <= lookBack);
	const rates = recent.flatMap(first => {
		const second = recent.find(sample => sample.at - first.at >= period);
		return second ? [((second.packets - first.packets) * 1000) / (second.at - first.at)] : [];
	});
	return {least: Math.min(...rates), most: Math.max(...rates)};
}
