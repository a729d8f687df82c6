/**
 * Subcommands on a simulated director, as a person or a script would run them.
 */
import {applyPlan} from '../../source/apply/apply-plan.ts';
import {
	type changeSubcommands,
	runChangeSubcommand,
} from '../../source/command-line/change-subcommands.ts';
import {UsageError} from '../../source/command-line/options.ts';
import type {SubcommandContext, SubcommandOptions} from '../../source/command-line/subcommand.ts';
import type {Clock} from '../../source/port/clock.ts';
import type {Port} from '../../source/port/port.ts';
import {createIpvsadmReader} from '../../source/reading/ipvsadm-reader.ts';
import {createManualClock, type ManualClock} from '../../source/simulator/manual-clock.ts';
import type {Scene} from '../../source/simulator/scenes/scene.ts';
import {
	createSimulatedPort,
	type SimulatedPort,
	type SimulatedPortOptions,
} from '../../source/simulator/simulated-port.ts';
import {appendToLog, logEntry} from '../../source/state-folder/command-log.ts';
import {applyRemembering} from '../../source/state-folder/remember-drains.ts';
import {temporaryFolder} from '../state-folder/temporary-folder.ts';

/** How a subcommand ended. */
export interface Ended {
	readonly code: number;
	readonly out: string;
	readonly err: string;
}

/** What a test may say about one run; nobody is at a terminal where nothing is said. */
export interface RunOptions extends Partial<SubcommandOptions> {
	/** What the person answers; nobody is there where it is not given. */
	readonly answer?: string;
	readonly signal?: AbortSignal;
}

export interface SubcommandDirector {
	readonly port: SimulatedPort;
	readonly clock: ManualClock;
	readonly stateFolder: string;
	/** What was asked on the terminal. */
	readonly questions: readonly string[];
	/** Runs a subcommand to its end; the clock moves on by itself while it waits. */
	run(name: keyof typeof changeSubcommands, words: string, options?: RunOptions): Promise<Ended>;
	/** What ipvsadm prints. */
	ipvsadm(words: string): Promise<string>;
}

const usual: SubcommandOptions = {
	readOnly: false,
	interval: 2000,
	count: Number.POSITIVE_INFINITY,
	dryRun: false,
	yes: false,
	wait: false,
	timeout: null,
	delete: false,
	json: false,
};

function sessionOf(port: Port, clock: Clock, folder: string): SubcommandContext['session'] {
	const readerOfPlans = createIpvsadmReader({port, clock});
	return {
		clock,
		port,
		reader: createIpvsadmReader({port, clock}),
		apply: (plan, host) =>
			applyRemembering(plan, {
				folder,
				now: clock.now(),
				apply: remembered =>
					applyPlan(remembered, {
						port,
						clock,
						reader: readerOfPlans,
						log: carriedOut =>
							appendToLog(folder, logEntry(carriedOut, {user: 'ann', host, time: clock.now()})),
					}),
			}),
	};
}

/**
 * The clock of one run. Time must only move while the run waits for it, not while it waits for files, or
 * it would be chance how much of it goes by.
 */
function pausingClock(clock: Clock): Clock & {isPausing(): boolean} {
	const pauses = new Set<() => void>();
	return {
		...clock,
		isPausing: () => pauses.size > 0,
		after(milliseconds, callback) {
			const cancel = clock.after(milliseconds, () => {
				pauses.delete(cancel);
				callback();
			});
			pauses.add(cancel);
			return () => {
				pauses.delete(cancel);
				cancel();
			};
		},
	};
}

/** Opens a director with a folder of its own. */
export async function subcommandDirector(
	scene: Scene | 'nat' | 'incident' | 'every-kind',
	simulation: Partial<SimulatedPortOptions> = {},
): Promise<SubcommandDirector> {
	const clock = createManualClock();
	const port = createSimulatedPort({scene, seed: 1, clock, ...simulation});
	const stateFolder = await temporaryFolder();
	const questions: string[] = [];
	return {
		port,
		clock,
		stateFolder,
		questions,
		async run(name, words, {answer, signal, ...options} = {}) {
			let out = '';
			let err = '';
			let isRunning = true;
			const pausing = pausingClock(clock);
			const ended = runChangeSubcommand(name, {
				words: words.split(' ').filter(word => word !== ''),
				options: {...usual, ...options},
				session: sessionOf(port, pausing, stateFolder),
				stateFolder,
				write: text => {
					out += text;
				},
				writeError: text => {
					err += text;
				},
				ask:
					answer === undefined
						? null
						: async question => {
								questions.push(question);
								return answer;
							},
				signal: signal ?? new AbortController().signal,
			})
				.catch((error: unknown) => {
					if (error instanceof UsageError) {
						err += error.message;
						return 2;
					}

					throw error;
				})
				.finally(() => {
					isRunning = false;
				});
			while (isRunning) {
				await clock.pass(pausing.isPausing() ? 500 : 0);
			}

			return {code: await ended, out, err};
		},
		async ipvsadm(words) {
			return (await port.run(['ipvsadm', ...words.split(' ')])).stdout;
		},
	};
}
