/**
 * The console on the terminal, or one screen of it as text.
 */

import {type ExitCode, exitCode} from '../commands/exit-code.ts';
import {type Program, screenSize, suitsBackground, themeFor} from '../commands/program.ts';
import type {Session} from '../commands/session.ts';
import type {ScriptStep} from '../console/keys/key-script.ts';
import {playKeyScript} from '../console/keys/script-player.ts';
import {renderFrame} from '../console/screen/render-frame.tsx';
import {startConsole} from '../console/screen/run-console.tsx';
import {say} from '../console/state/message.ts';
import type {ConsoleState, ConsoleStore, Frame} from '../console/state/model.ts';
import {untilState} from '../console/state/until-state.ts';
import {
	type SnapshotPlaces,
	snapshotPlaces,
} from '../features/snapshots/commands/snapshot-places.ts';
import {greet} from '../features/tour/feature.ts';
import type {RememberedChoices} from '../files/remembered-choices.ts';
import {reasonOf} from '../text/reason.ts';
import {consoleAssembly} from './console-assembly.ts';
import type {ConsoleChoice} from './console-options.ts';
import {initialOptions, openConsole} from './console-session.ts';
import {finishPlan} from './finish-plan.ts';
import {choicesOf, withChoices} from './remembered.ts';
import {directorPlace} from './run-subcommand.ts';
import {keepHeapSmall} from './small-heap.ts';

/** Whether the first reading and the facts have arrived, or the reading failed. */
function isAnswered({director: {live, facts, stale}}: Frame): boolean {
	return (live !== null && facts !== null) || stale !== null;
}

/** The theme, and the operator's own one. `isLight` is what the terminal says of its background. */
function themesFor(program: Program, options: ConsoleChoice, isLight?: boolean) {
	const theme = themeFor(program, options, isLight);
	return {theme, ownTheme: typeof theme === 'string' ? null : theme};
}

/** Presses the keys of a script as soon as there is something on the screen. */
async function playKeys(
	store: ConsoleStore,
	steps: readonly ScriptStep[],
	quit: () => void,
): Promise<void> {
	await untilState(store, isAnswered);
	const terminal = {quit, suspend() {}, redraw() {}};
	await playKeyScript(steps, {store, terminal});
}

/** The places for this director's rules. */
function placesOf(program: Program, session: Session, options: ConsoleChoice): SnapshotPlaces {
	return snapshotPlaces(directorPlace(program, session, options), session);
}

/** The options with what was last chosen on this director, and why that is not known. */
async function remembered(session: Session, options: ConsoleChoice) {
	if (!options.remember) {
		return {options, problem: null};
	}

	const {choices = null, problem = null} = await session.state.choices.read();
	return {options: choices === null ? options : withChoices(options, choices), problem};
}

/**
 * Keeps what was chosen for the next console, if anything was. A read-only console keeps no texts: it is often that of
 * somebody who only watches, and must not replace those of the operator.
 */
async function keepChoices(
	{output}: Program,
	{state: {choices}}: Session,
	state: ConsoleState,
	begun: RememberedChoices,
): Promise<void> {
	const chosen = choicesOf(state);
	const last = state.readOnly ? {...chosen, histories: begun.histories} : chosen;
	if (JSON.stringify(last) === JSON.stringify(begun)) {
		return;
	}

	await choices.write(last).catch((error: unknown) => {
		output.writeError(`lvstop: the choices cannot be kept: ${reasonOf(error)}\n`);
	});
}

/** Whether nothing was changed with lvstop on this director yet. A log that cannot be read is told elsewhere. */
async function isUnused({state: {log}}: Session): Promise<boolean> {
	return await log.read(1).then(
		({entries, unreadable}) => entries.length === 0 && unreadable === 0,
		() => false,
	);
}

/**
 * Shows the console until the operator quits, then finishes a running change. Rejects if the program crashed, but only
 * after that.
 */
export async function showConsole(
	program: Program,
	session: Session,
	given: ConsoleChoice,
): Promise<ExitCode> {
	const {stdin, signals} = program;
	const {options, problem} = await remembered(session, given);
	const {stdout, stderr} = program.output.streams;
	const {keys} = options;
	keepHeapSmall();
	const {store, start, stop} = openConsole(session, placesOf(program, session, options), {
		...initialOptions(options),
		assembly: consoleAssembly(options.chosenKeys),
		names: options.names,
		size: screenSize(program),
		...themesFor(program, options),
	});
	const {theme: firstTheme} = store.getState();
	// Before the first key can be pressed.
	const begun = choicesOf(store.getState());
	const running = startConsole({
		...{store, stdin, stdout, stderr, signals},
		clock: session.clock,
		environment: program.environment,
		mouse: options.mouse,
		...(suitsBackground(program, options) && {
			onBackground(isLight: boolean) {
				const {theme, ownTheme} = themesFor(program, options, isLight);
				// Not if the operator has chosen another one meanwhile.
				store.update(state => ({
					theme: state.theme === firstTheme ? theme : state.theme,
					ownTheme,
				}));
			},
		}),
	});
	if (problem !== null) {
		store.update(say('warning', `the last choices are not known: ${problem}`, 'remember'));
	}

	if (given.director.demo === null && (await isUnused(session))) {
		store.update(greet);
	}

	start();
	let isFinished: boolean;
	try {
		const played = keys.length > 0 ? playKeys(store, keys, running.quit) : Promise.resolve();
		// A failed script must not leave the console open; an unfinished one must not delay its end.
		await Promise.race([running.ended, played.then(() => running.ended)]).finally(running.quit);
	} finally {
		isFinished = await finishPlan(session.underWay, program);
		stop();
		if (options.remember) {
			await keepChoices(program, session, store.getState(), begun);
		}
	}

	return isFinished ? exitCode.done : exitCode.failed;
}

/** Plays keys on an invisible console, and prints the resulting screen. */
export async function printFrame(
	program: Program,
	session: Session,
	options: ConsoleChoice,
): Promise<ExitCode> {
	const {keys} = options;
	const {store, start, stop} = openConsole(session, placesOf(program, session, options), {
		...initialOptions(options),
		assembly: consoleAssembly(options.chosenKeys),
		names: options.names,
		size: screenSize(program),
		...themesFor(program, options),
	});
	start();
	const left = Promise.withResolvers<void>();
	const leave = () => left.resolve();
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];
	for (const signal of signals) {
		program.signals.on(signal, leave);
	}

	try {
		await Promise.race([playKeys(store, keys, leave), left.promise]);
	} finally {
		for (const signal of signals) {
			program.signals.off(signal, leave);
		}

		await finishPlan(session.underWay, program);
		stop();
	}

	const state = store.getState();
	program.output.writeFrame(`${renderFrame(state)}\n`);
	return state.director.live === null ? exitCode.unreachable : exitCode.done;
}
