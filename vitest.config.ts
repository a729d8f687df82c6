import {availableParallelism} from 'node:os';
import {defineConfig} from 'vitest/config';
import {BaseSequencer, type TestSpecification} from 'vitest/node';
import {packageTests} from './test/packages/requirements.ts';

const labTests = 'test/lab/**/*.test.ts';
/** Tests that measure traffic or time. */
const measuredTests = 'test/lab/**/*.measured.test.ts';

/** Tests of the built program on a pseudo terminal. */
const terminalTests = 'test/terminal/**/*.test.ts';

/** Tests of the release files, which are built once, before them. */
const releaseTests = 'test/packages/**/*.test.ts';

const onKernel = {
	globalSetup: ['test/lab/announce.ts'],
	// Tests of seconds; a machine that others use too can stand still for a minute.
	testTimeout: 300_000,
	hookTimeout: 300_000,
};

/** Vitest leaves one processor free, which is half of a machine with two. */
const maxWorkers = Math.max(2, availableParallelism() - 1);

/** The slowest files of the lab and of the others, slowest first. */
const longest = [
	...['soak', 'first-rates', 'drain-returns', 'remote', 'simulator-against-kernel'],
	...['no-answer', 'drains', 'rule-forms', 'subcommands', 'random-commands', 'thresholds'],
	...['edits', 'restore', 'balancing', 'console'],
	...['active-backup-faults', 'nat-faults', 'tun-faults', 'dr-faults', 'walk', 'dual-stack-faults'],
]
	.map(name => `lab/${name}`)
	.concat([
		...['features/snapshots/restore/killed-restore', 'packages/debian', 'program/host'],
		...['faults/reading', 'console/keys/read-only', 'program/hostile-input'],
		...['packages/executable', 'console/random-walk', 'faults/replaced-table'],
	]);

/** Starts slow files first, so that at the end no processor waits for another one's long file. */
class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const place = ({moduleId}: TestSpecification) => {
			const found = longest.findIndex(name => moduleId.endsWith(`/test/${name}.test.ts`));
			return found === -1 ? longest.length : found;
		};
		return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
	}
}

export default defineConfig({
	test: {
		environment: 'node',
		sequence: {sequencer: LongestFirst},
		// The screen shows times in the machine's time zone.
		env: {TZ: 'UTC'},
		setupFiles: ['test/support/random-cases.ts'],
		// Property tests need seconds; a machine that others use too must not fail them.
		testTimeout: 60_000,
		expect: {poll: {timeout: 30_000}},
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					include: ['test/**/*.test.{ts,tsx}'],
					exclude: [labTests, releaseTests, terminalTests],
					maxWorkers,
				},
			},
			{
				extends: true,
				test: {
					name: 'packages',
					...packageTests(releaseTests, ['test/lab/announce.ts', 'test/packages/made-packages.ts']),
					testTimeout: 300_000,
					hookTimeout: 300_000,
					maxWorkers,
				},
			},
			{
				extends: true,
				test: {
					name: 'terminal',
					include: [terminalTests],
					// The program, its terminal and a test need the processors at the same moment.
					fileParallelism: false,
					sequence: {groupOrder: 1},
				},
			},
			{
				extends: true,
				test: {
					...onKernel,
					name: 'lab',
					include: [labTests],
					exclude: [measuredTests],
					// A guest takes a processor while it works, and every machine has two; some tests only wait for timeouts.
					maxWorkers: 4,
					sequence: {groupOrder: 2},
				},
			},
			{
				extends: true,
				test: {
					...onKernel,
					name: 'lab-measured',
					include: [measuredTests],
					// Measurements must not share the processors.
					fileParallelism: false,
					sequence: {groupOrder: 3},
				},
			},
		],
	},
});
