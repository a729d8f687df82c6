/**
 * Waits until a drained server is empty.
 */

import type {NamedTarget} from '../../commands/find-target.ts';
import type {SubcommandContext} from '../../commands/subcommand.ts';
import type {Clock} from '../../director/port/clock.ts';
import {type Reading, ReadingError} from '../../director/reading/reading.ts';
import type {ConnectionKind} from '../../plans/connections-left.ts';
import {targetName} from '../../plans/seen.ts';
import {durationInWords} from '../../text/time.ts';
import {type DrainSample, drainProgress} from './drain-progress.ts';
import {drainInWords} from './drain-words.ts';

/** The result of a wait. `undone`: somebody gave the server weight. `lost`: the director can no longer be read. */
export type WaitEnd =
	| {readonly end: 'empty'; readonly target: NamedTarget; readonly reading: Reading}
	| {readonly end: 'timeout' | 'undone' | 'gone' | 'lost' | 'stopped'; readonly why: string};

/** A director that cannot be read for this long (milliseconds) is given up. */
const patience = 60_000;

/** Waits this many milliseconds, or until the signal aborts. */
function pause(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
	return new Promise(resolve => {
		const cancel = clock.after(milliseconds, done);
		function done() {
			signal.removeEventListener('abort', done);
			cancel();
			resolve();
		}

		signal.addEventListener('abort', done);
		if (signal.aborted) {
			done();
		}
	});
}

function find({services}: Reading, {service, server}: NamedTarget): NamedTarget | null {
	const foundService = services.find(({id}) => id === service.id);
	const foundServer = foundService?.servers.find(({id}) => id === server.id);
	return foundService && foundServer ? {service: foundService, server: foundServer} : null;
}

/**
 * Waits until all these kinds of connections are 0, and prints a line whenever the numbers have changed. A failed
 * reading is reported and tried again.
 */
export async function waitUntilEmpty(
	context: SubcommandContext<{readonly timeout: number | null; readonly interval: number}>,
	drained: NamedTarget,
	kinds: readonly ConnectionKind[],
): Promise<WaitEnd> {
	const {session, options, signal, write, writeError} = context;
	const {clock, reader} = session;
	const name = targetName(drained);
	const began = clock.monotonic();
	const deadline = began + (options.timeout ?? Number.POSITIVE_INFINITY);
	const samples: DrainSample[] = [];
	let lastRead = began;
	let words = '';

	/** One reading; null if the wait goes on. */
	const look = async (): Promise<WaitEnd | null> => {
		const reading = await reader.read(
			{
				counters: false,
				kernelRates: false,
				persistentConnections: kinds.includes('persistent'),
				freshRules: false,
				settings: false,
			},
			signal,
		);
		lastRead = reading.monotonic;
		const target = find(reading, drained);
		if (!target) {
			return {end: 'gone', why: `${name} is gone: somebody else deleted it`};
		}

		if (target.server.weight > 0) {
			const why = `${name} is no longer drained: somebody else set its weight to ${target.server.weight}`;
			return {end: 'undone', why};
		}

		samples.push({...target.server, at: reading.monotonic});
		const progress = drainProgress(samples, kinds, began);
		const now = progress ? drainInWords(target.service, progress) : words;
		if (now !== words) {
			words = now;
			write(`${name}: ${words}\n`);
		}

		return progress?.drained ? {end: 'empty', target, reading} : null;
	};

	for (;;) {
		try {
			const end = await look();
			if (end) {
				return end;
			}
		} catch (error) {
			if (!(error instanceof ReadingError)) {
				throw error;
			}

			if (!signal.aborted) {
				writeError(`lvstop: ${error.message}\n`);
			}

			if (clock.monotonic() - lastRead >= patience) {
				return {end: 'lost', why: `${name} could not be read: ${error.message}`};
			}
		}

		const left = deadline - clock.monotonic();
		if (signal.aborted) {
			return {end: 'stopped', why: `not waiting any longer: ${words}`};
		}

		if (left <= 0) {
			const waited = durationInWords(clock.monotonic() - began);
			return {end: 'timeout', why: `${name} is not empty after ${waited}: ${words}`};
		}

		await pause(clock, Math.min(options.interval, left), signal);
	}
}
