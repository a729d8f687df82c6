/**
 * Somebody else changes the table between the look at a plan and the agreement to it: nothing is written.
 */
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {type Keyboard, openKeyboard} from './console-keyboard.ts';
import {describeLab} from './describe-lab.ts';
import {printedRules, resetToEveryKind} from './every-kind-director.ts';
import {bootKernel, type Guest} from './kernel.ts';

/** Servers get another weight, and services another scheduler; ipvsadm does not take all of its own lines back. */
const changeEverything = `
	ipvsadm -Sn >/run/rules
	sed -n 's/ -w [0-9]*$/ -w 77/; s/^-a/-e/p' /run/rules | ipvsadm -R
	sed -n 's/ -s [a-z]*/ -s lblcr/; s/ -b [^ ]*//; s/^-A/-E/p' /run/rules | ipvsadm -R
	true
`;

const deleteEverything = 'ipvsadm -C';

/** Up to where the plan is shown. */
const plans = [
	['a weight', 'jw9<enter>'],
	['a drain', 'jd'],
	['a deleted server', 'jx'],
	['a deleted service', 'x'],
	['an edited server', 'je<down>9<enter>'],
	['an edited service', 'e<right><enter>'],
	['an undo', 'jw9<enter>yu'],
] as const;

describeLab('races on the kernel', () => {
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

	describe.each([
		['changed', changeEverything],
		['deleted', deleteEverything],
	])('a row that was %s meanwhile', (_, meanwhile) => {
		it.each(plans)('keeps %s from being carried out', async (__, keys) => {
			await keyboard.press(keys);
			const shown = keyboard.screen();
			expect(shown).toMatch(/Run (?:this command|these \d+ commands)\?/);
			await guest.runScript(meanwhile);
			const theirs = await printedRules(guest);
			await keyboard.press(shown.includes('Type yes') ? 'yes<enter>' : 'y');
			expect(await printedRules(guest)).toEqual(theirs);
			expect(keyboard.screen()).toContain('refused, nothing was changed');
		});
	});
});
