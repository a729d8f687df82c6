/**
 * Prints the connection table once or repeatedly: `--view connections` with `--once`, `-b` or `--json`.
 */

import {type ExitCode, exitCode} from '../../../commands/exit-code.ts';
import type {Program} from '../../../commands/program.ts';
import type {Names} from '../../../director/names.ts';
import type {Clock} from '../../../director/port/clock.ts';
import type {Port} from '../../../director/port/port.ts';
import {type Reader, ReadingError} from '../../../director/reading/reading.ts';
import {type NameBook, noBook} from '../../names/index.ts';
import {type ConnectionsReading, readConnections} from '../connections-reading.ts';
import {namedIn} from '../named-addresses.ts';
import type {SurveyQuestion} from '../table/survey.ts';

/** The readings to print, and their format. */
export interface PrintConnectionsOptions {
	readonly port: Port;
	readonly clock: Clock;
	/** Reads the services that connections belong to. */
	readonly reader: Reader;
	readonly question: SurveyQuestion;
	/** The time budget of reading the table, milliseconds. */
	readonly budget: number;
	/** Milliseconds between readings. */
	readonly interval: number;
	readonly count: number;
	/** Formats one reading; the text ends with a line break. */
	readonly format: (host: string, reading: ConnectionsReading, names: Names) => string;
	/** Finds the names of addresses. */
	readonly book?: NameBook;
}

/**
 * Reads only the table itself, the number of templates, and the timeouts, which tell how long a connection has been
 * silent.
 */
const wanted = {
	counters: false,
	kernelRates: false,
	persistentConnections: true,
	freshRules: false,
	settings: true,
} as const;

/**
 * Prints readings until there were enough, a signal comes, or nobody reads the output any more. If the director cannot
 * be read at the start, that is an error; later it is reported and the next reading is tried.
 */
export async function printConnections(
	program: Pick<Program, 'output' | 'signals'>,
	options: PrintConnectionsOptions,
): Promise<ExitCode> {
	const {output, signals} = program;
	const {port, clock, reader, question, budget, interval, count, format, book = noBook} = options;
	const interruption = new AbortController();
	const {signal} = interruption;
	const interrupt = () => interruption.abort();
	const stopWatching = output.onBroken(interrupt);
	signals.on('SIGINT', interrupt);
	signals.on('SIGTERM', interrupt);

	/** Waits for the next reading, or for an interruption. */
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

	/** Prints one reading. Returns false if the reading failed; a failure is reported once. */
	async function printOne(): Promise<boolean> {
		try {
			const {host, services, settings} = await reader.read(wanted, signal);
			const timeouts = settings?.timeouts ?? null;
			const named = namedIn(question.filter, book.names());
			const request = {services, timeouts, question: {...question, ...named}, budget};
			const read = await readConnections(request, {port, clock, signal});
			const ends = read.rows.flatMap(({client, virtual, server, fwmark}) =>
				fwmark === null ? [client, virtual, server] : [client, server],
			);
			const addresses = new Set(ends.map(({address}) => address));
			await (count === 1 ? book.learn(addresses) : book.want(addresses));
			const text = format(host, read, book.names());
			// A consumer that is slower than the readings misses some. They must not pile up in memory.
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
		// The names of the configuration and of /etc/hosts, for the filter.
		await book.learn([]);
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
