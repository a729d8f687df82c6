/**
 * Opens a director with everything that works on it.
 */

import type {Session, StateFolder} from '../commands/session.ts';
import type {Clock} from '../director/port/clock.ts';
import type {Port} from '../director/port/port.ts';
import type {KernelChoice} from '../director/reading/kernel.ts';
import {openReader} from '../director/reading/open-reader.ts';
import {openStreamReader} from '../director/reading/open-stream-reader.ts';
import {createPerCpuProbe} from '../director/reading/totals.ts';
import {applyRemembering} from '../features/drain/remember-drains.ts';
import {saveFirst} from '../features/snapshots/commands/snapshot-first.ts';
import {hostFolder, snapshotFolder} from '../files/locations.ts';
import {userName} from '../files/user.ts';
import {applyPlan} from '../plans/apply/apply-plan.ts';
import type {CarriedOut, PlanControl} from '../plans/apply/look.ts';
import {createUnderWay} from '../plans/apply/under-way.ts';
import {logEntry} from '../plans/log/command-log.ts';
import {outcomeReport} from '../plans/outcome-words.ts';
import type {Outcome, Plan} from '../plans/plan.ts';
import {isoTime} from '../text/time.ts';
import {chooseKernel} from './open-kernel.ts';
import {type DirectorChoice, openPort, type PortOpener} from './open-port.ts';
import {createPassingMemory, openStateFolder} from './state-folder.ts';

/** The parts of a session. */
export interface SessionParts {
	readonly port: Port;
	readonly clock: Clock;
	/** The kernel's own interface, if available. */
	readonly kernel?: KernelChoice | null;
	/** Whether reading a small file is cheap, because it needs no process. */
	readonly isNear: boolean;
	readonly state: StateFolder;
	/** The folder for the snapshot before a plan of many commands; null if nothing is written to files. */
	readonly snapshotFolder: string | null;
	/** The user who gives the commands. */
	readonly user: string;
}

/** Creates the session of a director that is reached through a port. */
export function createSession(parts: SessionParts): Session {
	const {port, clock, kernel = null, isNear, state, snapshotFolder, user} = parts;
	const reader = openReader(parts, {remembers: false});
	/** Logs the commands of one plan, in the order in which they are run. */
	const logOf = ({steps}: Plan) => {
		const begun = isoTime(clock.now());
		let step = 0;
		return (carriedOut: CarriedOut) => {
			step += 1;
			const run = {begun, step, steps: steps.length};
			return state.log.append([
				logEntry(carriedOut, {user, host: port.place, time: clock.now(), run}),
			]);
		};
	};
	const underWay = createUnderWay();
	const carryOut = async (plan: Plan, control?: PlanControl): Promise<Outcome> =>
		(await saveFirst(plan, {port, clock, kernel, host: port.place, snapshotFolder})) ??
		applyRemembering(plan, {
			drains: state.drains,
			now: clock.now(),
			apply: remembered =>
				applyPlan(remembered, {port, clock, reader, log: logOf(remembered), ...control}),
		});
	return {
		clock,
		port,
		kernel,
		state,
		reader: openReader(parts, {remembers: true}),
		stream: openStreamReader(parts),
		probe: isNear ? createPerCpuProbe(port, clock) : undefined,
		underWay,
		apply: (plan, control) =>
			underWay.during(
				plan.title,
				() => carryOut(plan, control),
				outcome => outcomeReport(plan, outcome),
			),
	};
}

/** Opens the chosen director; see {@link chooseKernel} for `answersKeys`. */
export function openSession(
	choice: DirectorChoice,
	opener: PortOpener & {readonly answersKeys: boolean},
): Session {
	const {environment, clock, answersKeys} = opener;
	const port = openPort(choice, opener);
	return createSession({
		port,
		clock,
		kernel: chooseKernel(choice, answersKeys),
		isNear: [choice.via, choice.host, choice.netns, choice.container].every(way => way === null),
		state:
			choice.demo === null
				? openStateFolder(hostFolder(environment, port.place))
				: createPassingMemory(),
		// A demonstration has a state folder of its own, which is deleted at its end.
		snapshotFolder: snapshotFolder(environment, port.place),
		user: userName(environment),
	});
}
