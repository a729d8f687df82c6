/**
 * Errors that nothing has caught.
 */
import type {SignalSource} from '../console/screen/process-controls.ts';

export interface Crashes {
	/** Settles with the first error that nothing has caught. */
	readonly first: Promise<Error>;
	/** From now on Node ends the program at such an error, unless there was one: what is broken may break again. */
	stop(): void;
}

/**
 * Keeps an error that nothing has caught, or a promise that was rejected unheard, from ending the program at
 * once: the terminal has to be given back and a change under way to be finished first.
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
