/**
 * One reading on standard output, a service at a time: `--once` and `--json -n 1`. It takes as much memory for a large
 * table as for a small one.
 */

import {type ExitCode, exitCode} from '../../../commands/exit-code.ts';
import type {Program} from '../../../commands/program.ts';
import {type FirstLook, firstLook} from '../../../director/first-look.ts';
import type {Clock} from '../../../director/port/clock.ts';
import {ReadingError} from '../../../director/reading/reading.ts';
import type {StreamReader} from '../../../director/reading/streamed-reading.ts';
import {exitOf, problemText} from './print-readings.ts';

/** What to print of the reading. */
export interface PrintOnceOptions {
	readonly stream: StreamReader;
	readonly clock: Clock;
	/** The parts of its text; the last one ends with a line break. */
	readonly format: (look: FirstLook) => AsyncIterable<string>;
	/** JSON tells the persistent connections as well. */
	readonly persistentConnections: boolean;
}

/** Parts are gathered up to so many characters before they are written. */
const writtenAtOnce = 2 ** 16;

/**
 * Prints one reading, as fast as it is taken. A signal, or a reader that has seen enough, ends it quietly; a director that
 * cannot be read ends it with the reason.
 */
export async function printOnce(
	{output, signals}: Program,
	{stream, clock, format, persistentConnections}: PrintOnceOptions,
): Promise<ExitCode> {
	const stop = new AbortController();
	const {signal} = stop;
	const stopped = Promise.withResolvers<void>();
	const interrupted = () => {
		stop.abort();
		stopped.resolve();
	};
	const stopWatching = output.onBroken(interrupted);
	signals.on('SIGINT', interrupted);
	signals.on('SIGTERM', interrupted);
	let isBegun = false;
	let pending = '';

	const write = async () => {
		isBegun ||= pending !== '';
		output.write(pending);
		pending = '';
		await Promise.race([output.taken(), stopped.promise]);
	};

	const print = async (): Promise<ExitCode> => {
		const wanted = {counters: true, kernelRates: true, persistentConnections};
		const reading = await stream.open({...wanted, freshRules: false, settings: false}, signal);
		const look = await firstLook(reading, clock);
		for await (const part of format(look)) {
			pending += part;
			if (pending.length >= writtenAtOnce) {
				await write();
			}

			if (signal.aborted) {
				return exitCode.done;
			}
		}

		await write();
		return exitOf(look.head);
	};

	try {
		return await print();
	} catch (error) {
		if (signal.aborted) {
			return exitCode.done;
		}

		if (!(error instanceof ReadingError)) {
			throw error;
		}

		// What was printed is cut off; the reason must not stand in the midst of a line.
		output.write(isBegun ? `${pending}\n` : '');
		output.writeError(problemText({reason: error.message, advice: error.advice}));
		return exitCode.unreachable;
	} finally {
		signals.off('SIGINT', interrupted);
		signals.off('SIGTERM', interrupted);
		stopWatching();
	}
}
