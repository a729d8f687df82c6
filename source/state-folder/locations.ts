/**
 * Where lvstop keeps what must outlive it, by the XDG rules.
 */
import {homedir} from 'node:os';
import {join} from 'node:path';

/** The environment variables that matter here. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** An XDG folder: what the variable says where it is an absolute path, else the standard place. */
function baseFolder(variable: string | undefined, fallback: string): string {
	return variable?.startsWith('/') ? variable : join(homedir(), fallback);
}

/**
 * A director's name as one folder's name. What is not a letter, digit, dot, dash or underscore is
 * written as its code, so that two names never share a folder and none leads elsewhere.
 */
function folderName(host: string): string {
	const name = host.replace(
		/[^\w.-]/gu,
		character => `%${character.codePointAt(0)?.toString(16).padStart(2, '0')}`,
	);
	return /^\.*$/.test(name) ? `%${name}` : name;
}

/** The folder of one director: the log of commands, and what later features remember. */
export function hostFolder(environment: Environment, host: string): string {
	const state = baseFolder(environment['XDG_STATE_HOME'], '.local/state');
	return join(state, 'lvstop', folderName(host));
}
