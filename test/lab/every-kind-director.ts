/**
 * A director on the kernel with every kind of service and server, and ipvsadm's own output for it.
 */
import {everyKind} from '../../source/simulator/scenes/every-kind.ts';
import type {Guest} from './kernel.ts';

/** The rules without the sync daemons. */
const rules = everyKind.rules
	.split('\n')
	.filter(line => line.startsWith('-A') || line.startsWith('-a'))
	.map(line => `${line}\n`)
	.join('');

/** Makes the table hold every kind of service and server, and nothing else. */
export async function resetToEveryKind(guest: Guest): Promise<void> {
	const {stderr} = await guest.run(['ipvsadm', '-R'], {input: `-C\n${rules}`});
	if (stderr !== '') {
		throw new Error(`the rules were refused: ${stderr}`);
	}
}

/** ipvsadm's output of the rules, and of the thresholds, which it prints separately. */
export interface PrintedRules {
	readonly saved: readonly string[];
	readonly thresholds: readonly string[];
}

/**
 * Asks ipvsadm itself; one line per row. One process prints both, because starting one is most of the work in a guest.
 */
export async function printedRules(guest: Guest): Promise<PrintedRules> {
	const {stdout} = await guest.run(['ipvsadm', '-R'], {input: '-S -n\n-L -n --thresholds\n'});
	const listing = stdout.indexOf('IP Virtual Server version');
	return {
		saved: stdout.slice(0, listing).split('\n'),
		thresholds: stdout.slice(listing).split('\n'),
	};
}
