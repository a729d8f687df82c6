/**
 * Where lvstop keeps what must outlive it, by the XDG rules.
 */
import {createHash} from 'node:crypto';
import {homedir} from 'node:os';
import {join} from 'node:path';

/** The environment variables that matter here. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A user without a name, as in a container, has no home folder if HOME does not say one; Docker takes the root then, too. */
function homeFolder(): string {
	try {
		return homedir();
	} catch {
		return '/';
	}
}

/** An XDG folder: what the variable says where it is an absolute path, else the standard place. */
function baseFolder(variable: string | undefined, fallback: string): string {
	return variable?.startsWith('/') ? variable : join(homeFolder(), fallback);
}

function bytesInHex(text: string): string {
	return Buffer.from(text).toString('hex').replace(/../g, '%$&');
}

/**
 * Characters of a name that are kept. Linux takes 255, of which a file that is not complete yet needs some for
 * itself; the words of `--via` can be more.
 */
const longestName = 200;

/** The start of a name, and a sum of all of it: `%%` is in no name that is short enough. */
function shortened(name: string): string {
	const sum = createHash('sha256').update(name).digest('hex').slice(0, 32);
	return `${name.slice(0, longestName - sum.length - 2)}%%${sum}`;
}

/**
 * Any text as the name of one file or folder, of at most 200 characters. What is not a letter, digit, dot, dash or
 * underscore is written as its bytes, so that two texts never share a name and none leads elsewhere.
 */
export function fileName(text: string): string {
	const encoded = text.replace(/[^\w.-]+/g, bytesInHex);
	const name = /^\.*$/.test(encoded) ? `%${encoded}` : encoded;
	return name.length > longestName ? shortened(name) : name;
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
