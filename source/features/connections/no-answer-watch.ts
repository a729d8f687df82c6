/**
 * Looks at the connection table from time to time for servers that do not answer, while the console is open.
 */

import type {LiveDirector} from '../../director/polling/live.ts';
import type {Clock} from '../../director/port/clock.ts';
import type {Port} from '../../director/port/port.ts';
import {readConnections} from './connections-reading.ts';
import {findingsQuestion, lookBudget} from './find-no-answers.ts';
import {foundTwice, isWorthLooking, type NoAnswer, noAnswersOf} from './no-answer.ts';

/** The dependencies of a watch. */
export interface NoAnswerWatchOptions {
	readonly port: Port;
	readonly clock: Clock;
	/** The director as it was last read; null before that. */
	readonly director: () => LiveDirector | null;
	/** Called after each look; null if nothing was worth looking at, or the table could not be read. */
	readonly onFound: (found: readonly NoAnswer[] | null) => void;
}

export interface NoAnswerWatch {
	start(): void;
	/** Cancels a running look. */
	stop(): void;
}

/** The shortest time between two looks, milliseconds. */
const interval = 10_000;

/** After a look the watch rests for this many times its duration: a hundredth of a CPU at most. */
const restFactor = 100;

/** Creates a watch; nothing is read before `start`. */
export function createNoAnswerWatch(options: NoAnswerWatchOptions): NoAnswerWatch {
	const {port, clock, director, onFound} = options;
	const cancel = new AbortController();
	const {signal} = cancel;
	let cancelTimer = () => {};
	/** The findings of the previous look. */
	let before: readonly NoAnswer[] = [];

	async function look(): Promise<void> {
		const now = director();
		if (now === null) {
			return;
		}

		if (!isWorthLooking(now)) {
			onFound(null);
			return;
		}

		const {services, settings} = now;
		const asked = {question: findingsQuestion, budget: lookBudget};
		const request = {...asked, services, timeouts: settings?.timeouts ?? null};
		const {findings, end} = await readConnections(request, {port, clock, signal});
		const found = noAnswersOf(findings);
		onFound(end === 'complete' ? found : foundTwice(before, found));
		before = found;
	}

	function lookLater(milliseconds: number): void {
		cancelTimer = clock.after(milliseconds, () => {
			const started = clock.monotonic();
			look()
				// The Connections view says why the table cannot be read. Here the findings are dropped.
				.catch(() => signal.aborted || onFound(null))
				.then(() => {
					if (!signal.aborted) {
						lookLater(Math.max(interval, restFactor * (clock.monotonic() - started)));
					}
				});
		});
	}

	return {
		start: () => lookLater(interval / 2),
		stop() {
			cancelTimer();
			cancel.abort();
		},
	};
}
