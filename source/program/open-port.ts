/**
 * Which director is looked at, from the options.
 */

import type {Clock} from '../director/port/clock.ts';
import {createContainerPort} from '../director/port/container-port.ts';
import {createLocalPort} from '../director/port/local-port.ts';
import type {Port} from '../director/port/port.ts';
import {createPrefixedPort} from '../director/port/prefixed-port.ts';
import {createSshPort} from '../director/port/ssh-port.ts';
import type {Environment} from '../files/locations.ts';
import type {SceneName} from '../simulator/scenes/scenes.ts';
import {createSimulatedPort} from '../simulator/simulated-port.ts';

/** A demo looks the same every time, so that pictures and questions about it can be repeated. */
const demoSeed = 1;

/** How a director can be read. */
export const sources = ['auto', 'netlink', 'ipvsadm'] as const;

/** How a director is reached: at most one is not null; the director of this machine if none is. */
export interface DirectorChoice {
	/** The scene of the embedded director. */
	readonly demo: SceneName | null;
	/** Words that are put before every command. */
	readonly via: readonly [string, ...string[]] | null;
	/** The machine to reach by ssh. */
	readonly host: string | null;
	/** The network namespace to look at: a name of `ip netns`, or a path. */
	readonly netns: string | null;
	/** How a local director is read: by the kernel's own interface if that is possible, or as it says. */
	readonly source: (typeof sources)[number];
	/** The container whose network namespace to look at. */
	readonly container: string | null;
}

/** A name is one of `ip netns`; a path is any namespace, as those of docker in /run/docker/netns. */
function namespaceWords(netns: string): [string, ...string[]] {
	return netns.includes('/') ? ['nsenter', `--net=${netns}`] : ['ip', 'netns', 'exec', netns];
}

/** The socket of ssh's shared connection, in a folder that is the user's own. */
function controlPath(environment: Environment): string {
	const runtime = environment['XDG_RUNTIME_DIR'];
	return runtime?.startsWith('/') ? `${runtime}/lvstop-%C` : '~/.ssh/lvstop-%C';
}

/** Opens the way to the director. */
export function openPort(
	{demo, via, host, netns, container}: DirectorChoice,
	environment: Environment,
	clock: Clock,
): Port {
	if (demo !== null) {
		return createSimulatedPort({scene: demo, seed: demoSeed, clock});
	}

	const local = createLocalPort();
	if (via !== null) {
		return createPrefixedPort(local, via);
	}

	if (host !== null) {
		return createSshPort(local, {destination: host, controlPath: controlPath(environment)});
	}

	if (container !== null) {
		return createContainerPort(local, {name: container, clock});
	}

	return netns === null ? local : createPrefixedPort(local, namespaceWords(netns));
}
