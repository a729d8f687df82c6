/**
 * The user who gives commands.
 */
import {userInfo} from 'node:os';
import type {Environment} from './locations.ts';

/** The user name: with sudo that of the caller, otherwise that of the process. */
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
