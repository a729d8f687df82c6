/**
 * Which director is looked at, from the options.
 */

import type {Environment} from '../files/locations.ts';
import {type Options, UsageError} from '../program/options.ts';
import {isSceneName} from '../simulator/scenes/scenes.ts';
import {createSimulatedPort} from '../simulator/simulated-port.ts';
import type {Clock} from './port/clock.ts';
import {createLocalPort} from './port/local-port.ts';
import type {Port} from './port/port.ts';
import {createPrefixedPort} from './port/prefixed-port.ts';
import {splitWords} from './port/split-words.ts';
import {createSshPort} from './port/ssh-port.ts';

/** A demo looks the same every time, so that pictures and questions about it can be repeated. */
const demoSeed = 1;

function viaWords(text: string): [string, ...string[]] {
	let words: string[];
	try {
		words = splitWords(text);
	} catch (error) {
		throw new UsageError(`--via: ${error instanceof Error ? error.message : error}`);
	}

	const [first, ...rest] = words;
	if (first === undefined) {
		throw new UsageError('--via takes a command');
	}

	return [first, ...rest];
}

/** The socket of ssh's shared connection, in a folder that is the user's own. */
function controlPath(environment: Environment): string {
	const runtime = environment['XDG_RUNTIME_DIR'];
	return runtime?.startsWith('/') ? `${runtime}/lvstop-%C` : '~/.ssh/lvstop-%C';
}

/**
 * Opens the way to the director.
 * @throws {UsageError} where `--via` cannot be split into words
 */
export function openPort(
	{demo, via, host, netns}: Options,
	environment: Environment,
	clock: Clock,
): Port {
	if (demo !== null && isSceneName(demo)) {
		return createSimulatedPort({scene: demo, seed: demoSeed, clock});
	}

	const local = createLocalPort();
	if (via !== null) {
		return createPrefixedPort(local, viaWords(via));
	}

	if (host !== null) {
		return createSshPort(local, {destination: host, controlPath: controlPath(environment)});
	}

	return netns === null ? local : createPrefixedPort(local, ['ip', 'netns', 'exec', netns]);
}
