/**
 * Compares commands that read once and end with ipvsadm's two listings, including their start.
 * `node test/bench/one-shots.bench.ts [services] [servers of each] [rounds]`
 *
 * Everything runs in one guest, in turns, with the released form of the program. The figures are CPU time of the guest
 * on the host, the least of a few rounds, so that other programs on the machine hardly count.
 */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {bootKernel} from '../lab/kernel.ts';
import {buildProgram} from './built-program.ts';
import {listings, secondsOf, tableText} from './large-table.ts';
import {report} from './report.ts';

const [services = 5000, serversEach = 10, rounds = 3] = process.argv.slice(2).map(Number);

const folder = mkdtempSync(join(tmpdir(), 'lvstop-bench-'));
const program = buildProgram(folder);
const commands = [
	{words: '--once', target: 1},
	{words: '--json -n 1', target: 1},
	{words: '--once --sort active', target: null},
	{words: '--once --source ipvsadm', target: null},
	{words: '--version', target: null},
];

const guest = await bootKernel({memory: 1536, lifetime: 7200});
try {
	await guest.run(['ipvsadm', '-R'], {input: tableText(services, serversEach), timeout: 600_000});
	const listed: number[] = [];
	const taken = new Map(commands.map(({words}) => [words, [] as number[]]));
	for (let round = 0; round < rounds; round += 1) {
		listed.push(await secondsOf(guest, listings));
		for (const {words} of commands) {
			const script = `${process.execPath} ${program} ${words} >/dev/null`;
			taken.get(words)?.push(await secondsOf(guest, script));
		}
	}

	for (const {words, target} of commands) {
		report({
			what: `lvstop ${words}, ${services} × ${serversEach}`,
			figure: Math.min(...(taken.get(words) ?? [])),
			beside: 'the two listings',
			other: Math.min(...listed),
			target,
		});
	}
} finally {
	await guest.close();
	rmSync(folder, {recursive: true});
}
