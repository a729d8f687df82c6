/**
 * Standard input, read to its end; and waiting that a person can end.
 */
import {largestSizes} from '../files/regular-file.ts';
import {exitCode} from './exit-code.ts';
import {SubcommandError} from './subcommand.ts';

/**
 * What the work gives, unless the person wants to stop before: then nobody waits for it any more.
 * @throws {SubcommandError} when the person wants to stop
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
 * All of standard input as text.
 * @throws {SubcommandError} if there is more of it than saved rules can have, such as of /dev/zero
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
				`standard input is larger than the ${mebibytes} MiB that are read of it`,
			);
		}

		pieces.push(bytes);
	}

	return Buffer.concat(pieces).toString('utf8');
}
