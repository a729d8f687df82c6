/**
 * Prints readings on standard output, without a screen: `--once`, `-b` and `--json`.
 */

import {type ExitCode, exitCode} from '../../../commands/exit-code.ts';
import type {Program} from '../../../commands/program.ts';
import type {LiveDirector, PollState, Staleness} from '../../../director/polling/live.ts';
import {createPoller, type PollerOptions} from '../../../director/polling/poller.ts';
import {duration} from '../../../text/time.ts';

/** The content to print of each reading, and the number of readings. */
export interface PrintOptions
	extends Pick<PollerOptions, 'reader' | 'clock' | 'interval' | 'probe'> {
	readonly count: number;
	/** Formats one reading; the text ends with a line break. */
	readonly format: (director: LiveDirector) => string;
	/** Whether to read persistent connections too, as JSON does. */
	readonly persistentConnections: boolean;
}

/** Why there is no reading, and what to do about it. */
export function problemText({reason, advice}: Pick<Staleness, 'reason' | 'advice'>): string {
	return `lvstop: ${reason}${advice === '' ? '' : `\n${advice}`}\n`;
}

/** Whether a director that could not be reached is read again. */
export function isBack(before: Staleness | null, now: Staleness | null): before is Staleness {
	return before !== null && before.retryAt !== undefined && now === null;
}

/** The message for it. */
export function backText({since}: Staleness, {host, monotonic}: LiveDirector): string {
	return `lvstop: ${host} can be read again, after ${duration(monotonic - since)} without a reading\n`;
}

/** The exit code. /proc alone is incomplete: without ipvsadm IPVS is only partly reachable. */
export function exitOf({access}: Pick<LiveDirector, 'access'>): ExitCode {
	return access.level === 'no-ipvsadm' ? exitCode.unreachable : exitCode.done;
}

/**
 * Prints readings until there were enough, a signal comes, or nobody reads the output any more. If the director cannot
 * be read at the start, that is an error; later it is reported and the next reading is tried.
 */
export function printReadings(program: Program, options: PrintOptions): Promise<ExitCode> {
	const {output, signals} = program;
	const {promise, resolve, reject} = Promise.withResolvers<ExitCode>();
	let printed = 0;
	let shown: LiveDirector | null = null;
	let told: Staleness | null = null;

	const end = (code: ExitCode) => {
		poller.stop();
		resolve(code);
	};
	const interrupted = () => end(exitCode.done);
	const print = (director: LiveDirector) => {
		try {
			output.write(options.format(director));
		} catch (error) {
			// The poller would take it for a failed reading and go on.
			poller.stop();
			reject(error);
		}
	};
	const onState = ({director, stale}: PollState) => {
		if (director !== null && isBack(told, stale)) {
			output.writeError(backText(told, director));
		}

		if (director !== null && director !== shown) {
			shown = director;
			// A consumer that is slower than the readings misses some. They must not pile up in memory.
			if (!output.isBehind()) {
				printed += 1;
				print(director);
			}

			if (printed >= options.count) {
				end(exitOf(director));
				return;
			}
		}

		if (stale !== null && stale.reason !== told?.reason) {
			output.writeError(problemText(stale));
			if (director === null) {
				end(exitCode.unreachable);
			}
		}

		told = stale;
	};

	const poller = createPoller({...options, onState});
	poller.want({persistentConnections: options.persistentConnections});
	// `lvstop -b | head` closes the pipe when it has enough.
	const stopWatching = output.onBroken(interrupted);
	signals.on('SIGINT', interrupted);
	signals.on('SIGTERM', interrupted);
	poller.start();
	return promise.finally(() => {
		// Not while a signal is being handled: a later listener would think that nobody handles it.
		signals.off('SIGINT', interrupted);
		signals.off('SIGTERM', interrupted);
		stopWatching();
	});
}
