/**
 * Proves the table of forms in which rules are written: the answers in it are those of ipvsadm and the kernel.
 */
import {afterAll, beforeAll, expect, it} from 'vitest';
import type {CommandResult} from '../../source/director/port/port.ts';
import {
	readRuleForms,
	ruleFormsFile,
	ruleFormsWith,
	showAndClear,
	verdictOf,
} from '../support/rule-forms.ts';
import {describeLab} from './describe-lab.ts';
import {bootKernel, type Guest} from './kernel.ts';

/** Forms that the guest is given at once; all of them would be a very long script. */
const portion = 100;

/** ipvsadm itself dies of some forms; its exit code is told in the last line of standard error. */
const restore = ['/bin/busybox', 'sh', '-c', '/sbin/ipvsadm -R; echo "exit $?" >&2'] as const;

/** What ipvsadm answered to `restore`. */
function answerOf({stdout, stderr}: CommandResult): CommandResult {
	const [, said = '', code] = /^([\s\S]*)exit (\d+)\n$/.exec(stderr) ?? [];
	return {exitCode: Number(code), stdout, stderr: said};
}

describeLab('rules in every form', () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
	});
	afterAll(() => guest.close());

	it('are taken by ipvsadm and the kernel as the table says', async () => {
		const forms = readRuleForms();
		const verdicts = [];
		for (let start = 0; start < forms.length; start += portion) {
			const some = forms.slice(start, start + portion);
			const results = await guest.runAll(
				some.flatMap(({text}) => [
					{command: restore, input: text},
					{command: ['/sbin/ipvsadm', '-R'] as const, input: showAndClear},
				]),
				{timeout: 300_000},
			);
			for (const [index, form] of some.entries()) {
				const [answer, shown] = results.slice(2 * index, 2 * index + 2);
				if (!answer || !shown) {
					throw new Error(`no answer to ${form.written}`);
				}

				verdicts.push(verdictOf(form, answerOf(answer), shown));
			}
		}

		await expect(ruleFormsWith(verdicts)).toMatchFileSnapshot(ruleFormsFile);
	}, 900_000);
});
