/**
 * Handles uncaught errors.
 */
import type {SignalSource} from '../console/screen/process-controls.ts';

export interface Crashes {
	/** Settles with the first uncaught error. */
	readonly first: Promise<Error>;
	/**
	 * From now on Node ends the program at an uncaught error, unless there already was one: the broken part may fail
	 * again.
	 */
	stop(): void;
}

/**
 * Prevents an uncaught error or rejection from ending the program at once: the terminal has to be restored and a
 * running change to be finished first.
 */
export function watchCrashes(signals: SignalSource): Crashes {
	const {promise, resolve} = Promise.withResolvers<Error>();
	let hasCrashed = false;
	const crashed = (error: Error) => {
		hasCrashed = true;
		resolve(error);
	};
	signals.on('uncaughtException', crashed);
	return {
		first: promise,
		stop() {
			if (!hasCrashed) {
				signals.off('uncaughtException', crashed);
			}
		},
	};
}
