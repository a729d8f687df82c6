/**
 * Keeps Node's debugger closed: SIGUSR1 opens it on a local port to which every user of the machine may connect, and
 * lvstop may run as root.
 */
import {close, url} from 'node:inspector';
import process from 'node:process';

/** Whether the debugger was requested when Node was started. */
function isAskedFor(): boolean {
	const words = [...process.execArgv, ...(process.env['NODE_OPTIONS'] ?? '').split(' ')];
	return words.some(word => word.startsWith('--inspect'));
}

/** The times of further looks, milliseconds: on a busy machine Node opens the debugger late. */
const looksAgain = [50, 250, 1000] as const;

/**
 * Makes SIGUSR1 do nothing. A signal that came while Node was starting may have opened the debugger, or be about to; it
 * is closed again.
 */
export function keepDebuggerShut(): void {
	process.on('SIGUSR1', () => {});
	const shut = () => {
		if (url() !== undefined && !isAskedFor()) {
			close();
		}
	};
	shut();
	setImmediate(shut);
	for (const delay of looksAgain) {
		setTimeout(shut, delay).unref();
	}
}
