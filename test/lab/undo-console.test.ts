/**
 * Undo by key on the real kernel: the rules are exactly the same again.
 */
import {expect, it} from 'vitest';
import {describeLab} from './describe-lab.ts';
import {useEveryKindConsole} from './every-kind-console.ts';
import {printedRules} from './every-kind-director.ts';

describeLab('undo by key', () => {
	const director = useEveryKindConsole();

	it.each([
		['drains', ['*d']],
		['a drain that sets a fallback flag', ['/sh<enter>jd']],
		['one weight and a drain', ['jw9<enter>', 'jd']],
	])('of %s gives the very same rules', async (_, plans) => {
		const {guest, keyboard} = director;
		const before = await printedRules(guest);
		for (const keys of plans) {
			await keyboard.press(keys);
			await keyboard.agree();
		}

		expect(await printedRules(guest)).not.toEqual(before);
		for (const _plan of plans) {
			await keyboard.press('u');
			await keyboard.agree();
		}

		expect(await printedRules(guest)).toEqual(before);
	});

	it('of a deleted server gives the very same rules', async () => {
		const {guest, keyboard} = director;
		const sorted = async () => {
			const {saved, thresholds} = await printedRules(guest);
			return {saved: saved.toSorted(), thresholds: thresholds.toSorted()};
		};
		const before = await sorted();
		await keyboard.press('jx');
		await keyboard.agree();
		expect(await sorted()).not.toEqual(before);
		await keyboard.press('uy');
		expect(await sorted()).toEqual(before);
	});
});
