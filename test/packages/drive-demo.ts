/**
 * The actions that every installed package must support: open the console, change a weight with keys, and quit.
 */
import {expect} from 'vitest';
import {openTerminal} from '../terminal/pseudo-terminal.ts';

/** Uses an installed lvstop on the simulated director. */
export async function driveDemo(lvstop: readonly [string, ...string[]]): Promise<void> {
	const terminal = openTerminal([...lvstop, '--demo', 'nat']);
	await terminal.shows('● live');
	await terminal.shows(/10\.0\.0\.8:80 +NAT +1 /);
	terminal.type('jw7\r');
	await terminal.shows('ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 7');
	terminal.type('y');
	await terminal.shows(/10\.0\.0\.8:80 +NAT +≠?7 /);
	await terminal.shows('done: weight of 10.0.0.8:80');
	terminal.type('q');
	expect(await terminal.ended).toEqual({exitCode: 0, signal: 0});
	expect(terminal.isAlternate()).toBe(false);
}
