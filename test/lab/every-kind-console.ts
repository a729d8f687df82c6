/**
 * A console on a director with every kind of service and server, new for each test.
 */
import {afterAll, afterEach, beforeAll, beforeEach} from 'vitest';
import {type Keyboard, openKeyboard} from './console-keyboard.ts';
import {resetToEveryKind} from './every-kind-director.ts';
import {bootKernel, type Guest} from './kernel.ts';

/** The context of a test; its values are those of the running test. */
export interface EveryKindConsole {
	readonly guest: Guest;
	readonly keyboard: Keyboard;
}

/**
 * Boots one guest for the tests of the block in which it is called. Before each of them the rules are reset and a
 * console is opened, which is closed after it.
 */
export function useEveryKindConsole(): EveryKindConsole {
	let guest: Guest;
	let keyboard: Keyboard;
	beforeAll(async () => {
		guest = await bootKernel();
	});
	afterAll(() => guest.close());
	afterEach(() => keyboard.close());
	beforeEach(async () => {
		await resetToEveryKind(guest);
		keyboard = await openKeyboard(guest);
	});
	return {
		get guest() {
			return guest;
		},
		get keyboard() {
			return keyboard;
		},
	};
}
