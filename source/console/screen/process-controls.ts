/**
 * Signals, as the console uses them.
 */
import type {ProcessControls} from './console-app.tsx';

/** The part of `process` that is used, so that a test can replace it. */
export interface SignalSource extends Pick<NodeJS.EventEmitter, 'on' | 'off'> {
	kill(pid: number, signal: NodeJS.Signals): unknown;
}

/**
 * Suspends and continues the program. The whole process group is suspended, as a terminal does for Ctrl-Z, so that `npm
 * run` or `sudo` around lvstop stop too. It uses SIGTSTP, not SIGSTOP: if no shell could continue the program, the
 * kernel ignores SIGTSTP and does not leave a dead screen.
 */
export function processControls(source: SignalSource): ProcessControls {
	let isOwnStop = false;
	return {
		stop() {
			isOwnStop = true;
			source.kill(0, 'SIGTSTP');
		},
		onContinue(callback) {
			const listener = (): void => {
				const wasOwn = isOwnStop;
				isOwnStop = false;
				if (!wasOwn) {
					callback();
				}
			};

			source.on('SIGCONT', listener);
			return () => source.off('SIGCONT', listener);
		},
	};
}
