/**
 * Opens the director that the options select.
 */

import type {Clock} from '../director/port/clock.ts';
import {createContainerPort} from '../director/port/container-port.ts';
import {createLocalPort} from '../director/port/local-port.ts';
import type {Port} from '../director/port/port.ts';
import {createPrefixedPort} from '../director/port/prefixed-port.ts';
import {createSshConnection} from '../director/port/ssh-connection.ts';
import {createSshPort} from '../director/port/ssh-port.ts';
import type {Environment} from '../files/locations.ts';
import {newSocketPath} from '../files/socket-path.ts';
import type {SceneName} from '../simulator/scenes/scenes.ts';
import {createSimulatedPort} from '../simulator/simulated-port.ts';

/** A demo always looks the same, so that pictures and bug reports can be reproduced. */
const demoSeed = 1;

/** The ways to read a director. */
export const sources = ['auto', 'netlink', 'ipvsadm'] as const;

/** The way to reach a director: at most one is not null; if all are, it is this machine. */
export interface DirectorChoice {
	/** The scene of the simulated director. */
	readonly demo: SceneName | null;
	/** Words to put before every command. */
	readonly via: readonly [string, ...string[]] | null;
	/** The machine to reach by ssh. */
	readonly host: string | null;
	/** The network namespace: a name of `ip netns`, or a path. */
	readonly netns: string | null;
	/** The way to read a local director: by netlink if possible, or always in one way. */
	readonly source: (typeof sources)[number];
	/** The container whose network namespace is used. */
	readonly container: string | null;
}

/**
 * A word without slashes is a name of `ip netns`; a path is any namespace, such as those of docker in
 * /run/docker/netns.
 */
function namespaceWords(netns: string): [string, ...string[]] {
	return netns.includes('/') ? ['nsenter', `--net=${netns}`] : ['ip', 'netns', 'exec', netns];
}

/** The program that opens a port. */
export interface PortOpener {
	readonly environment: Environment;
	readonly clock: Clock;
	/** Whether ssh may ask on the terminal whenever it connects. */
	readonly asks: boolean;
}

/** Whether a command of ipvsadm only reads: `-L`, or `-S` for rules. */
const isReading = ([, option = '']: readonly string[]): boolean =>
	/^-(?:[lLS]|-list|-save)/.test(option);

/**
 * The port with changes that take a moment, as a process does: keys are read and the screen is drawn between two commands
 * of a long plan. What only reads answers at once: a reading has no keys between its commands.
 */
function asProcess(port: Port): Port {
	return {
		...port,
		async run(command, ...options) {
			if (!isReading(command)) {
				await new Promise<void>(resolve => setImmediate(resolve));
			}

			return await port.run(command, ...options);
		},
	};
}

/** Opens the port to the director. */
export function openPort(
	{demo, via, host, netns, container}: DirectorChoice,
	{environment, clock, asks}: PortOpener,
): Port {
	if (demo !== null) {
		return asProcess(createSimulatedPort({scene: demo, seed: demoSeed, clock}));
	}

	const local = createLocalPort();
	if (via !== null) {
		return createPrefixedPort(local, via);
	}

	if (host !== null) {
		const connection = createSshConnection({
			destination: host,
			socket: () => newSocketPath(environment),
			asks,
		});
		return createSshPort({destination: host, connection, clock, inner: local});
	}

	if (container !== null) {
		return createContainerPort(local, {name: container, clock});
	}

	return netns === null ? local : createPrefixedPort(local, namespaceWords(netns));
}
