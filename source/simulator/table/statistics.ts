/**
 * The kernel's statistics for a server, a service or the total: a live count, a copy that the estimator takes every two
 * seconds, and smoothed rates.
 */
import type {Counters, Rates} from '../../ipvs/counters.ts';

/** Seconds between two samples of the estimator. */
export const samplePeriod = 2;

/** The amounts that one or more packets add to the counts. */
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
 * The kernel keeps averages as whole numbers, scaled by 1024 for connections and packets and by 32 for bytes, and
 * truncates them for display (read in ip_vs_est.c of Linux 6.1).
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

	/** Counts packets; replies only if they pass the director. */
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
	 * Copies the live counts and moves each average a quarter of the way to the new rate. Returns whether another
	 * sample would change anything even if nothing more is counted.
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

	/** Makes the last sample the new zero and clears the rates. Counts since that sample show at the next one. */
	zero(): void {
		this.#numbers.copyWithin(zeroPoint, sampled, sampled + width);
		this.#numbers.fill(0, average);
	}

	/** The live count; only the rows of /proc/net/ip_vs_stats_percpu show it. */
	get live(): Counters {
		return toCounters(index => this.#numbers[live + index] ?? 0);
	}

	/** The last sample, since the last zeroing. */
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
