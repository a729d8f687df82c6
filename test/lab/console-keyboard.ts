/**
 * An invisible console on a guest's director, and a keyboard for it.
 */
import {join} from 'node:path';
import {parseKeyScript} from '../../source/console/keys/key-script.ts';
import {playKeyScript} from '../../source/console/keys/script-player.ts';
import {renderFrame} from '../../source/console/screen/render-frame.tsx';
import type {ConsoleState} from '../../source/console/state/model.ts';
import {untilState} from '../../source/console/state/until-state.ts';
import {systemClock} from '../../source/director/port/clock.ts';
import {openConsole} from '../../source/program/console-session.ts';
import {createSession} from '../../source/program/open-session.ts';
import {createPassingMemory} from '../../source/program/state-folder.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {guestPort} from './guest-port.ts';
import type {Guest} from './kernel.ts';

export interface Keyboard {
	/** Presses the keys of a script; a plan that a key has started is awaited. */
	press(script: string): Promise<void>;
	/** Confirms the plan on the screen, with the whole word if required. */
	agree(): Promise<void>;
	/** Waits until the condition holds, within the time limit of a test. */
	until(isSo: (state: ConsoleState) => boolean): Promise<ConsoleState>;
	/** The screen as text. */
	screen(): string;
	close(): void;
}

/** Opens a console on the guest's director; it has read the table and the facts. */
export async function openKeyboard(guest: Guest): Promise<Keyboard> {
	const folder = await temporaryFolder();
	const session = createSession({
		port: guestPort(guest),
		clock: systemClock,
		isNear: false,
		state: createPassingMemory(),
		snapshotFolder: join(folder, 'snapshots'),
		user: 'ann',
	});
	const places = {
		host: 'lab',
		user: 'ann',
		hostFolder: join(folder, 'lab'),
		snapshotFolder: join(folder, 'snapshots'),
		retention: null,
		drains: session.state.drains,
		log: async () => {},
		logBatch: async () => {},
	};
	const console = openConsole(session, places, {
		interval: 1000,
		size: {columns: 120, rows: 40},
		theme: 'plain',
	});
	const {store} = console;
	console.start();
	await untilState(store, ({director}) => director.live !== null && director.facts !== null);
	const terminal = {quit() {}, suspend() {}, redraw() {}};
	const press = (script: string) => playKeyScript(parseKeyScript(script), {store, terminal});
	const screen = () => renderFrame(store.getState());
	return {
		press,
		async agree() {
			// A plan is confirmed only after all its commands were on the screen.
			for (let pages = 0; pages < 9 && /↓ (?:for )?more/.test(screen()); pages += 1) {
				await press('<pagedown>');
			}

			await press(/[Tt]ype yes/.test(screen()) ? 'yes<enter>' : 'y');
		},
		until: isSo => untilState(store, isSo),
		screen,
		close: () => console.stop(),
	};
}
