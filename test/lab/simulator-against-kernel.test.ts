import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {Kernel} from '../../source/simulator/kernel.ts';
import {type Observed, observeKernel, observeSimulator, syncInterface} from './both-ways.ts';
import {commandSequences} from './command-sequences/command-sequences.ts';
import type {Call, CommandSequence} from './command-sequences/sequence.ts';
import {describeLab} from './describe-lab.ts';
import {bootKernel, type Guest} from './kernel.ts';
import {anyArguments, sensibleCommand} from './random-commands.ts';

const everything = Object.values(commandSequences).flat();

describeLab('the simulator answers like the kernel and ipvsadm', () => {
	let guest: Guest;
	let fromKernel: readonly Observed[];
	const fromSimulator = observeSimulator(everything);

	beforeAll(async () => {
		guest = await bootKernel();
		await guest.runScript(`
			ip link add ${syncInterface} type bridge
			ip address add 10.99.0.1/24 dev ${syncInterface}
			ip link set ${syncInterface} up
		`);
		fromKernel = await observeKernel(guest, everything);
	}, 600_000);
	afterAll(() => guest.close());

	describe.each(Object.entries(commandSequences))('%s', (_, sequences) => {
		it.each(sequences)('$name', each => {
			const index = everything.indexOf(each);
			expect(fromSimulator[index]).toEqual(fromKernel[index]);
		});
	});

	it('has the settings of the kernel, with its defaults', async () => {
		const folder = '/proc/sys/net/ipv4/vs';
		const listed = await guest.runScript(`cd ${folder}; head -n 1 -v *`);
		const files = [...listed.matchAll(/==> (\S+) <==\n(.*)\n/g)];
		const {sysctls} = new Kernel(() => 0, []);
		const simulated = sysctls.names.map(name => ['', name, sysctls.read(name)?.trimEnd()]);
		// One depends on the machine's memory; the other is only in kernels that are built for debugging.
		const left = new Set(['sync_qlen_max', 'debug_level']);
		const compared = (all: readonly (readonly (string | undefined)[])[]) =>
			all.map(([, name = '', value]) => ({name, value})).filter(({name}) => !left.has(name));
		expect(compared(simulated)).toEqual(compared(files));
	});

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
			{numRuns: 15},
		);
	}, 300_000);

	it('random streams', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(sensibleCommand, {minLength: 1, maxLength: 40}), async lines => {
				await expectAlike([
					{words: ['-R'], input: lines.map(words => `${words.join(' ')}\n`).join('')},
				]);
			}),
			{numRuns: 60},
		);
	}, 300_000);

	it('arguments thrown together', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(anyArguments, {minLength: 20, maxLength: 20}), async lines => {
				await expectAlike(lines.map(words => ({words})));
			}),
			{numRuns: 8},
		);
	}, 300_000);
});
