/**
 * A simulated kernel without traffic, and ipvsadm on it.
 */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {CommandResult} from '../../source/director/port/port.ts';
import {runIpvsadm} from '../../source/simulator/ipvsadm/ipvsadm.ts';
import {Kernel} from '../../source/simulator/kernel.ts';

const fixtures = join(import.meta.dirname, '../fixtures/linux-6.1-ipvsadm-1.31');

export function fixture(path: string): string {
	return readFileSync(join(fixtures, path), 'utf8');
}

export interface TestDirector {
	readonly kernel: Kernel;
	/** Runs ipvsadm with the words of a line. */
	run(line: string, input?: string): CommandResult;
	/** Runs lines that have to succeed. */
	set(...lines: readonly string[]): void;
}

/** @param now seconds of simulated time */
export function createDirector(now: () => number = () => 0): TestDirector {
	const kernel = new Kernel(now, ['lo', 'eth0', 'br0']);
	const run = (line: string, input = '') =>
		runIpvsadm(
			{kernel, connections: () => []},
			['ipvsadm', ...line.split(' ').filter(word => word !== '')],
			input,
		);
	return {
		kernel,
		run,
		set(...lines) {
			for (const line of lines) {
				const {exitCode, stderr} = run(line);
				if (exitCode !== 0) {
					throw new Error(`ipvsadm ${line}: ${stderr}`);
				}
			}
		},
	};
}

/** The table of the fixtures `every-kind`, with its thresholds and daemons but without its traffic. */
export function createEveryKind(): TestDirector {
	const director = createDirector();
	director.run('-R', fixture('every-kind/ipvsadm-Sn.txt'));
	director.set(
		'-e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 3 -x 1000 -y 800',
		'--start-daemon master --mcast-interface br0 --syncid 5',
		'--start-daemon backup --mcast-interface br0 --syncid 7',
	);
	return director;
}
