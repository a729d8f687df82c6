import fc from 'fast-check';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {cases} from '../support/random-cases.ts';
import {bootForBothWays, observeKernel, observeSimulator} from './both-ways.ts';
import type {Call, CommandSequence} from './command-sequences/sequence.ts';
import {describeLab} from './describe-lab.ts';
import type {Guest} from './kernel.ts';
import {anyArguments, sensibleCommand} from './random-commands.ts';

describeLab('the simulator answers like the kernel and ipvsadm to', () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootForBothWays();
	});
	afterAll(() => guest.close());

	/** Both answers to one sequence. */
	async function expectAlike(calls: readonly Call[]): Promise<void> {
		const each: CommandSequence = {name: 'random', calls};
		const [kernels] = await observeKernel(guest, [each]);
		expect(observeSimulator([each])).toEqual([kernels]);
	}

	it('random commands on a few rows', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(sensibleCommand, {minLength: 10, maxLength: 30}), async lines => {
				// A mistake that ipvsadm finds itself would end the whole stream, so each line is one of its own.
				await expectAlike(lines.map(words => ({words})));
			}),
			{numRuns: cases(15)},
		);
	}, 300_000);

	it('random streams', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(sensibleCommand, {minLength: 1, maxLength: 40}), async lines => {
				await expectAlike([
					{words: ['-R'], input: lines.map(words => `${words.join(' ')}\n`).join('')},
				]);
			}),
			{numRuns: cases(60)},
		);
	}, 300_000);

	it('arguments thrown together', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(anyArguments, {minLength: 20, maxLength: 20}), async lines => {
				await expectAlike(lines.map(words => ({words})));
			}),
			{numRuns: cases(8)},
		);
	}, 300_000);
});
