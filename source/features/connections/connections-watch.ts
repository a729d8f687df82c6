/**
 * Reads the connection table again and again, but only while somebody looks at it.
 */

import type {Clock} from '../../director/port/clock.ts';
import type {Port} from '../../director/port/port.ts';
import {readingError} from '../../director/reading/failures.ts';
import type {ReadingError} from '../../director/reading/reading.ts';
import type {Timeouts} from '../../ipvs/listing.ts';
import {
	type ConnectedService,
	type ConnectionsReading,
	defaultBudget,
	readConnections,
} from './connections-reading.ts';
import type {SurveyQuestion} from './table/survey.ts';
import type {SurveyProgress} from './table/survey-words.ts';

/** The data to show; replaced as a whole at each change. */
export interface ConnectionsState {
	/** The last good reading and the question that it answers; null before the first one. */
	readonly reading: ConnectionsReading | null;
	readonly answered: SurveyQuestion | null;
	/** The progress of the running reading; null between readings. */
	readonly progress: SurveyProgress | null;
	/** Why the last reading failed; null while readings succeed. */
	readonly error: ReadingError | null;
}

/** The dependencies of a watch. */
export interface ConnectionsWatchOptions {
	readonly port: Port;
	readonly clock: Clock;
	/** The services of the last reading; null before that. */
	readonly services: () => readonly ConnectedService[] | null;
	/** The timeouts of the last reading; null if they are not known. */
	readonly timeouts?: (() => Timeouts | null) | undefined;
	readonly onChange: (state: ConnectionsState) => void;
	/** The time budget of one reading, milliseconds; default {@link defaultBudget}. */
	readonly budget?: number | undefined;
	/** The shortest time between two readings, milliseconds; default 2000. */
	readonly interval?: number | undefined;
}

/** The watch of one view. */
export interface ConnectionsWatch {
	/** Reads for this question now and from now on. A running reading for another question is cancelled. */
	ask(question: SurveyQuestion): void;
	/** Cancels the running reading and reads no more until the next question. */
	close(): void;
}

/** A reading keeps a CPU of the director busy. After it the watch rests for this many times its duration. */
const restFactor = 4;

const defaultInterval = 2000;

const nothing: ConnectionsState = {reading: null, answered: null, progress: null, error: null};

/** Creates a watch that reads nothing until the first question. */
export function createConnectionsWatch(options: ConnectionsWatchOptions): ConnectionsWatch {
	const {port, clock, services, timeouts, onChange} = options;
	const {budget = defaultBudget, interval = defaultInterval} = options;
	let state = nothing;
	/** Stops the work for the last question: a reading, or the rest after it. */
	let stop = () => {};

	function change(changes: Partial<ConnectionsState>): void {
		state = {...state, ...changes};
		onChange(state);
	}

	async function readOnce(question: SurveyQuestion, signal: AbortSignal): Promise<void> {
		const known = services();
		if (known === null) {
			return;
		}

		try {
			const request = {services: known, timeouts: timeouts?.() ?? null, question, budget};
			const reading = await readConnections(request, {
				port,
				clock,
				signal,
				onProgress: progress => change({progress}),
			});
			change({reading, answered: question, progress: null, error: null});
		} catch (error) {
			if (!signal.aborted) {
				change({progress: null, error: readingError(error, port.place)});
			}
		}
	}

	function begin(question: SurveyQuestion): void {
		const cancel = new AbortController();
		stop = () => cancel.abort();
		const started = clock.monotonic();
		readOnce(question, cancel.signal).then(() => {
			if (!cancel.signal.aborted) {
				const rest = Math.max(interval, restFactor * (clock.monotonic() - started));
				stop = clock.after(rest, () => begin(question));
			}
		});
	}

	return {
		ask(question) {
			stop();
			begin(question);
		},
		close() {
			stop();
			stop = () => {};
			change({progress: null});
		},
	};
}
