/**
 * Where the random cases of property tests come from. Every project of vitest.config.ts loads this file
 * before its tests.
 *
 * The tests use the same cases every time, so that they fail only if the code is wrong: `npm test` is not a
 * lottery. `npm run fuzz` (scripts/fuzz.ts) sets the variables below to try new cases, and many more of them.
 */
import {appendFileSync} from 'node:fs';
import fc from 'fast-check';

/** Cases of each property that does not say a number itself; fast-check's own default. */
const usualCases = 100;

/** The seed of the cases that are the same every time. */
const fixedSeed = 20_261_127;

const {
	/** The seed: a whole number of 32 bits. */
	LVSTOP_SEED: seed,
	/** The factor for the number of cases. */
	LVSTOP_FUZZ: factor,
	/** A file that gets a line for each property: how many cases were tried. */
	LVSTOP_FUZZ_COUNTS: counts,
} = process.env;

/** The number of cases of a property that is not tried 100 times: `usual` in the tests, more when fuzzing. */
export function cases(usual: number): number {
	return usual * Number(factor ?? 1);
}

fc.configureGlobal({seed: Number(seed ?? fixedSeed), numRuns: cases(usualCases)});

if (counts !== undefined) {
	fc.installGlobalPlugin(() => ({
		onAllRunsComplete: ({numRuns}) => appendFileSync(counts, `${numRuns}\n`),
	}));
}
