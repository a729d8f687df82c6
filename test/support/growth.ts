/**
 * Measures the growth of work with the size of its input, as a ratio in one run, independent of the machine.
 */

/** The factor between both inputs. */
const factor = 8;

/** Between linear growth (8 times) and quadratic growth (64 times), with room for a shared machine. */
const mostGrowth = 30;

/** Below this (milliseconds) no ratio is meaningful, and nobody waits. */
const noticed = 3;

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

/**
 * Why work grows faster than its input, or null. `prepare` makes an input of about this many characters; only `work` is
 * measured. An input that takes no time is made larger.
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
