/**
 * docs/walk-nat.md on the kernel: every command of the page, in its order, from machines without addresses.
 */
import {readFileSync} from 'node:fs';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {builtProgram} from '../terminal/pseudo-terminal.ts';
import {describeLab} from './describe-lab.ts';
import {bootKernel, type Guest} from './kernel.ts';
import {addProgram, labPrograms} from './labs/lab.ts';
import {buildCables} from './network.ts';
import {directorName, topologies} from './topology.ts';

/** A block of commands, and the block with what they print, if it follows. */
interface Step {
	readonly number: number;
	readonly machine: string;
	readonly commands: string;
	readonly printed: string | null;
}

function stepsOf(text: string): readonly Step[] {
	const blocks = text.matchAll(
		/^```sh (?<machine>\S+)\n(?<commands>.*?)^```\n(?:\n^```text\n(?<printed>.*?)^```$)?/gms,
	);
	return [...blocks].map(({groups}, index) => ({
		number: index + 1,
		machine: groups?.['machine'] ?? '',
		commands: groups?.['commands'] ?? '',
		printed: groups?.['printed'] ?? null,
	}));
}

const page = readFileSync(new URL('../../docs/walk-nat.md', import.meta.url), 'utf8');
const steps = stepsOf(page);

describeLab('the walk through LVS-NAT', () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel({modules: ['veth', 'bridge']});
		await buildCables(guest, topologies.nat);
		await addProgram(
			guest,
			'lvstop',
			`#!/bin/sh\nexec '${process.execPath}' '${builtProgram}' "$@"\n`,
		);
		// Modules of this kernel are not where modprobe expects them.
		await addProgram(guest, 'modprobe', '#!/bin/sh\nexec /sbin/modprobe -d /run/modprobe "$@"\n');
		await guest.writeFile('/proc/sys/kernel/modprobe', `${labPrograms}/modprobe`);
		for (const applet of ['sysctl', 'wget']) {
			await addProgram(guest, applet, `#!/bin/sh\nexec busybox ${applet} "$@"\n`);
		}
	});
	afterAll(() => guest.close());

	it('has all its commands in steps', () => {
		expect(steps.length).toBeGreaterThan(10);
		expect(steps).toHaveLength(page.match(/^```sh/gm)?.length ?? 0);
	});

	it.each(steps)('step $number on $machine', async ({machine, commands, printed}) => {
		const place = machine === directorName ? [] : ['ip', 'netns', 'exec', machine];
		const script = ['bash', '-euo', 'pipefail', '-c', `cd\n${commands}`];
		const {exitCode, stdout, stderr} = await guest.run(['env', ...place, ...script]);

		expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
		if (printed !== null) {
			expect(stdout).toBe(printed);
		}
	});
});
