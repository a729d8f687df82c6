/**
 * The console on a simulated director, with everything that works on it and a clock that only the caller moves: the same
 * keys and times give the same screens on every machine.
 */
import {setTimeout as wait} from 'node:timers/promises';
import {parseKeyScript} from '../../source/console/keys/key-script.ts';
import {playKeyScript} from '../../source/console/keys/script-player.ts';
import {renderFrame} from '../../source/console/screen/render-frame.tsx';
import type {TerminalSize} from '../../source/console/state/layout.ts';
import {snapshotPlaces} from '../../source/features/snapshots/commands/snapshot-places.ts';
import {tourBegins} from '../../source/features/tour/feature.ts';
import {openConsole} from '../../source/program/console-session.ts';
import {createSession} from '../../source/program/open-session.ts';
import {createPassingMemory} from '../../source/program/state-folder.ts';
import {createManualClock} from '../../source/simulator/manual-clock.ts';
import type {SceneName} from '../../source/simulator/scenes/scenes.ts';
import {createSimulatedPort} from '../../source/simulator/simulated-port.ts';

/** Milliseconds of real time after which a script that still waits has failed. */
const patience = 20_000;

/** The longest step of the clock: everything that a timer starts ends before the next step. */
const step = 100;

export interface EmbeddedConsole {
	/** Presses the keys of a script; the clock stands still until what each of them starts has ended. */
	press(keys: string): Promise<void>;
	/** Lets this many milliseconds pass. */
	pass(milliseconds: number): Promise<void>;
	/** The screen with its colours. */
	frame(): string;
	/** The screen as it would be on a terminal of this size; the console keeps its own size. */
	frameAt(size: TerminalSize): string;
	close(): void;
}

/** Opens the console on a scene. `folder` is empty; snapshots are saved there. */
export async function openEmbeddedConsole({
	scene,
	size,
	folder,
}: {
	readonly scene: SceneName;
	readonly size: TerminalSize;
	readonly folder: string;
}): Promise<EmbeddedConsole> {
	const clock = createManualClock();
	const port = createSimulatedPort({scene, seed: 1, clock});
	const session = createSession({
		port,
		clock,
		isNear: false,
		state: createPassingMemory(),
		snapshotFolder: folder,
		user: 'ann',
	});
	const place = {
		host: port.place,
		user: 'ann',
		hostFolder: folder,
		snapshotFolder: folder,
		keepSnapshots: null,
	};
	const {store, start, stop} = openConsole(session, snapshotPlaces(place, session), {
		size,
		theme: 'dark',
		...(scene === 'tour' ? {slices: {tour: tourBegins}} : {}),
	});
	const terminal = {quit() {}, suspend() {}, redraw() {}};

	async function pass(milliseconds: number): Promise<void> {
		for (let passed = 0; passed < milliseconds; passed += step) {
			await clock.pass(Math.min(step, milliseconds - passed));
		}
	}

	function frameAt(shown: TerminalSize): string {
		store.update(() => ({size: shown}));
		const frame = renderFrame(store.getState());
		store.update(() => ({size}));
		return frame;
	}

	start();
	await pass(step);
	return {
		pass,
		async press(keys) {
			const given = new AbortController();
			const tooLong = wait(patience, null, {signal: given.signal}).then(() => {
				throw new Error(`the keys ${keys} have not ended after ${patience / 1000} s`);
			});
			const played = playKeyScript(parseKeyScript(keys), {store, terminal});
			await Promise.race([played, tooLong]).finally(() => given.abort());
			await clock.pass(0);
		},
		frame: () => renderFrame(store.getState()),
		frameAt,
		close: stop,
	};
}
