import {defineConfig} from 'vitest/config';

const labTests = 'test/lab/**/*.test.ts';
/** Tests that measure traffic or time. */
const measuredTests = 'test/lab/**/*.measured.test.ts';

const onKernel = {
	globalSetup: ['test/lab/announce.ts'],
	testTimeout: 120_000,
	hookTimeout: 120_000,
};

export default defineConfig({
	test: {
		environment: 'node',
		// Times on the screen are those of the machine's zone.
		env: {TZ: 'UTC'},
		testTimeout: 20_000,
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					include: ['test/**/*.test.{ts,tsx}'],
					exclude: [labTests],
				},
			},
			{
				extends: true,
				test: {
					...onKernel,
					name: 'lab',
					include: [labTests],
					exclude: [measuredTests],
					// A guest takes a processor, and two machines' worth of them is what every machine has.
					maxWorkers: 2,
					sequence: {groupOrder: 1},
				},
			},
			{
				extends: true,
				test: {
					...onKernel,
					name: 'lab-measured',
					include: [measuredTests],
					// What is measured needs the processors for itself.
					fileParallelism: false,
					sequence: {groupOrder: 2},
				},
			},
		],
	},
});
