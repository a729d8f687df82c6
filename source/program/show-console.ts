/**
 * The console on the terminal, or one screen of it as text.
 */

import {type ExitCode, exitCode} from '../commands/exit-code.ts';
import type {ScriptStep} from '../console/keys/key-script.ts';
import {playKeyScript} from '../console/keys/script-player.ts';
import {renderFrame} from '../console/screen/render-frame.tsx';
import {startConsole} from '../console/screen/run-console.tsx';
import {scrollExtent} from '../console/screen/scroll-extent.ts';
import type {ConsoleState} from '../console/state/console-state.ts';
import type {ConsoleStore} from '../console/state/console-store.ts';
import {untilState} from '../console/state/until-state.ts';
import type {Session} from '../director/session.ts';
import {snapshotPlaces} from '../features/snapshots/commands/snapshot-places.ts';
import type {AskedOptions} from './asked-options.ts';
import {consoleOptions, openConsole} from './console-session.ts';
import {finishPlan} from './finish-plan.ts';
import {keyTable} from './key-table.ts';
import {type Program, screenSize, themeFor} from './program.ts';

/** Whether the first reading and the facts have come, or no reading could be had. */
function isAnswered({poll, facts}: ConsoleState): boolean {
	return (poll.director !== null && facts !== null) || poll.stale !== null;
}

/** Presses the keys of a script once there is something on the screen. */
async function playKeys(
	store: ConsoleStore,
	steps: readonly ScriptStep[],
	quit: () => void,
): Promise<void> {
	await untilState(store, isAnswered);
	const terminal = {quit, suspend() {}, redraw() {}};
	await playKeyScript(steps, {store, terminal, table: keyTable, scrollExtent});
}

/** Shows the console until the person leaves it. Rejects where the program itself broke. */
export async function showConsole(
	program: Program,
	session: Session,
	options: AskedOptions,
	keys: readonly ScriptStep[],
): Promise<ExitCode> {
	const {stdin, stdout, stderr, signals} = program;
	const {store, start, stop} = openConsole(session, snapshotPlaces(program, session, options), {
		...consoleOptions(options),
		size: screenSize(program),
		theme: themeFor(program, options),
	});
	const running = startConsole({store, stdin, stdout, stderr, signals, clock: session.clock});
	start();
	try {
		const played = keys.length > 0 ? playKeys(store, keys, running.quit) : Promise.resolve();
		// A script that cannot go on must not leave the console open; one that is not through must not hold it.
		await Promise.race([running.ended, played.then(() => running.ended)]);
		await finishPlan(store, text => void stderr.write(text));
	} finally {
		stop();
	}

	return exitCode.done;
}

/** Plays keys on a console that nobody sees, and prints the screen as it is then. */
export async function printFrame(
	program: Program,
	session: Session,
	options: AskedOptions,
	keys: readonly ScriptStep[],
): Promise<ExitCode> {
	const {store, start, stop} = openConsole(session, snapshotPlaces(program, session, options), {
		...consoleOptions(options),
		size: screenSize(program),
		theme: themeFor(program, options),
	});
	start();
	try {
		const left = Promise.withResolvers<void>();
		await Promise.race([playKeys(store, keys, left.resolve), left.promise]);
	} finally {
		stop();
	}

	const state = store.getState();
	program.stdout.write(`${renderFrame(state)}\n`);
	return state.poll.director === null ? exitCode.unreachable : exitCode.done;
}
