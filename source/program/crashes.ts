/**
 * Errors that nothing has caught.
 */
import type {SignalSource} from '../console/screen/process-controls.ts';

export interface Crashes {
	/** Settles with the first error that nothing has caught. */
	readonly first: Promise<Error>;
	/** From now on Node ends the program at such an error. */
	stop(): void;
}

/**
 * Keeps an error that nothing has caught, or a promise that was rejected unheard, from ending the program at
 * once: the terminal has to be given back and a change under way to be finished first.
 */
export function watchCrashes(signals: SignalSource): Crashes {
	const {promise, resolve} = Promise.withResolvers<Error>();
	signals.on('uncaughtException', resolve);
	return {first: promise, stop: () => void signals.off('uncaughtException', resolve)};
}
