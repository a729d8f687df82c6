/**
 * Reads the connection table as a stream, within a time budget, and without blocking the keys.
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

/** The connection table. Every user may read it while IPVS is in the kernel. */
export const connectionsPath = '/proc/net/ip_vs_conn';

/** The time budget of one reading if none is given, milliseconds. */
export const defaultBudget = 1000;

/** Bytes to process before the clock is checked: about one millisecond of work. */
const sliceBytes = 64 * 1024;

/** The longest time that keys may have to wait, milliseconds. */
const longestSlice = 8;

/** Milliseconds between two progress reports. */
const progressInterval = 100;

/** The time after the budget at which the port itself gives up, milliseconds. */
const afterBudget = 5000;

/** A service of a reading, with the connection counts of its servers. */
export type ConnectedService = ConfiguredService & {readonly servers: readonly ServerEntries[]};

/** The request for a reading of the connection table. */
export interface ConnectionsRequest {
	/** The services of the last reading. */
	readonly services: readonly ConnectedService[];
	/** The timeouts of the last reading; null or missing if they are not known. */
	readonly timeouts?: Timeouts | null;
	readonly question: SurveyQuestion;
	/** The time budget of the reading, milliseconds. */
	readonly budget: number;
}

/** The table, or the part of it that was read in time. */
export interface ConnectionsReading extends SurveyResult, SurveyProgress {
	/** The wall clock time of the reading, milliseconds since 1970. */
	readonly time: number;
	readonly end: SurveyEnd;
}

/** The dependencies of a reading, and its progress callback. */
export interface ConnectionsReadingOptions {
	readonly port: Port;
	readonly clock: Clock;
	readonly signal?: AbortSignal | undefined;
	/** Called with the progress at the start and then a few times a second. */
	readonly onProgress?: ((progress: SurveyProgress) => void) | undefined;
}

/**
 * Reads the table once. When the budget is spent, the reading is what was seen until then. The budget counts from the
 * first bytes.
 * @throws {ReadingError} if the table could not be read, or the reading was cancelled
 */
export async function readConnections(
	{services, timeouts = null, question, budget}: ConnectionsRequest,
	{port, clock, signal, onProgress}: ConnectionsReadingOptions,
): Promise<ConnectionsReading> {
	const started = clock.monotonic();
	const time = clock.now();
	let about = expectedEntries(services);
	// A client must not be able to work out which connections collide in a hash table.
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

	/** Lets the event loop handle keys, and reports progress. */
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
		// The kernel's own number includes templates, and connections to servers that are no longer configured.
		const status = await readTableStatus(createSources(port, clock, stop)).catch(() => null);
		about = status?.connections ?? about;
		const options = {signal: stop, timeout: budget + afterBudget};
		for await (const piece of readPieces(port, connectionsPath, options)) {
			// Reaching the director and starting a program are not part of the budget.
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
