/**
 * The locations of lvstop's data, by the XDG rules.
 */
import {createHash} from 'node:crypto';
import {homedir} from 'node:os';
import {join} from 'node:path';

/** The environment variables that matter here. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The home folder; / for a user without a name and without HOME, as in a container. Docker does the same. */
function homeFolder(): string {
	try {
		return homedir();
	} catch {
		return '/';
	}
}

/** An XDG folder: the variable if it is an absolute path, otherwise the default. */
function baseFolder(variable: string | undefined, fallback: string): string {
	return variable?.startsWith('/') ? variable : join(homeFolder(), fallback);
}

function bytesInHex(text: string): string {
	return Buffer.from(text).toString('hex').replace(/../g, '%$&');
}

/**
 * The most characters of a name. Linux allows 255, of which a temporary file needs some; the words of `--via` can be
 * longer.
 */
const longestName = 200;

/** The start of a name, and a hash of all of it; `%%` is never part of a shorter name. */
function shortened(name: string): string {
	const sum = createHash('sha256').update(name).digest('hex').slice(0, 32);
	return `${name.slice(0, longestName - sum.length - 2)}%%${sum}`;
}

/**
 * Converts any text to a file or folder name of at most 200 characters. Every character except letters, digits, dots,
 * dashes and underscores is written as its bytes, so two texts never share a name and none leads elsewhere.
 */
export function fileName(text: string): string {
	const encoded = text.replace(/[^\w.-]+/g, bytesInHex);
	const name = /^\.*$/.test(encoded) ? `%${encoded}` : encoded;
	return name.length > longestName ? shortened(name) : name;
}

/** The configuration file of a user. */
export function configurationFile(environment: Environment): string {
	return join(baseFolder(environment['XDG_CONFIG_HOME'], '.config'), 'lvstop', 'config.toml');
}

/** The folder of lvstop's state. */
function stateFolder(environment: Environment): string {
	return join(baseFolder(environment['XDG_STATE_HOME'], '.local/state'), 'lvstop');
}

/** The folder of one director: the command log, and the earlier weights of drained servers. */
export function hostFolder(environment: Environment, host: string): string {
	return join(stateFolder(environment), fileName(host));
}

/** The folder of one director's saved rules. */
export function snapshotFolder(environment: Environment, host: string): string {
	return join(stateFolder(environment), 'snapshots', fileName(host));
}

/** The folder in the user's runtime folder; null if there is none. */
export function runtimeFolder(environment: Environment): string | null {
	const folder = environment['XDG_RUNTIME_DIR'];
	return folder?.startsWith('/') ? join(folder, 'lvstop') : null;
}

/** The folder for sockets in the state folder. */
export function socketFolder(environment: Environment): string {
	return join(stateFolder(environment), 'ssh');
}
