import {expect, test} from 'vitest';
import type {Port} from '../../../../source/director/port/port.ts';
import {createManualClock} from '../../../../source/simulator/manual-clock.ts';
import {
	createSimulatedPort,
	type SimulatedPortOptions,
} from '../../../../source/simulator/simulated-port.ts';
import {runSnapshot, type SnapshotRunOptions} from '../../../support/run-snapshot-subcommand.ts';
import {temporaryFolder} from '../../../support/temporary-folder.ts';

/** A director with rows of every kind and half a minute of traffic, and the requests it got. */
async function place(simulation: Partial<SimulatedPortOptions> = {}) {
	const clock = createManualClock();
	const simulated = createSimulatedPort({clock, seed: 1, scene: 'every-kind', ...simulation});
	clock.advance(30_000);
	const folder = await temporaryFolder();
	const asked: string[] = [];
	const port: Port = {
		...simulated,
		run(command, options) {
			asked.push(command.join(' '));
			return simulated.run(command, options);
		},
	};
	return {
		asked,
		rules: async () => (await runSnapshot({port: simulated, clock, folder}, 'save', ['-'])).out,
		restore: (input: string, options: SnapshotRunOptions) =>
			runSnapshot({port, clock, folder}, 'restore', ['-'], {...options, input}),
	};
}

function without(rules: string, line: RegExp): string {
	const kept = rules.split('\n').filter(text => !line.test(text));
	expect(kept.length).toBeLessThan(rules.split('\n').length);
	return kept.join('\n');
}

test('a restore that removes a server mentions its persistent clients and its connections', async () => {
	const {rules, restore} = await place();
	const fewer = without(await rules(), /^-a -t 172\.16\.249\.138:80 -r 10\.0\.0\.8:80 /);
	const {code, out} = await restore(fewer, {dryRun: true});
	expect(code).toBe(0);
	expect(out).toMatch(
		/^.*\d+ persistent clients of 10\.0\.0\.8:80 in tcp:172\.16\.249\.138:80 will be sent to another server$/m,
	);
	expect(out).toMatch(/^.*\d+ connections? of 10\.0\.0\.8:80 in .* will be cut off: /m);
});

test('a restore that removes nothing needs the two listings, and what a snapshot stores', async () => {
	const {asked, rules, restore} = await place();
	const edited = (await rules()).replace(' -w 3', ' -w 4');
	await restore(edited, {dryRun: true});
	expect(asked.filter(command => command.startsWith('ipvsadm '))).toEqual([
		'ipvsadm -Ln --timeout',
		'ipvsadm -Ln --daemon',
		'ipvsadm -Sn',
		'ipvsadm -Ln --thresholds',
	]);
});

test.each<[string, Partial<SimulatedPortOptions>, number, string]>([
	['root', {user: 'ordinary'}, 3, 'not root: no counters and no changes (start lvstop with sudo'],
	['ipvsadm', {ipvsadm: 'missing'}, 3, 'ipvsadm is not installed'],
	['IPVS in the kernel', {module: 'missing'}, 4, 'load it as root with: modprobe ip_vs'],
])('a restore without %s gives advice', async (_, simulation, code, message) => {
	const {restore} = await place(simulation);
	const ended = await restore('-A -f 99 -s rr\n', {yes: true});
	expect(ended).toMatchObject({code, out: ''});
	expect(ended.err).toContain(message);
});
