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

function bytesInHex(text: string): string {
	return Buffer.from(text).toString('hex').replace(/../g, '%$&');
}

/**
 * Any text as the name of one file or folder. What is not a letter, digit, dot, dash or underscore is
 * written as its bytes, so that two texts never share a name and none leads elsewhere.
 */
export function fileName(text: string): string {
	const name = text.replace(/[^\w.-]+/g, bytesInHex);
	return /^\.*$/.test(name) ? `%${name}` : name;
}

/** A person's configuration of lvstop. */
export function configurationFile(environment: Environment): string {
	return join(baseFolder(environment['XDG_CONFIG_HOME'], '.config'), 'lvstop', 'config.toml');
}

/** The folder of lvstop's state. */
function stateFolder(environment: Environment): string {
	return join(baseFolder(environment['XDG_STATE_HOME'], '.local/state'), 'lvstop');
}

/** The folder of one director: the log of commands, and what was drained from which weight. */
export function hostFolder(environment: Environment, host: string): string {
	return join(stateFolder(environment), fileName(host));
}

/** The folder of one director's saved rules. */
export function snapshotFolder(environment: Environment, host: string): string {
	return join(stateFolder(environment), 'snapshots', fileName(host));
}
