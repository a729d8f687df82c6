/**
 * Verifies the table of rule forms: its answers are those of ipvsadm and the kernel.
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

/** ipvsadm itself crashes on some forms; its exit code is in the last line of standard error. */
const restore = ['/bin/busybox', 'sh', '-c', '/sbin/ipvsadm -R; echo "exit $?" >&2'] as const;

/** ipvsadm's answer to `restore`. */
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

	it('of servers are taken at the director’s own link-local address, and refused at its broadcast address', async () => {
		await guest.runScript(`
			ip link add own0 type bridge
			ip link set own0 up
			ip address add 10.99.0.1/24 broadcast 10.99.0.255 dev own0
			ip address add fe80::99/64 dev own0 nodad
			ipvsadm -A -t 10.1.1.1:80
			ipvsadm -A -t [2001:db8::1]:80
		`);
		const add = async (service: string, server: string) =>
			(await guest.run(['ipvsadm', '-a', '-t', service, '-r', server, '-m'])).exitCode;
		expect(await add('[2001:db8::1]:80', '[fe80::99]:80')).toBe(0);
		expect(await add('[2001:db8::1]:80', '[fe80::98]:80')).toBe(255);
		expect(await add('10.1.1.1:80', '10.99.0.255:80')).toBe(255);
		expect(await add('10.1.1.1:80', '10.99.0.254:80')).toBe(0);
	});
});
