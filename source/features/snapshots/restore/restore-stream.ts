/**
 * Runs many steps in one process: `ipvsadm -R`.
 */

import {type CommandResult, type Port, PortError} from '../../../director/port/port.ts';
import type {Command, Step} from '../../../plans/plan.ts';

/** The command that reads the steps from its standard input. */
export const streamCommand: Command = ['ipvsadm', '-R'];

/** The time limit of a stream, milliseconds: several times what a slow machine needs. */
function timeLimit(steps: number): number {
	return 30_000 + steps * 20;
}

/** The steps as lines. None of their words contains a blank, and the last line ends with a newline. */
function streamText(steps: readonly Step[]): string {
	let text = '';
	for (const {command} of steps) {
		text += `${command.slice(1).join(' ')}\n`;
	}

	return text;
}

/** The result of a stream. */
export interface StreamResult {
	/** Null if the process could not be run to its end. */
	readonly result: CommandResult | null;
	/** Why there is no result; null if there is. */
	readonly problem: string | null;
}

/**
 * Runs the steps. The result does not show which of them were accepted: the program continues after a line that the
 * kernel refuses, its exit code is that of the last line, and its messages do not name the line (verified with 1.31).
 * Only no output and exit code 0 together mean that all of them were.
 */
export async function runStream(
	port: Port,
	steps: readonly Step[],
	signal?: AbortSignal,
): Promise<StreamResult> {
	try {
		const result = await port.run(streamCommand, {
			input: streamText(steps),
			timeout: timeLimit(steps.length),
			signal,
		});
		return {result, problem: null};
	} catch (error) {
		if (error instanceof PortError) {
			return {result: null, problem: error.message};
		}

		throw error;
	}
}

/** Whether every line was accepted silently. */
export function isSilent({result}: StreamResult): boolean {
	return result?.exitCode === 0 && result.stderr.trim() === '';
}

/** The number of a stream's messages to repeat; a large stream may have one for each line. */
const messagesShown = 3;

/** The failure of a stream, in one line. */
export function streamProblem({result, problem}: StreamResult): string {
	if (!result) {
		return problem ?? 'ipvsadm -R: no answer';
	}

	const messages = result.stderr.split('\n').filter(line => line.trim() !== '');
	const rest = messages.length - messagesShown;
	const shown = messages.slice(0, messagesShown).join('; ');
	return `ipvsadm -R: ${shown || 'no output'}${rest > 0 ? ` (and ${rest} more messages)` : ''} (exit ${result.exitCode})`;
}
