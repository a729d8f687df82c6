/**
 * A director with everything that works on it: what the console and the subcommands share.
 */

import {applyRemembering} from '../features/drain/remember-drains.ts';
import {saveFirst} from '../features/snapshots/commands/snapshot-first.ts';
import {type Environment, hostFolder, snapshotFolder} from '../files/locations.ts';
import {createPassingMemory, openStateFolder, type StateFolder} from '../files/state-folder.ts';
import {userName} from '../files/user.ts';
import type {PerCpuStats} from '../ipvs/listing.ts';
import {applyPlan, type CarriedOut} from '../plans/apply/apply-plan.ts';
import {logEntry} from '../plans/log/command-log.ts';
import type {Outcome, Plan} from '../plans/plan.ts';
import type {Options} from '../program/options.ts';
import {chooseKernel} from './open-kernel.ts';
import {openPort} from './open-port.ts';
import type {Clock} from './port/clock.ts';
import type {Port} from './port/port.ts';
import type {KernelChoice} from './reading/kernel.ts';
import {openReader} from './reading/open-reader.ts';
import type {Reader} from './reading/reading.ts';
import {createPerCpuProbe} from './reading/totals.ts';

/** One director, opened. */
export interface Session {
	readonly clock: Clock;
	readonly port: Port;
	/** The kernel, where it can be asked itself. */
	readonly kernel: KernelChoice | null;
	/** For the poller; nobody else may use it, because a reader remembers what it read. */
	readonly reader: Reader;
	/** Looks at the one small file that tells when the kernel refreshes; undefined where a look is not cheap. */
	readonly probe: ((signal: AbortSignal) => Promise<PerCpuStats | null>) | undefined;
	/** What is remembered of this director. */
	readonly state: StateFolder;
	/**
	 * Carries out a plan that was agreed to, writes it down, and remembers the weights that it takes away.
	 * Before one that changes many rows a snapshot is saved; where that is not possible the plan is refused.
	 */
	apply(plan: Plan): Promise<Outcome>;
}

/** What a session is made of. */
export interface SessionParts {
	readonly port: Port;
	readonly clock: Clock;
	/** The kernel, where it can be asked itself. */
	readonly kernel?: KernelChoice | null;
	/** Whether a look at a file is cheap: no process has to be started for it. */
	readonly isNear: boolean;
	readonly state: StateFolder;
	/** Null where nothing is to be written into files. */
	readonly snapshotFolder: string | null;
	/** Who gives the commands. */
	readonly user: string;
}

/** Makes the session of a director that is reached through a port. */
export function createSession(parts: SessionParts): Session {
	const {port, clock, kernel = null, isNear, state, snapshotFolder, user} = parts;
	const reader = openReader(parts, {remembers: false});
	/** Writes the commands of one plan down, in the order in which they are run. */
	const logOf = ({steps}: Plan) => {
		const begun = new Date(clock.now()).toISOString();
		let step = 0;
		return (carriedOut: CarriedOut) => {
			step += 1;
			const run = {begun, step, steps: steps.length};
			return state.log.append(
				logEntry(carriedOut, {user, host: port.place, time: clock.now(), run}),
			);
		};
	};
	return {
		clock,
		port,
		kernel,
		state,
		reader: openReader(parts, {remembers: true}),
		probe: isNear ? createPerCpuProbe(port, clock) : undefined,
		apply: async plan =>
			(await saveFirst(plan, {port, clock, kernel, host: port.place, snapshotFolder})) ??
			applyRemembering(plan, {
				drains: state.drains,
				now: clock.now(),
				apply: remembered => applyPlan(remembered, {port, clock, reader, log: logOf(remembered)}),
			}),
	};
}

/**
 * Opens the director that the options name.
 * @throws {UsageError} where they do not name one
 */
export function openSession(options: Options, environment: Environment, clock: Clock): Session {
	const port = openPort(options, environment, clock);
	return createSession({
		port,
		clock,
		kernel: chooseKernel(options),
		isNear: [options.via, options.host, options.netns].every(way => way === null),
		state:
			options.demo === null
				? openStateFolder(hostFolder(environment, port.place))
				: createPassingMemory(),
		snapshotFolder: options.demo === null ? snapshotFolder(environment, port.place) : null,
		user: userName(environment),
	});
}
