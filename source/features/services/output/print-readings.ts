/**
 * Readings as lines on standard output, without a screen: `--once`, `-b` and `--json`.
 */

import {type ExitCode, exitCode} from '../../../commands/exit-code.ts';
import type {Program} from '../../../commands/program.ts';
import type {LiveDirector, PollState, Staleness} from '../../../director/polling/live.ts';
import {createPoller, type PollerOptions} from '../../../director/polling/poller.ts';

/** What to print of each reading, and how many. */
export interface PrintOptions
	extends Pick<PollerOptions, 'reader' | 'clock' | 'interval' | 'probe'> {
	readonly count: number;
	/** The text of one reading, ending with a line break. */
	readonly format: (director: LiveDirector) => string;
	/** JSON tells the persistent connections as well. */
	readonly persistentConnections: boolean;
}

/** Why there is no reading, and what to do about it. */
export function problemText({reason, advice}: Pick<Staleness, 'reason' | 'advice'>): string {
	return `lvstop: ${reason}${advice === '' ? '' : `\n${advice}`}\n`;
}

/** What /proc tells is not all that was asked for: without ipvsadm IPVS is only half reached. */
export function exitOf({access}: Pick<LiveDirector, 'access'>): ExitCode {
	return access.level === 'no-ipvsadm' ? exitCode.unreachable : exitCode.done;
}

/**
 * Prints readings until there were so many, a signal comes, or nobody reads the output any more. A
 * director that cannot be read at the start ends it; later on that is told and the next reading waited for.
 */
export function printReadings(program: Program, options: PrintOptions): Promise<ExitCode> {
	const {output, signals} = program;
	const {promise, resolve} = Promise.withResolvers<ExitCode>();
	let printed = 0;
	let shown: LiveDirector | null = null;
	let told: Staleness | null = null;

	const end = (code: ExitCode) => {
		poller.stop();
		resolve(code);
	};
	const interrupted = () => end(exitCode.done);
	const onState = ({director, stale}: PollState) => {
		if (director !== null && director !== shown) {
			shown = director;
			// A reader that is slower than the readings misses some; it must not fill the memory.
			if (!output.isBehind()) {
				printed += 1;
				output.write(options.format(director));
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
	// `lvstop -b | head` closes the pipe when it has seen enough.
	const stopWatching = output.onBroken(interrupted);
	signals.on('SIGINT', interrupted);
	signals.on('SIGTERM', interrupted);
	poller.start();
	return promise.finally(() => {
		// Not while a signal is being told: whoever hears of it after us takes it for one that nobody wants.
		signals.off('SIGINT', interrupted);
		signals.off('SIGTERM', interrupted);
		stopWatching();
	});
}
