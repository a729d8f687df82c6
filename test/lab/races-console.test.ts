/**
 * Somebody else changes the table between showing a plan and confirming it: nothing is written.
 */
import {describe, expect, it} from 'vitest';
import {describeLab} from './describe-lab.ts';
import {useEveryKindConsole} from './every-kind-console.ts';
import {printedRules} from './every-kind-director.ts';

/** Changes the weights of servers and the schedulers of services; ipvsadm does not accept all of its own lines. */
const changeEverything = `
	ipvsadm -Sn >/run/rules
	sed -n 's/ -w [0-9]*$/ -w 77/; s/^-a/-e/p' /run/rules | ipvsadm -R
	sed -n 's/ -s [a-z]*/ -s lblcr/; s/ -b [^ ]*//; s/^-A/-E/p' /run/rules | ipvsadm -R
	true
`;

const deleteEverything = 'ipvsadm -C';

/** The keys up to the plan. */
const plans = [
	['a weight', 'jw9<enter>'],
	['a drain', 'jd'],
	['a deleted server', 'jx'],
	['a deleted service', 'x'],
	['an edited server', 'je<down>9<enter>'],
	['an edited service', 'e<ctrl-u>rr<enter>'],
	['an undo', 'jw9<enter>yu'],
] as const;

describeLab('races on the kernel', () => {
	const director = useEveryKindConsole();

	describe.each([
		['changed', changeEverything],
		['deleted', deleteEverything],
	])('a row that was %s meanwhile', (_, meanwhile) => {
		it.each(plans)('keeps %s from being carried out', async (__, keys) => {
			const {guest, keyboard} = director;
			await keyboard.press(keys);
			expect(keyboard.screen()).toMatch(/Run (?:this command|these \d+ commands)\?/);
			await guest.runScript(meanwhile);
			const theirs = await printedRules(guest);
			await keyboard.agree();
			expect(await printedRules(guest)).toEqual(theirs);
			expect(keyboard.screen()).toContain('refused, nothing was changed');
		});
	});
});
