/**
 * Looks into the connection table now and then for servers that do not answer, while the console is open.
 */

import type {LiveDirector} from '../../director/polling/live.ts';
import type {Clock} from '../../director/port/clock.ts';
import type {Port} from '../../director/port/port.ts';
import {readConnections} from './connections-reading.ts';
import {foundTwice, isWorthLooking, type NoAnswer, noAnswersOf} from './no-answer.ts';
import {type SurveyQuestion, wholeTable} from './table/survey.ts';

/** The dependencies of a watch. */
export interface NoAnswerWatchOptions {
	readonly port: Port;
	readonly clock: Clock;
	/** As it was read last; null before that. */
	readonly director: () => LiveDirector | null;
	/** Told after each look; nothing is found where none was worth its while. */
	readonly onFound: (found: readonly NoAnswer[]) => void;
}

export interface NoAnswerWatch {
	start(): void;
	/** Cancels a look under way. */
	stop(): void;
}

/** Milliseconds of reading at most: in a larger table that is a sample, by which few connections of many are judged. */
const budget = 200;

/** Milliseconds between two looks at least. */
const interval = 10_000;

/** So many times as long as a look has taken nothing is looked at: a hundredth of a CPU at most. */
const restFactor = 100;

/** Nothing but the findings. */
const question: SurveyQuestion = {...wholeTable, rowLimit: 1, groupLimit: 1};

/** Looks at nothing before it is started. */
export function createNoAnswerWatch(options: NoAnswerWatchOptions): NoAnswerWatch {
	const {port, clock, director, onFound} = options;
	const cancel = new AbortController();
	const {signal} = cancel;
	let cancelTimer = () => {};
	/** By the look before. */
	let before: readonly NoAnswer[] = [];

	async function look(): Promise<void> {
		const now = director();
		if (now === null) {
			return;
		}

		if (!isWorthLooking(now)) {
			onFound([]);
			return;
		}

		const {services, settings} = now;
		const request = {services, timeouts: settings?.timeouts ?? null, question, budget};
		const {findings, end} = await readConnections(request, {port, clock, signal});
		const found = noAnswersOf(findings);
		onFound(end === 'complete' ? found : foundTwice(before, found));
		before = found;
	}

	function lookLater(milliseconds: number): void {
		cancelTimer = clock.after(milliseconds, () => {
			const started = clock.monotonic();
			look()
				// Why the table cannot be read is told by the Connections view; here what was found just gets old.
				.catch(() => signal.aborted || onFound([]))
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
