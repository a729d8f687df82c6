/**
 * The connection table on standard output, once or again and again: `--view connections` with `--once`, `-b`
 * or `--json`.
 */

import {type ExitCode, exitCode} from '../../../commands/exit-code.ts';
import type {Program} from '../../../commands/program.ts';
import type {Clock} from '../../../director/port/clock.ts';
import type {Port} from '../../../director/port/port.ts';
import {type Reader, ReadingError} from '../../../director/reading/reading.ts';
import {type ConnectionsReading, readConnections} from '../connections-reading.ts';
import type {SurveyQuestion} from '../table/survey.ts';

/** What to read, how often, and how to print it. */
export interface PrintConnectionsOptions {
	readonly port: Port;
	readonly clock: Clock;
	/** Reads the services that connections belong to. */
	readonly reader: Reader;
	readonly question: SurveyQuestion;
	/** Milliseconds of reading the table. */
	readonly budget: number;
	/** Milliseconds between readings. */
	readonly interval: number;
	readonly count: number;
	/** The text of one reading, ending with a line break. */
	readonly format: (host: string, reading: ConnectionsReading) => string;
}

/** Only the table itself, how many templates there are, and the timeouts that tell how long a connection is silent. */
const wanted = {
	counters: false,
	kernelRates: false,
	persistentConnections: true,
	freshRules: false,
	settings: true,
} as const;

/**
 * Prints readings until there were so many, a signal comes, or nobody reads the output any more. A
 * director that cannot be read at the start ends it; later on that is told and the next reading waited for.
 */
export async function printConnections(
	program: Pick<Program, 'output' | 'signals'>,
	options: PrintConnectionsOptions,
): Promise<ExitCode> {
	const {output, signals} = program;
	const {port, clock, reader, question, budget, interval, count, format} = options;
	const interruption = new AbortController();
	const {signal} = interruption;
	const interrupt = () => interruption.abort();
	const stopWatching = output.onBroken(interrupt);
	signals.on('SIGINT', interrupt);
	signals.on('SIGTERM', interrupt);

	/** Waits for the next turn, or for an interruption. */
	function rest(milliseconds: number): Promise<void> {
		return new Promise(resolve => {
			const onAbort = () => {
				stopTimer();
				resolve();
			};
			const stopTimer = clock.after(milliseconds, () => {
				signal.removeEventListener('abort', onAbort);
				resolve();
			});
			signal.addEventListener('abort', onAbort);
		});
	}

	let told: string | null = null;

	/** Prints one reading; false if there is none, which is told once. */
	async function printOne(): Promise<boolean> {
		try {
			const {host, services, settings} = await reader.read(wanted, signal);
			const timeouts = settings?.timeouts ?? null;
			const request = {services, timeouts, question, budget};
			const text = format(host, await readConnections(request, {port, clock, signal}));
			// A reader that is slower than the readings misses some; it must not fill the memory.
			if (!output.isBehind()) {
				output.write(text);
			}

			told = null;
			return true;
		} catch (error) {
			if (!(error instanceof ReadingError)) {
				throw error;
			}

			const {message, advice} = error;
			if (message !== told && !signal.aborted) {
				output.writeError(`lvstop: ${message}${advice === '' ? '' : `\n${advice}`}\n`);
			}

			told = message;
			return false;
		}
	}

	try {
		let printed = 0;
		while (printed < count && !signal.aborted) {
			const started = clock.monotonic();
			const done = await printOne();
			printed += Number(done);
			if (!done && printed === 0 && !signal.aborted) {
				return exitCode.unreachable;
			}

			if (printed < count && !signal.aborted) {
				await rest(interval - (clock.monotonic() - started));
			}
		}

		return exitCode.done;
	} finally {
		signals.off('SIGINT', interrupt);
		signals.off('SIGTERM', interrupt);
		stopWatching();
	}
}
