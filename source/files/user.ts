/**
 * Who gives commands.
 */
import {userInfo} from 'node:os';
import type {Environment} from './locations.ts';

/** The name of the person at the keyboard: behind sudo the one who called it, else the user of the process. */
export function userName(environment: Environment): string {
	const caller = environment['SUDO_USER'];
	if (caller) {
		return caller;
	}

	try {
		return userInfo().username;
	} catch {
		// A user without an entry in the system's list, as in containers.
		return environment['USER'] ?? 'unknown';
	}
}
