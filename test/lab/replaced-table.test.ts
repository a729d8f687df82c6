/**
 * On a real kernel: another program makes the whole table anew while something is open in the console.
 */
import {afterAll, afterEach, beforeAll, beforeEach, expect, it} from 'vitest';
import {
	concerns,
	expectNothingOverwritten,
	replacements,
	rules,
	type Stage,
	saysWhy,
	stages,
} from '../faults/replaced-table.ts';
import {type Keyboard, openKeyboard} from './console-keyboard.ts';
import {describeLab} from './describe-lab.ts';
import {bootKernel, type Guest} from './kernel.ts';

/** Everything with other weights; and some with the same ones, after which the plan may be carried out. */
const cases: readonly (readonly [keyof typeof replacements, string])[] = [
	...Object.keys(stages).map(name => ['made anew with other weights', name] as const),
	...['a plan for a weight', 'a drain', 'an undo'].map(name => ['made anew', name] as const),
];

describeLab('a table that another program replaces on the kernel', () => {
	let guest: Guest;
	let keyboard: Keyboard;
	beforeAll(async () => {
		guest = await bootKernel();
	});
	afterAll(() => guest.close());
	beforeEach(async () => {
		await replace(rules);
		keyboard = await openKeyboard(guest);
	});
	afterEach(() => keyboard.close());

	async function replace(text: string) {
		expect(await guest.run(['ipvsadm', '-R'], {input: `-C\n${text}`})).toMatchObject({
			...{exitCode: 0, stderr: ''},
		});
	}

	const printed = async () => (await guest.run(['ipvsadm', '-Sn'])).stdout;

	it.each(cases)('%s while %s is open', async (how, name) => {
		const theirs = replacements[how];
		const stage: Stage = stages[name] ?? expect.fail(name);
		await keyboard.press(stage.open);
		await replace(theirs);
		await keyboard.press(stage.finish);
		await keyboard.agree();
		expectNothingOverwritten(stage, theirs, await printed());
		if (concerns(stage, theirs)) {
			const state = await keyboard.until(({messages}) =>
				messages.some(({text}) => saysWhy.test(text)),
			);
			expect(state.applying).toBeNull();
		}
	});

	it('is followed: emptied, filled again, and a drain that it has undone', async () => {
		await keyboard.press('jd');
		await keyboard.agree();
		expect(await printed()).toBe(rules.replace('-w 7', '-w 0'));
		await replace('');
		await keyboard.until(({director}) => director.live?.services.length === 0);
		await replace(rules);
		await keyboard.until(({messages}) =>
			messages.some(({text}) =>
				text.includes('is no longer drained: somebody else set its weight to 7'),
			),
		);
		expect(keyboard.screen()).toMatch(/10\.0\.0\.8:80 +NAT +≠?7 /);
		await keyboard.press('gjw6<enter>');
		await keyboard.agree();
		expect(await printed()).toBe(rules.replace('-w 7', '-w 6'));
	});
});
