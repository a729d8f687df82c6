/**
 * What the kernel counts for a server, a service and in all: a live count, a copy that the estimator
 * takes every two seconds, and smoothed rates.
 */
import type {Counters, Rates} from '../../ipvs/counters.ts';

/** Seconds between two samples of the estimator. */
export const samplePeriod = 2;

/** What one packet, or several, add to the counts. */
export interface Increment {
	readonly connections: number;
	readonly inPackets: number;
	readonly outPackets: number;
	readonly inBytes: number;
	readonly outBytes: number;
}

const width = 5;
const live = 0;
const sampled = width;
const zeroPoint = 2 * width;
const average = 3 * width;

/**
 * The kernel keeps averages as whole numbers, those of connections and packets 1024 times and those of
 * bytes 32 times too large, and cuts when it shows them (read in ip_vs_est.c of Linux 6.1).
 */
const scales = [1024, 1024, 1024, 32, 32];

function toCounters(value: (index: number) => number): Counters {
	return {
		connections: BigInt(value(0)),
		inPackets: BigInt(value(1)),
		outPackets: BigInt(value(2)),
		inBytes: BigInt(value(3)),
		outBytes: BigInt(value(4)),
	};
}

/** The counts of one row of the table. All numbers stay below 2^53. */
export class Statistics {
	readonly #numbers = new Float64Array(4 * width);

	/** Counts; replies only where they are seen. */
	add(increment: Increment, repliesPass: boolean): void {
		const numbers = this.#numbers;
		numbers[0] = (numbers[0] ?? 0) + increment.connections;
		numbers[1] = (numbers[1] ?? 0) + increment.inPackets;
		numbers[3] = (numbers[3] ?? 0) + increment.inBytes;
		if (repliesPass) {
			numbers[2] = (numbers[2] ?? 0) + increment.outPackets;
			numbers[4] = (numbers[4] ?? 0) + increment.outBytes;
		}
	}

	/**
	 * Copies the live counts and moves each average a quarter of the way to the new rate. The answer is
	 * whether another sample would change anything even if nothing more is counted.
	 */
	sample(): boolean {
		const numbers = this.#numbers;
		let moves = false;
		for (let index = 0; index < width; index += 1) {
			const count = numbers[live + index] ?? 0;
			const rate =
				((count - (numbers[sampled + index] ?? 0)) * (scales[index] ?? 0)) / samplePeriod;
			const before = numbers[average + index] ?? 0;
			numbers[sampled + index] = count;
			const after = before + Math.floor((rate - before) / 4);
			numbers[average + index] = after;
			moves ||= after !== before;
		}

		return moves;
	}

	/** Takes the last sample as the new zero and forgets the rates; what came since then shows at the next sample. */
	zero(): void {
		this.#numbers.copyWithin(zeroPoint, sampled, sampled + width);
		this.#numbers.fill(0, average);
	}

	/** What was counted up to now; only the rows of /proc/net/ip_vs_stats_percpu show this. */
	get live(): Counters {
		return toCounters(index => this.#numbers[live + index] ?? 0);
	}

	/** What the last sample says since the last zeroing. */
	get counters(): Counters {
		const numbers = this.#numbers;
		return toCounters(index => (numbers[sampled + index] ?? 0) - (numbers[zeroPoint + index] ?? 0));
	}

	/** The smoothed rates per second, whole numbers. */
	get rates(): Rates {
		const rate = (index: number): number => {
			const scale = scales[index] ?? 1;
			return Math.floor(((this.#numbers[average + index] ?? 0) + scale / 2 - 1) / scale);
		};

		return {
			connections: rate(0),
			inPackets: rate(1),
			outPackets: rate(2),
			inBytes: rate(3),
			outBytes: rate(4),
		};
	}
}
