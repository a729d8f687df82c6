import {defineConfig} from 'vitest/config';

const labTests = 'test/lab/**/*.test.ts';

export default defineConfig({
	test: {
		environment: 'node',
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
					name: 'lab',
					include: [labTests],
					globalSetup: ['test/lab/announce.ts'],
					// Guests and their traffic need the processor for themselves.
					fileParallelism: false,
					sequence: {groupOrder: 1},
					testTimeout: 120_000,
					hookTimeout: 120_000,
				},
			},
		],
	},
});
