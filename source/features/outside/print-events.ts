/**
 * `lvstop --events`: prints a line for every change of the table that was not made with lvstop.
 */
import {type ExitCode, exitCode} from '../../commands/exit-code.ts';
import type {Program} from '../../commands/program.ts';
import type {StateFolder} from '../../commands/session.ts';
import type {PollState} from '../../director/polling/live.ts';
import {createPoller, type PollerOptions} from '../../director/polling/poller.ts';
import {escapeControls, jsonText} from '../../text/escape.ts';
import {outsideTitle} from './outside-entry.ts';
import {createOutsideWatch, type NotedChange} from './outside-watch.ts';

/** The director to watch, and the format of the lines. */
export interface EventsOptions extends Pick<PollerOptions, 'reader' | 'clock' | 'interval'> {
	readonly state: Pick<StateFolder, 'log'>;
	/** The number of readings after which to end. */
	readonly count: number;
	/** Prints JSON objects instead of text. */
	readonly json: boolean;
}

/** `2026-01-01T00:00:00.000Z  lb1  changed outside: 10.0.0.8:80 in tcp:…: weight 1 → 0` */
function eventText({time, words}: NotedChange, host: string): string {
	return escapeControls(`${new Date(time).toISOString()}  ${host}  ${outsideTitle(words)}`);
}

/** An event as a JSON object. Scripts rely on the names. */
function eventJson(
	{time, kind, service, server, words, before, after}: NotedChange,
	host: string,
): string {
	return jsonText({
		time: new Date(time).toISOString(),
		host,
		event: `${server === null ? 'service' : 'server'}-${kind}`,
		service,
		server,
		words,
		before,
		after,
	});
}

/**
 * Prints events until there were enough readings, a signal comes, or nobody reads the output any more. If the director
 * cannot be read at the start, that is an error; later it is reported and the next reading is tried.
 */
export function printEvents(program: Program, options: EventsOptions): Promise<ExitCode> {
	const {output, signals} = program;
	const {promise, resolve} = Promise.withResolvers<ExitCode>();
	let readings = 0;
	let seen: PollState['director'] = null;
	let told: string | null = null;

	const end = (code: ExitCode) => {
		poller.stop();
		watch.stop();
		resolve(code);
	};
	const interrupted = () => end(exitCode.done);
	const tell = (problem: string) => {
		if (problem !== told) {
			told = problem;
			output.writeError(`lvstop: ${problem}\n`);
		}
	};
	const watch = createOutsideWatch({
		clock: options.clock,
		log: options.state.log,
		isBusy: () => false,
		onChanges(changes) {
			const host = seen?.host ?? '';
			const format = options.json ? eventJson : eventText;
			output.write(changes.map(change => `${format(change, host)}\n`).join(''));
		},
		onProblem: tell,
	});
	const poller = createPoller({
		...options,
		onState({director, stale}) {
			if (stale === null) {
				told = null;
			} else {
				tell([stale.reason, stale.advice].filter(Boolean).join('\n'));
				if (director === null) {
					end(exitCode.unreachable);
				}
			}

			if (director === null || director === seen) {
				return;
			}

			seen = director;
			readings += 1;
			watch.see(director);
			if (readings >= options.count) {
				// Changes in the last reading are still reported.
				poller.pause();
				options.clock.after(endDelay, () => end(exitCode.done));
			}
		},
	});
	poller.want({counters: false});
	const stopWatching = output.onBroken(interrupted);
	signals.on('SIGINT', interrupted);
	signals.on('SIGTERM', interrupted);
	poller.start();
	return promise.finally(() => {
		signals.off('SIGINT', interrupted);
		signals.off('SIGTERM', interrupted);
		stopWatching();
	});
}

/** The log is read half a second after a reading, milliseconds. */
const endDelay = 1500;
