/**
 * How the work for an input grows with its size, as a ratio in one run: how fast the machine is, and what else
 * it does, matters little.
 */

/** How many times as large the larger input is. */
const factor = 8;

/**
 * Between what linear work takes for the larger input (8 times) and what quadratic work takes (64 times), with
 * room for a machine that others use as well.
 */
const mostGrowth = 30;

/** Below this (milliseconds) no ratio means anything, and nobody waits. */
const noticed = 3;

function processorTime(work: () => void): number {
	const before = process.cpuUsage();
	work();
	const {user, system} = process.cpuUsage(before);
	return (user + system) / 1000;
}

/** The least of some runs: whatever comes in between only adds. */
function least(work: () => void): number {
	return Math.min(...Array.from({length: 3}, () => processorTime(work)));
}

/**
 * Why work grows faster than its input, or null. `prepare` makes an input of about so many characters; only
 * `work` is measured. An input that takes no time at all is made larger.
 */
export function whyNotLinear<Input>(
	prepare: (size: number) => Input,
	work: (input: Input) => void,
	size = 4000,
): string | null {
	const small = prepare(size);
	const large = prepare(size * factor);
	const largeTime = least(() => work(large));
	if (largeTime < noticed) {
		return null;
	}

	const growth =
		largeTime /
		Math.max(
			least(() => work(small)),
			0.05,
		);
	return growth < mostGrowth
		? null
		: `${factor} times the input takes ${growth.toFixed(0)} times as long (${largeTime.toFixed(0)} ms)`;
}
