/**
 * Runs inside the guest, as root: CPU time of commands that read once and end, in seconds, in turns. Prints one line
 * of JSON: the times of each command, by its name.
 * Its words are how often each runs, and JSON with the commands by their names.
 */
import {spawnSync} from 'node:child_process';
import process from 'node:process';
import {endedChildrenCpuTime} from '../../bench/cpu-time.ts';

const rounds = Number(process.argv[2]);
const commands = JSON.parse(process.argv[3] ?? '{}') as Record<string, string>;
const times = new Map(Object.keys(commands).map(name => [name, [] as number[]]));
for (let round = 0; round < rounds; round += 1) {
	for (const [name, command] of Object.entries(commands)) {
		const before = endedChildrenCpuTime();
		const {status, stderr} = spawnSync('sh', ['-c', command], {
			stdio: ['ignore', 'ignore', 'pipe'],
			encoding: 'utf8',
		});
		if (status !== 0) {
			throw new Error(`${command}: exit code ${status}: ${stderr}`);
		}

		times.get(name)?.push(endedChildrenCpuTime() - before);
	}
}

process.stdout.write(JSON.stringify(Object.fromEntries(times)));
