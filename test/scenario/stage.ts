/**
 * The stage of a scenario: a director, a console on it without a terminal, and a clock that only moves by steps.
 */
import {join} from 'node:path';
import {pressKey} from '../../source/console/keys/dispatch.ts';
import {parseKeyScript} from '../../source/console/keys/key-script.ts';
import {keepAgesTrue} from '../../source/console/screen/run-console.tsx';
import type {CommandContext, ConsoleState} from '../../source/console/state/model.ts';
import type {SnapshotPlaces} from '../../source/features/snapshots/commands/snapshot-places.ts';
import {batchEntry} from '../../source/features/snapshots/restore/batch-log.ts';
import {logEntry} from '../../source/plans/log/command-log.ts';
import {openConsole} from '../../source/program/console-session.ts';
import {createSession} from '../../source/program/open-session.ts';
import {createPassingMemory} from '../../source/program/state-folder.ts';
import {createManualClock, type ManualClock} from '../../source/simulator/manual-clock.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {openDirector, type ScenarioDirector} from './director.ts';
import type {Scenario} from './scenario.ts';

export interface Stage {
	readonly director: ScenarioDirector;
	readonly clock: ManualClock;
	/** The state of the console as it is now. */
	state(): ConsoleState;
	/** Commands that were written into the log, with their exit codes; `null` where there was no answer. */
	readonly logged: readonly string[];
	/** The rules and thresholds at the beginning. */
	readonly rulesAtStart: readonly string[];
	/** Presses the keys of a script, each after everything that the previous one has started is done. */
	press(script: string): Promise<void>;
	/** Ends the console and starts another one on the same director, with its stored data. */
	restart(): Promise<void>;
	/** Ends the console's work. */
	close(): void;
}

/** A director whose rules nobody may ask for has none to compare with. */
const noRules: readonly string[] = [];

/** Sets a scenario up; the console has had its first chance to read. */
export async function openStage(scenario: Partial<Scenario>): Promise<Stage> {
	const clock = createManualClock();
	const director = openDirector(scenario, clock);
	const rulesAtStart = scenario.machine === undefined ? await director.rules() : noRules;
	const memory = createPassingMemory();
	const logged: string[] = [];
	const session = createSession({
		port: director.port,
		clock,
		isNear: true,
		user: 'ann',
		snapshotFolder: null,
		state: {
			...memory,
			log: {
				...memory.log,
				append(entries) {
					for (const {command, exitCode} of entries) {
						logged.push(`${command.join(' ')} (${exitCode ?? 'no answer'})`);
					}

					return memory.log.append(entries);
				},
			},
		},
	});
	const folder = await temporaryFolder();
	const stamp = () => ({user: 'ann', host: 'lb1', time: clock.now()});
	const places: SnapshotPlaces = {
		host: 'lb1',
		user: 'ann',
		hostFolder: join(folder, 'lb1'),
		snapshotFolder: join(folder, 'snapshots'),
		retention: null,
		drains: session.state.drains,
		log: carriedOut => session.state.log.append([logEntry(carriedOut, stamp())]),
		logBatch: batch => session.state.log.append([batchEntry(batch, stamp())]),
	};
	const begin = async () => {
		const console = openConsole(session, places, {
			interval: (scenario.interval ?? 2) * 1000,
			readOnly: scenario['read-only'] ?? false,
			dryRun: scenario['dry-run'] ?? false,
			size: {columns: 120, rows: 40},
			theme: 'plain',
		});
		const {store} = console;
		const stopAges = keepAgesTrue(store, clock);
		const context: CommandContext = {
			store,
			terminal: {quit() {}, suspend() {}, redraw() {}},
		};

		console.start();
		await clock.pass(0);
		return {
			context,
			end() {
				stopAges();
				console.stop();
			},
		};
	};

	let console = await begin();
	return {
		director,
		clock,
		state: () => console.context.store.getState(),
		logged,
		rulesAtStart,
		async press(script) {
			for (const step of parseKeyScript(script)) {
				if ('wait' in step) {
					throw new Error(`time passes by 'seconds' and not by a key: ${script}`);
				}

				pressKey(console.context, step.press);
				await clock.pass(0);
			}
		},
		async restart() {
			console.end();
			console = await begin();
		},
		close() {
			console.end();
		},
	};
}
