/**
 * Reads standard input to its end, and waits for work that the operator can interrupt.
 */
import {largestSizes} from '../files/regular-file.ts';
import {exitCode} from './exit-code.ts';
import {SubcommandError} from './subcommand.ts';

/**
 * The result of the work, unless the operator interrupts before.
 * @throws {SubcommandError} if the operator interrupts
 */
export function unlessStopped<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
	const {promise, reject} = Promise.withResolvers<never>();
	const stop = () => reject(new SubcommandError(exitCode.refused, 'interrupted'));
	signal.addEventListener('abort', stop);
	if (signal.aborted) {
		stop();
	}

	return Promise.race([work, promise]).finally(() => signal.removeEventListener('abort', stop));
}

/**
 * Standard input as text.
 * @throws {SubcommandError} if there is more than saved rules can have, such as from /dev/zero
 */
export async function readInput(stdin: AsyncIterable<string | Uint8Array>): Promise<string> {
	const pieces: Uint8Array[] = [];
	let size = 0;
	for await (const piece of stdin) {
		const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
		size += bytes.length;
		if (size > largestSizes.rules) {
			const mebibytes = largestSizes.rules / 2 ** 20;
			throw new SubcommandError(
				exitCode.usage,
				`standard input is larger than the limit of ${mebibytes} MiB`,
			);
		}

		pieces.push(bytes);
	}

	return Buffer.concat(pieces).toString('utf8');
}
