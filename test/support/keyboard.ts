/**
 * Keys without a terminal: they go straight to the key table.
 */

import {pressKey} from '../../source/console/keys/dispatch.ts';
import {parseKeyScript} from '../../source/console/keys/key-script.ts';
import type {ConsoleOptions} from '../../source/console/state/console-state.ts';
import {createConsoleStore} from '../../source/console/state/console-store.ts';
import {receivePoll} from '../../source/console/state/director-reducers.ts';
import type {CommandContext, ConsoleStore} from '../../source/console/state/model.ts';
import type {LiveDirector} from '../../source/director/polling/live.ts';
import {assembly} from '../../source/program/features.ts';
import {type FakeOutside, fakeOutside, read} from './open-console.ts';

export interface Keyboard {
	readonly store: ConsoleStore;
	readonly outside: FakeOutside;
	readonly context: CommandContext;
	/** The calls to the terminal. */
	readonly terminal: string[];
	/** Presses the keys of a script. */
	press(script: string): void;
}

/** A console that shows this director, without a screen. */
export function keyboard(director: LiveDirector | null, options: ConsoleOptions = {}): Keyboard {
	const outside = fakeOutside();
	const store = createConsoleStore(assembly, outside, options);
	if (director !== null) {
		store.update(receivePoll(read(director)));
	}

	const terminal: string[] = [];
	const context: CommandContext = {
		store,
		terminal: {
			quit: () => terminal.push('quit'),
			suspend: () => terminal.push('suspend'),
			redraw: () => terminal.push('redraw'),
			copy: text => terminal.push(`copy ${text}`),
		},
	};
	return {
		store,
		outside,
		context,
		terminal,
		press(script) {
			for (const step of parseKeyScript(script)) {
				if ('press' in step) {
					pressKey(context, step.press);
				}
			}
		},
	};
}
