/**
 * A console without a screen; each key is pressed after everything that the previous one has started has settled.
 */
import {pressKey} from '../../source/console/keys/dispatch.ts';
import {parseKeyScript} from '../../source/console/keys/key-script.ts';
import type {ConsoleOptions} from '../../source/console/state/console-state.ts';
import {createConsoleStore} from '../../source/console/state/console-store.ts';
import {receivePoll} from '../../source/console/state/director-reducers.ts';
import type {ConsoleStore} from '../../source/console/state/model.ts';
import type {LiveDirector} from '../../source/director/polling/live.ts';
import {assembly} from '../../source/program/features.ts';
import {type FakeOutside, fakeOutside, read} from './open-console.ts';

export interface KeyStore {
	readonly store: ConsoleStore;
	readonly outside: FakeOutside;
	/** Presses the keys of a script. */
	press(script: string): Promise<void>;
	/** Gives the console a reading. */
	poll(director: LiveDirector): Promise<void>;
	settled(): Promise<void>;
	/** The present message. */
	message(): string | undefined;
}

/** A console without a reading; the outside can be changed before the first one. */
export function keyStore(options: ConsoleOptions = {}): KeyStore {
	const outside = fakeOutside();
	const store = createConsoleStore(assembly, outside, options);
	const terminal = {quit() {}, suspend() {}, redraw() {}};
	const context = {store, terminal};
	const settled = () => new Promise<void>(resolve => setImmediate(resolve));
	return {
		store,
		outside,
		settled,
		async press(script) {
			for (const step of parseKeyScript(script)) {
				if ('press' in step) {
					pressKey(context, step.press);
					await settled();
				}
			}
		},
		async poll(director) {
			store.update(receivePoll(read(director)));
			await settled();
		},
		message: () => store.getState().message?.text,
	};
}
