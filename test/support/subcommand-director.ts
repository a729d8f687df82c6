/**
 * Subcommands on a simulated director.
 */

import type {Clock} from '../../source/director/port/clock.ts';
import {createManualClock, type ManualClock} from '../../source/simulator/manual-clock.ts';
import type {Scene} from '../../source/simulator/scenes/scene.ts';
import {
	createSimulatedPort,
	type SimulatedPort,
	type SimulatedPortOptions,
} from '../../source/simulator/simulated-port.ts';
import {type Ended, type RunOptions, runSubcommand} from './run-subcommand.ts';
import {temporaryFolder} from './temporary-folder.ts';

export interface SubcommandDirector {
	readonly port: SimulatedPort;
	readonly clock: ManualClock;
	readonly stateFolder: string;
	/** The questions asked on the terminal. */
	readonly questions: readonly string[];
	/** Runs a subcommand to its end; the clock advances while it waits. */
	run(
		name: string,
		words: string,
		options?: Omit<RunOptions, 'ask'> & {readonly answer?: string},
	): Promise<Ended>;
	/** The output of ipvsadm. */
	ipvsadm(words: string): Promise<string>;
}

/**
 * The clock of one run. Time must only pass while the run waits for it, not while it waits for files, or the result
 * would be random.
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
	scene: Scene | 'nat',
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
		async run(name, words, {answer, ...options} = {}) {
			const pausing = pausingClock(clock);
			const ask = (question: string) => {
				questions.push(question);
				return answer ?? '';
			};
			let isRunning = true;
			const ended = runSubcommand({port, clock: pausing, stateFolder}, name, words, {
				...options,
				...(answer === undefined ? {} : {ask}),
			}).finally(() => {
				isRunning = false;
			});
			while (isRunning) {
				await clock.pass(pausing.isPausing() ? 500 : 0);
			}

			return ended;
		},
		async ipvsadm(words) {
			return (await port.run(['ipvsadm', ...words.split(' ')])).stdout;
		},
	};
}
