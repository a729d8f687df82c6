/**
 * Keeps Node's debugger shut: SIGUSR1 opens it, on a port of this machine that every user of it may connect to, and
 * lvstop may run as root.
 */
import {close, url} from 'node:inspector';
import process from 'node:process';

/** Whether whoever started Node wants the debugger. */
function isAskedFor(): boolean {
	const words = [...process.execArgv, ...(process.env['NODE_OPTIONS'] ?? '').split(' ')];
	return words.some(word => word.startsWith('--inspect'));
}

/**
 * From now on SIGUSR1 does nothing. A signal that came while Node was starting may have opened the debugger, or be
 * about to; that is shut again.
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
}
