/**
 * A director on the kernel with every kind of service and server, and what ipvsadm itself says of it.
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
	const [, restored] = await guest.runAll([
		{command: ['ipvsadm', '-C']},
		{command: ['ipvsadm', '-R'], input: rules},
	]);
	if (restored?.stderr !== '') {
		throw new Error(`the rules were refused: ${restored?.stderr}`);
	}
}

/** What ipvsadm prints of the rules, and of the thresholds, which it prints apart from them. */
export interface PrintedRules {
	readonly saved: readonly string[];
	readonly thresholds: readonly string[];
}

/** Asks ipvsadm itself, a line each. */
export async function printedRules(guest: Guest): Promise<PrintedRules> {
	const [saved, thresholds] = await guest.runAll([
		{command: ['ipvsadm', '-Sn']},
		{command: ['ipvsadm', '-Ln', '--thresholds']},
	]);
	return {
		saved: saved?.stdout.split('\n') ?? [],
		thresholds: thresholds?.stdout.split('\n') ?? [],
	};
}
