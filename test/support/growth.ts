/**
 * Measures the growth of work with the size of its input, as a ratio in one run, independent of the machine.
 */

/** The factor between both inputs. */
const factor = 8;

/** Between linear growth (8 times) and quadratic growth (64 times), with room for a shared machine. */
const mostGrowth = 30;

/** Below this (milliseconds) no ratio is meaningful, and nobody waits. */
const noticed = 3;

/** So many rounds must show the growth before it is believed. */
const rounds = 5;

function processorTime(work: () => void): number {
	const before = process.cpuUsage();
	work();
	const {user, system} = process.cpuUsage(before);
	return (user + system) / 1000;
}

/** The least of several runs: interruptions only add. */
function least(work: () => void): number {
	return Math.min(...Array.from({length: 3}, () => processorTime(work)));
}

/** How much longer the larger input takes, or null if it takes no time worth a ratio. */
function growthOf<Input>(small: Input, large: Input, work: (input: Input) => void) {
	const time = least(() => work(large));
	const growth =
		time /
		Math.max(
			least(() => work(small)),
			0.05,
		);
	return time < noticed ? null : {growth, time};
}

/**
 * Why work grows faster than its input, or null. `prepare` makes an input of about this many characters; only `work` is
 * measured. A single ratio may be wrong, because a collection of garbage may fall into each run of the larger input or the
 * smaller one may have become fast only later. So a suspicion counts only if every round confirms it.
 */
export function whyNotLinear<Input>(
	prepare: (size: number) => Input,
	work: (input: Input) => void,
	size = 4000,
): string | null {
	const small = prepare(size);
	const large = prepare(size * factor);
	let why: string | null = null;
	for (let round = 0; round < rounds; round += 1) {
		const measured = growthOf(small, large, work);
		if (measured === null || measured.growth < mostGrowth) {
			return null;
		}

		why = `${factor} times the input takes ${measured.growth.toFixed(0)} times as long (${measured.time.toFixed(0)} ms)`;
	}

	return why;
}
