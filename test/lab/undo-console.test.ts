/**
 * Undo by key on the real kernel: the rules are the very same again.
 */
import {afterAll, afterEach, beforeAll, beforeEach, expect, it} from 'vitest';
import {type Keyboard, openKeyboard} from './console-keyboard.ts';
import {describeLab} from './describe-lab.ts';
import {printedRules, resetToEveryKind} from './every-kind-director.ts';
import {bootKernel, type Guest} from './kernel.ts';

describeLab('undo by key', () => {
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

	it.each([
		['drains', '*dyes<enter>'],
		['a drain that sets a fallback flag', '/sh<enter>jdy'],
		['one weight and a drain', 'jw9<enter>yjdy'],
	])('of %s gives the very same rules', async (_, keys) => {
		const before = await printedRules(guest);
		await keyboard.press(keys);
		expect(await printedRules(guest)).not.toEqual(before);
		const count = keys.match(/y(?:es<enter>)?/g)?.length ?? 0;
		for (let time = 0; time < count; time += 1) {
			await keyboard.press('u');
			const isWord = keyboard.screen().includes('Type yes');
			await keyboard.press(isWord ? 'yes<enter>' : 'y');
		}

		expect(await printedRules(guest)).toEqual(before);
	});

	it('of a deleted server gives the very same rules', async () => {
		const sorted = async () => {
			const {saved, thresholds} = await printedRules(guest);
			return {saved: saved.toSorted(), thresholds: thresholds.toSorted()};
		};
		const before = await sorted();
		await keyboard.press('jx');
		await keyboard.press(keyboard.screen().includes('Type yes') ? 'yes<enter>' : 'y');
		expect(await sorted()).not.toEqual(before);
		await keyboard.press('uy');
		expect(await sorted()).toEqual(before);
	});
});
