/**
 * A director with everything that works on it: what the console and the subcommands share.
 */
import type {Outcome, Plan} from '../actions/plan.ts';
import {applyPlan, type CarriedOut} from '../apply/apply-plan.ts';
import {parseText} from '../ipvs/line-parser.ts';
import type {PerCpuStats} from '../ipvs/listing.ts';
import {procStatsPerCpuParser} from '../ipvs/parse/proc-stats-per-cpu.ts';
import type {Clock} from '../port/clock.ts';
import type {Port} from '../port/port.ts';
import {createIpvsadmReader} from '../reading/ipvsadm-reader.ts';
import type {Reader} from '../reading/reading.ts';
import {appendToLog, logEntry} from '../state-folder/command-log.ts';
import {type Environment, hostFolder} from '../state-folder/locations.ts';
import {applyRemembering} from '../state-folder/remember-drains.ts';
import {userName} from '../state-folder/user.ts';
import {openPort} from './open-port.ts';
import type {Options} from './options.ts';

/** One director, opened. */
export interface Session {
	readonly clock: Clock;
	readonly port: Port;
	/** For the poller; nobody else may use it, because a reader remembers what it read. */
	readonly reader: Reader;
	/** Looks at the one small file that tells when the kernel refreshes; undefined where a look is not cheap. */
	readonly probe: ((signal: AbortSignal) => Promise<PerCpuStats | null>) | undefined;
	/** Carries out a plan that was agreed to, and writes it down under the host's name. */
	apply(plan: Plan, host: string): Promise<Outcome>;
}

/** What a session is made of. */
export interface SessionParts {
	readonly port: Port;
	readonly clock: Clock;
	/** Whether a look at a file is cheap: no process has to be started for it. */
	readonly isNear: boolean;
	/** Writes down what was carried out on the director of that name. */
	readonly log: (carriedOut: CarriedOut, host: string) => Promise<void>;
}

/** Makes the session of a director that is reached through a port. */
export function createSession({port, clock, isNear, log}: SessionParts): Session {
	const readerOfPlans = createIpvsadmReader({port, clock});
	return {
		clock,
		port,
		reader: createIpvsadmReader({port, clock}),
		probe: isNear
			? async signal =>
					parseText(
						procStatsPerCpuParser,
						await port.readFile('/proc/net/ip_vs_stats_percpu', {signal}),
					)
			: undefined,
		apply: (plan, host) =>
			applyPlan(plan, {
				port,
				clock,
				reader: readerOfPlans,
				log: carriedOut => log(carriedOut, host),
			}),
	};
}

/**
 * Opens the director that the options name.
 * @throws {UsageError} where they do not name one
 */
export function openSession(options: Options, environment: Environment, clock: Clock): Session {
	const user = userName(environment);
	const session = createSession({
		port: openPort(options, environment, clock),
		clock,
		isNear: [options.via, options.host, options.netns].every(way => way === null),
		async log(carriedOut, host) {
			// What is made up must not stand in the log of real changes.
			if (options.demo === null) {
				const entry = logEntry(carriedOut, {user, host, time: clock.now()});
				await appendToLog(hostFolder(environment, host), entry);
			}
		},
	});
	return options.demo === null ? remembering(session, environment) : session;
}

/** The session with a memory of the weights that its plans take away. */
function remembering(session: Session, environment: Environment): Session {
	return {
		...session,
		apply: (plan, host) =>
			applyRemembering(plan, {
				folder: hostFolder(environment, host),
				now: session.clock.now(),
				apply: remembered => session.apply(remembered, host),
			}),
	};
}
