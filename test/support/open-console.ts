/**
 * A console on a test's terminal with a fake outside.
 */
import {EventEmitter} from 'node:events';
import {onTestFinished} from 'vitest';
import {
	type ConsoleRun,
	type RunningConsole,
	startConsole,
} from '../../source/console/screen/run-console.tsx';
import type {ConsoleDeps} from '../../source/console/state/console-deps.ts';
import type {ConsoleOptions} from '../../source/console/state/console-state.ts';
import {createConsoleStore} from '../../source/console/state/console-store.ts';
import {receivePoll} from '../../source/console/state/director-reducers.ts';
import type {ConsoleStore} from '../../source/console/state/model.ts';
import {unknownBecause} from '../../source/director/machine/known.ts';
import {noNames} from '../../source/director/names.ts';
import type {LiveDirector, PollState} from '../../source/director/polling/live.ts';
import type {FormFacts} from '../../source/features/edit/forms/form-facts.ts';
import type {CommandLog} from '../../source/plans/log/log-entry.ts';
import type {Outcome, Plan} from '../../source/plans/plan.ts';
import {assembly} from '../../source/program/features.ts';
import {type FakeSnapshots, fakeSnapshots} from './fake-snapshots.ts';
import {openScreen, type TerminalScreen} from './terminal-screen.ts';

/** The console's calls to the outside, in order. */
export interface FakeOutside extends ConsoleDeps {
	readonly asked: unknown[];
	readonly snapshots: FakeSnapshots;
	readonly checks: {runNow(): void; readFiles: ConsoleDeps['checks']['readFiles']};
	/** The facts of the director that forms get. */
	formFacts: FormFacts;
	/** The clock of the test, milliseconds. */
	time: number;
	/** The outcome of a plan; `apply` waits for it. */
	outcome: Outcome | Promise<Outcome>;
	/** The content of the command log; reading it waits for it. */
	logged: CommandLog | Promise<CommandLog>;
}

/** An outside that only records calls. */
export function fakeOutside(): FakeOutside {
	const asked: unknown[] = [];
	const outside: FakeOutside = {
		asked,
		time: 0,
		outcome: {result: 'done', steps: 1, warnings: []},
		logged: {entries: [], unreadable: 0},
		async apply(plan: Plan) {
			asked.push({apply: plan.steps.map(({command}) => command.join(' '))});
			return await outside.outcome;
		},
		async refresh() {
			asked.push('refresh');
		},
		setInterval: milliseconds => asked.push({interval: milliseconds}),
		pause: paused => asked.push({pause: paused}),
		want: parts => asked.push({want: parts}),
		checks: {
			runNow: () => asked.push('check now'),
			readFiles: async () => unknownBecause('it was not read'),
		},
		connections: {
			ask: wanted => asked.push({connections: wanted}),
			close: () => asked.push({connections: null}),
		},
		drains: {
			lookAgain: () => asked.push('look again'),
			forget: drain => asked.push({forget: drain}),
			longestExpiry: async () => null,
		},
		forms: {facts: async () => outside.formFacts},
		formFacts: {modules: null, devices: null},
		names: {known: () => noNames, want() {}},
		log: {
			async read(least) {
				asked.push({log: least});
				return await outside.logged;
			},
		},
		snapshots: fakeSnapshots(asked),
		monotonic: () => outside.time,
		now: () => outside.time,
	};
	return outside;
}

/** The poller's state after a successful reading. */
export function read(director: LiveDirector | null, told: Partial<PollState> = {}): PollState {
	return {director, stale: null, readingSince: null, stretched: null, ...told};
}

export interface OpenConsole extends TerminalScreen {
	readonly store: ConsoleStore;
	readonly outside: FakeOutside;
	readonly running: RunningConsole;
	/** The source of the test's signals. */
	readonly signals: EventEmitter & {kill(pid: number, signal: NodeJS.Signals): void};
	/** Types, and waits until the screen shows the result. */
	press(...inputs: string[]): Promise<void>;
	/** Gives the console a poll state, and waits until the screen shows it. */
	poll(poll: PollState): Promise<void>;
	/** Waits until the screen shows the state. */
	drawn(): Promise<string>;
}

/** Opens a console on a terminal of this size; it is closed when the test ends. */
export async function openConsole(
	size: {readonly columns: number; readonly rows: number},
	director: LiveDirector | null,
	options: ConsoleOptions = {},
	run: Partial<ConsoleRun> = {},
): Promise<OpenConsole> {
	const screen = openScreen(size);
	const outside = fakeOutside();
	const store = createConsoleStore(assembly, outside, {size, ...options});
	const signals = Object.assign(new EventEmitter(), {
		kill(_pid: number, signal: NodeJS.Signals) {
			outside.asked.push({kill: signal});
		},
	});
	const running = startConsole({
		store,
		stdin: screen.stdin,
		stdout: screen.stdout,
		stderr: screen.stdout,
		// Nothing in a test waits for time to pass.
		clock: {now: () => 0, monotonic: () => outside.time, after: () => () => {}},
		signals,
		...run,
	});
	onTestFinished(async () => {
		// As if the terminal was closed, so that nothing is waited for.
		signals.emit('SIGHUP');
		await running.ended.catch(() => undefined);
	});
	const drawn = async (): Promise<string> => {
		// What a change of the terminal's size leads to is drawn in more than one go.
		let before: number;
		do {
			before = screen.written().length;
			await running.flushed();
		} while (screen.written().length > before);

		return screen.frame();
	};

	const opened: OpenConsole = {
		...screen,
		store,
		outside,
		running,
		signals,
		drawn,
		async press(...inputs) {
			for (const input of inputs) {
				await screen.type(input);
				await drawn();
			}
		},
		async poll(poll) {
			store.update(receivePoll(poll));
			await drawn();
		},
	};
	if (director !== null) {
		await opened.poll(read(director));
	}

	await drawn();
	return opened;
}
