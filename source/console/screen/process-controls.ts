/**
 * Signals, as the console uses them.
 */
import type {ProcessControls} from './console-app.tsx';

/** The part of `process` that is used, so that a test can give another. */
export interface SignalSource extends Pick<NodeJS.EventEmitter, 'on' | 'off'> {
	kill(pid: number, signal: NodeJS.Signals): unknown;
}

/**
 * Stopping and going on. The whole process group is stopped, as a terminal does it for Ctrl-Z, so that
 * `npm run` or `sudo` in front of lvstop stop too. SIGTSTP and not SIGSTOP: where no shell could let
 * the program go on, the kernel ignores it, instead of leaving a dead screen.
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
