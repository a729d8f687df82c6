/**
 * Prints one reading on standard output, a service at a time: `--once` and `--json -n 1`. A large table takes no more
 * memory than a small one.
 */

import {type ExitCode, exitCode} from '../../../commands/exit-code.ts';
import type {Program} from '../../../commands/program.ts';
import {type FirstLook, firstLook} from '../../../director/first-look.ts';
import type {Clock} from '../../../director/port/clock.ts';
import {ReadingError} from '../../../director/reading/reading.ts';
import type {StreamReader} from '../../../director/reading/streamed-reading.ts';
import {exitOf, problemText} from './print-readings.ts';

/** The content to print of the reading. */
export interface PrintOnceOptions {
	readonly stream: StreamReader;
	readonly clock: Clock;
	/** The parts of its text; the last one ends with a line break. */
	readonly format: (look: FirstLook) => AsyncIterable<string>;
	/** Whether to read persistent connections too, as JSON does. */
	readonly persistentConnections: boolean;
}

/** The number of characters that are collected before they are written. */
const writtenAtOnce = 2 ** 16;

/**
 * Prints one reading, as fast as the output accepts it. It ends quietly at a signal, or if the reader closes the pipe.
 * If the director cannot be read, it reports the reason.
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

		// The output is cut off; the reason must not begin in the middle of a line.
		output.write(isBegun ? `${pending}\n` : '');
		output.writeError(problemText({reason: error.message, advice: error.advice}));
		return exitCode.unreachable;
	} finally {
		signals.off('SIGINT', interrupted);
		signals.off('SIGTERM', interrupted);
		stopWatching();
	}
}
