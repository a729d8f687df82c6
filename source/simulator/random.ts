/**
 * Random numbers from a seed: the same seed gives the same numbers.
 */

/** A source of random numbers. */
export interface Random {
	/** A number from 0 up to, but not including, 1. */
	next(): number;
	/** A whole number from 0 up to, but not including, the limit. */
	below(limit: number): number;
	/** A time until an event that happens once in `mean` on average (exponential distribution). */
	exponential(mean: number): number;
	/** The number of occurrences of an event that occurs `mean` times on average (Poisson distribution). */
	poisson(mean: number): number;
}

/** A deterministic hash of a number over all 32 bits. */
export function scramble(number: number): number {
	let bits = number | 0;
	bits = Math.imul(bits ^ (bits >>> 16), 0x85eb_ca6b);
	bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
	return (bits ^ (bits >>> 16)) >>> 0;
}

/** From this mean on a normal distribution is close enough to a Poisson distribution. */
const largeMean = 40;

/** Creates a source from a whole number (the generator is Mulberry32). */
export function createRandom(seed: number): Random {
	let state = scramble(seed);
	const next = (): number => {
		state = (state + 0x6d2b_79f5) | 0;
		let bits = Math.imul(state ^ (state >>> 15), state | 1);
		bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
		return ((bits ^ (bits >>> 14)) >>> 0) / 0x1_0000_0000;
	};

	const normal = (): number =>
		Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

	const smallPoisson = (mean: number): number => {
		const limit = Math.exp(-mean);
		let count = 0;
		for (let product = next(); product > limit; product *= next()) {
			count += 1;
		}

		return count;
	};

	return {
		next,
		below: limit => Math.floor(next() * limit),
		exponential: mean => -Math.log(1 - next()) * mean,
		poisson: mean =>
			mean < largeMean
				? smallPoisson(mean)
				: Math.max(0, Math.round(mean + normal() * Math.sqrt(mean))),
	};
}
