/**
 * Reads the connection table: as a stream, for no longer than a budget, and without holding up the keys.
 */
import {setImmediate as nextTurn} from 'node:timers/promises';
import type {Clock} from '../../director/port/clock.ts';
import {readPieces} from '../../director/port/file-pieces.ts';
import {type Port, PortError} from '../../director/port/port.ts';
import {readTableStatus} from '../../director/reading/connection-table.ts';
import {readingError, UnreadableSource} from '../../director/reading/failures.ts';
import {runInSlices} from '../../director/reading/slices.ts';
import {createSources} from '../../director/reading/sources.ts';
import {ParseError} from '../../ipvs/line-parser.ts';
import type {Timeouts} from '../../ipvs/listing.ts';
import type {ConfiguredService} from './table/configuration.ts';
import {expectedEntries, type ServerEntries} from './table/expected-entries.ts';
import {createSurvey, type SurveyQuestion, type SurveyResult} from './table/survey.ts';
import type {SurveyEnd, SurveyProgress} from './table/survey-words.ts';

/** The connection table: everybody may read it while IPVS is in the kernel. */
export const connectionsPath = '/proc/net/ip_vs_conn';

/** How long a reading may take where nothing else is said, milliseconds. */
export const defaultBudget = 1000;

/** Bytes that are looked at before the time is: about a millisecond's work. */
const sliceBytes = 64 * 1024;

/** How long keys may have to wait, milliseconds. */
const longestSlice = 8;

/** Milliseconds between two notes of how far it is. */
const progressInterval = 100;

/** How much later than the budget the port gives up by itself, milliseconds. */
const afterBudget = 5000;

/** The rows of a reading's services, with what tells how many connections there are. */
export type ConnectedService = ConfiguredService & {readonly servers: readonly ServerEntries[]};

/** The request. */
export interface ConnectionsRequest {
	/** As they were read last. */
	readonly services: readonly ConnectedService[];
	/** As they were read last; null, or not there, if they are not known. */
	readonly timeouts?: Timeouts | null;
	readonly question: SurveyQuestion;
	/** Milliseconds of reading. */
	readonly budget: number;
}

/** The table, or the part of it that was read in time. */
export interface ConnectionsReading extends SurveyResult, SurveyProgress {
	/** The wall clock when it was read, milliseconds since 1970. */
	readonly time: number;
	readonly end: SurveyEnd;
}

/** Where it is read, and what is done meanwhile. */
export interface ConnectionsReadingOptions {
	readonly port: Port;
	readonly clock: Clock;
	readonly signal?: AbortSignal | undefined;
	/** Told how far it is, at the start and then a few times a second. */
	readonly onProgress?: ((progress: SurveyProgress) => void) | undefined;
}

/**
 * Reads the table once. When the budget is spent, which is counted from the first bytes on, what was seen
 * until then is the reading.
 * @throws {ReadingError} where it could not be read, also when it was cancelled
 */
export async function readConnections(
	{services, timeouts = null, question, budget}: ConnectionsRequest,
	{port, clock, signal, onProgress}: ConnectionsReadingOptions,
): Promise<ConnectionsReading> {
	const started = clock.monotonic();
	const time = clock.now();
	let about = expectedEntries(services);
	// Nobody who makes connections shall know which of them collide in a table.
	const seed = Math.floor(Math.random() * 2 ** 32);
	const survey = createSurvey(services, question, {seed, timeouts});
	const progress = (): SurveyProgress => ({
		seen: survey.seen,
		about,
		elapsed: clock.monotonic() - started,
	});

	onProgress?.(progress());
	const spent = new AbortController();
	const timer: {stop: (() => void) | null} = {stop: null};
	const stop = signal ? AbortSignal.any([signal, spent.signal]) : spent.signal;
	let turn = started;
	let told = started;
	let end: SurveyEnd = 'complete';

	/** Lets keys be answered, and whoever waits know how far it is. */
	async function breathe(): Promise<void> {
		const now = clock.monotonic();
		if (now - told >= progressInterval) {
			told = now;
			onProgress?.(progress());
		}

		if (now - turn >= longestSlice) {
			await nextTurn();
			turn = clock.monotonic();
		}
	}

	async function readAll(): Promise<SurveyEnd> {
		// The kernel's own number knows of templates, and of servers that are configured no more.
		const status = await readTableStatus(createSources(port, clock, stop)).catch(() => null);
		about = status?.connections ?? about;
		const options = {signal: stop, timeout: budget + afterBudget};
		for await (const piece of readPieces(port, connectionsPath, options)) {
			// The way to the director and the start of a program there are no reading.
			timer.stop ??= clock.after(budget, () => spent.abort());
			for (let from = 0; from < piece.length; from += sliceBytes) {
				survey.push(piece.subarray(from, from + sliceBytes));
				await breathe();
				signal?.throwIfAborted();
				if (spent.signal.aborted) {
					return 'out-of-time';
				}
			}
		}

		survey.end();
		return 'complete';
	}

	try {
		end = await readAll().catch((error: unknown) => {
			const ranOut = error instanceof PortError && error.failure === 'cancelled';
			if (ranOut && spent.signal.aborted && !signal?.aborted) {
				return 'out-of-time';
			}

			throw error;
		});
		const read = progress();
		const result = await runInSlices(clock, survey.result(), signal);
		return {...result, ...read, time, end};
	} catch (error) {
		throw connectionsError(error, port, signal);
	} finally {
		timer.stop?.();
	}
}

function connectionsError(error: unknown, port: Port, signal: AbortSignal | undefined): Error {
	if (signal?.aborted) {
		const cancelled = new PortError('cancelled', connectionsPath, 'cancelled');
		return readingError(cancelled, port.place);
	}

	return readingError(
		error instanceof ParseError ? new UnreadableSource(connectionsPath, error) : error,
		port.place,
	);
}
