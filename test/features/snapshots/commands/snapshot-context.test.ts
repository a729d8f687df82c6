import {expect, test} from 'vitest';
import {createManualClock} from '../../../../source/simulator/manual-clock.ts';
import {
	createSimulatedPort,
	type SimulatedPortOptions,
} from '../../../../source/simulator/simulated-port.ts';
import {runSnapshot} from '../../../support/run-snapshot-subcommand.ts';
import {temporaryFolder} from '../../../support/temporary-folder.ts';

const obstacles: readonly (readonly [string, Partial<SimulatedPortOptions>, string])[] = [
	['root', {user: 'ordinary'}, 'not root: no counters and no changes (start lvstop with sudo'],
	['ipvsadm', {ipvsadm: 'missing'}, 'ipvsadm is not installed'],
	['IPVS in the kernel', {module: 'missing'}, 'load it as root with: modprobe ip_vs'],
];

test.each(
	obstacles.flatMap(obstacle => [['save', ...obstacle] as const, ['diff', ...obstacle] as const]),
)('%s without %s ends as unreachable and says what to do', async (name, _, simulation, message) => {
	const clock = createManualClock();
	const port = createSimulatedPort({clock, seed: 1, scene: 'nat', ...simulation});
	const place = {port, clock, folder: await temporaryFolder()};
	const {code, out, err} = await runSnapshot(place, name, ['-'], {input: '-A -f 9 -s rr\n'});
	expect({code, out}).toEqual({code: 4, out: ''});
	expect(err).toContain(message);
});
