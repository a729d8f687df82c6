import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {Kernel} from '../../source/simulator/kernel.ts';
import {bootForBothWays, type Observed, observeKernel, observeSimulator} from './both-ways.ts';
import {commandSequences} from './command-sequences/command-sequences.ts';
import {describeLab} from './describe-lab.ts';
import type {Guest} from './kernel.ts';

const everything = Object.values(commandSequences).flat();

describeLab('the simulator answers like the kernel and ipvsadm', () => {
	let guest: Guest;
	let fromKernel: readonly Observed[];
	const fromSimulator = observeSimulator(everything);

	beforeAll(async () => {
		guest = await bootForBothWays();
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
});
