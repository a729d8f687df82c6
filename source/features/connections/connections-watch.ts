/**
 * Reads the connection table again and again while somebody looks at it, and not otherwise.
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

/** The shown data; replaced as a whole at each change. */
export interface ConnectionsState {
	/** The last good reading and the question that it answers; null until there is one. */
	readonly reading: ConnectionsReading | null;
	readonly answered: SurveyQuestion | null;
	/** How far the reading is that is under way; null between readings. */
	readonly progress: SurveyProgress | null;
	/** Why the last reading failed; null while they succeed. */
	readonly error: ReadingError | null;
}

/** The dependencies of a watch. */
export interface ConnectionsWatchOptions {
	readonly port: Port;
	readonly clock: Clock;
	/** The services as they were read last; null before that. */
	readonly services: () => readonly ConnectedService[] | null;
	/** As they were read last; null if they are not known. */
	readonly timeouts?: (() => Timeouts | null) | undefined;
	readonly onChange: (state: ConnectionsState) => void;
	/** Milliseconds of reading; {@link defaultBudget} where not given. */
	readonly budget?: number | undefined;
	/** Milliseconds between two readings at least; 2000 where not given. */
	readonly interval?: number | undefined;
}

/** One view's watch. */
export interface ConnectionsWatch {
	/** Reads now, and from then on. What is under way for another question is cancelled. */
	ask(question: SurveyQuestion): void;
	/** Cancels what is under way and reads no more until the next question. */
	close(): void;
}

/**
 * A reading burns a CPU of the director for as long as it lasts, so that this many times as long nothing
 * is read.
 */
const restFactor = 4;

const defaultInterval = 2000;

const nothing: ConnectionsState = {reading: null, answered: null, progress: null, error: null};

/** Reads nothing until it is asked. */
export function createConnectionsWatch(options: ConnectionsWatchOptions): ConnectionsWatch {
	const {port, clock, services, timeouts, onChange} = options;
	const {budget = defaultBudget, interval = defaultInterval} = options;
	let state = nothing;
	/** Ends whatever is under way for the last question: a reading, or the rest after it. */
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
