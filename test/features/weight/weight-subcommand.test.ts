import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {readDrains} from '../../../source/features/drain/drain-memory.ts';
import {quietScene} from '../../plans/apply/changing-director.ts';
import {runSubcommand} from '../../support/run-subcommand.ts';
import {subcommandDirector} from '../../support/subcommand-director.ts';

const web = 'tcp:172.16.249.138:80';

function smallDirector(options = {}) {
	return subcommandDirector(
		quietScene(`-A -t 172.16.249.138:80 -s wlc
-a -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 1 -x 100 -y 80
-a -t 172.16.249.138:80 -r 10.0.0.9:80 -m -w 1
-a -t 172.16.249.138:80 -r 10.0.0.9:8080 -m -w 1
-A -t [2001:db8::1]:80 -s rr
-a -t [2001:db8::1]:80 -r [2001:db8::8]:80 -m -w 2
`),
		options,
	);
}

describe('lvstop weight', () => {
	it('sets the weight and keeps everything else', async () => {
		const director = await smallDirector();
		const before = await director.ipvsadm('-Ln --thresholds');
		expect(await director.run('weight', `${web} 10.0.0.8:80 5`, {yes: true})).toEqual({
			code: 0,
			out: `weight of 10.0.0.8:80 in ${web}: 1 → 5
  ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 5 -x 100 -y 80
done: weight of 10.0.0.8:80 in ${web}: 1 → 5
`,
			err: '',
		});
		expect(await director.ipvsadm('-Sn')).toContain('-r 10.0.0.8:80 -m -w 5\n');
		expect(await director.ipvsadm('-Ln --thresholds')).toBe(before);
	});

	it('accepts an address alone if only one server has it, in any spelling', async () => {
		const director = await smallDirector();
		expect(await director.run('weight', `${web} 10.0.0.8 2`, {yes: true})).toMatchObject({code: 0});
		for (const server of ['2001:DB8:0::8', '[2001:db8::8]', '[2001:db8::8]:80']) {
			const words = `tcp:[2001:db8:0::1]:80 ${server} 7`;
			expect(await director.run('weight', words, {yes: true})).toMatchObject({code: 0});
		}

		expect(await director.ipvsadm('-Sn')).toContain('-r [2001:db8::8]:80 -m -w 7\n');
	});

	it('quotes commands so that they can be pasted into a shell', async () => {
		const director = await smallDirector();
		const words = 'tcp:[2001:db8::1]:80 2001:db8::8 5';
		const {out} = await director.run('weight', words, {dryRun: true});
		expect(out).toContain("ipvsadm -e -t '[2001:db8::1]:80' -r '[2001:db8::8]:80' -m -w 5\n");
	});

	it.each([
		['+1', 4],
		['-1', 2],
		['-5', 0],
		['x2', 6],
		['50%', 2],
		['10%', 1],
	])('changes the present weight by %s, and shows the result first', async (change, weight) => {
		const director = await smallDirector();
		await director.run('weight', `${web} 10.0.0.8 3`, {yes: true});
		const ended = await director.run('weight', `${web} 10.0.0.8 ${change}`, {answer: 'y'});
		expect(ended).toMatchObject({code: 0, err: ''});
		expect(ended.out).toContain(`weight of 10.0.0.8:80 in ${web}: 3 → ${weight}\n`);
		expect(await director.ipvsadm('-Sn')).toContain(`-r 10.0.0.8:80 -m -w ${weight}\n`);
	});

	it('warns as a drain does if a relative weight ends at 0', async () => {
		const director = await smallDirector();
		const words = 'tcp:[2001:db8::1]:80 2001:db8::8';
		const [one, other] = await Promise.all([
			director.run('weight', `${words} -2`, {dryRun: true}),
			director.run('weight', `${words} 0`, {dryRun: true}),
		]);
		expect(one).toEqual(other);
		expect(one.out).toContain('  warning: tcp:[2001:db8::1]:80 is left without a server');
	});

	it.each([
		['50%', 'keeps weight 1'],
		['+0', 'keeps weight 1'],
		['1', 'already has weight 1'],
	])('has nothing to do for %s if the weight stays', async (change, words) => {
		const director = await smallDirector();
		expect(await director.run('weight', `${web} 10.0.0.8 ${change}`)).toEqual({
			code: 0,
			out: `nothing to do: 10.0.0.8:80 in ${web} ${words}\n`,
			err: '',
		});
	});

	it('has nothing to do if the weight is the same', async () => {
		const director = await smallDirector();
		expect(await director.run('weight', `${web} 10.0.0.8 1`)).toEqual({
			code: 0,
			out: `nothing to do: 10.0.0.8:80 in ${web} already has weight 1\n`,
			err: '',
		});
	});

	it('changes nothing in a dry run, even if nothing may be changed', async () => {
		const director = await smallDirector();
		const before = await director.ipvsadm('-Sn');
		for (const readOnly of [false, true]) {
			const ended = await director.run('weight', `${web} 10.0.0.8 5`, {dryRun: true, readOnly});
			expect(ended).toMatchObject({code: 0, err: ''});
			expect(ended.out).toMatch(/^weight of .*\n {2}ipvsadm -e .*\n$/);
		}

		expect(await director.ipvsadm('-Sn')).toBe(before);
	});

	it('asks at a terminal, and takes only a yes', async () => {
		const director = await smallDirector();
		expect(await director.run('weight', `${web} 10.0.0.8 5`, {answer: ''})).toMatchObject({
			code: 3,
			err: 'lvstop: nothing was changed\n',
		});
		expect(await director.run('weight', `${web} 10.0.0.8 5`, {answer: 'y'})).toMatchObject({
			code: 0,
		});
		expect(director.questions).toEqual([
			'Run these commands? [y/N] ',
			'Run these commands? [y/N] ',
		]);
	});

	it('takes Ctrl-C for a no', async () => {
		const {port, clock, stateFolder} = await smallDirector();
		const ask = () => Promise.reject(new Error('Aborted with Ctrl+C'));
		const place = {port, clock, stateFolder};
		const ended = await runSubcommand(place, 'weight', `${web} 10.0.0.8 5`, {ask});
		expect(ended).toMatchObject({code: 3, err: 'lvstop: nothing was changed\n'});
	});

	it('has to be typed in full if traffic is dropped', async () => {
		const director = await smallDirector();
		const words = 'tcp:[2001:db8::1]:80 2001:db8::8 0';
		const refused = await director.run('weight', words, {answer: 'y'});
		expect(refused.code).toBe(3);
		expect(refused.out).toContain('  warning: tcp:[2001:db8::1]:80 is left without a server');
		expect(await director.run('weight', words, {answer: 'yes'})).toMatchObject({code: 0});
		expect(director.questions[0]).toBe('This drops traffic. Type yes to run these commands: ');
	});

	it('is refused without a terminal and without --yes', async () => {
		const director = await smallDirector();
		expect(await director.run('weight', `${web} 10.0.0.8 5`)).toMatchObject({
			code: 3,
			err: expect.stringMatching(/use --yes to run the plan without asking$/m),
		});
	});

	it('remembers the removed weight', async () => {
		const director = await smallDirector();
		await director.run('weight', `${web} 10.0.0.8 0`, {yes: true});
		expect(await readDrains(director.stateFolder)).toMatchObject([
			{service: web, server: '10.0.0.8:80', weight: 1},
		]);
	});

	it('runs even if nothing can be stored, and says so', async () => {
		const director = await smallDirector();
		await writeFile(join(director.stateFolder, 'drains'), '');
		const ended = await director.run('weight', `${web} 10.0.0.8 0`, {yes: true});
		expect(ended.code).toBe(0);
		expect(ended.err).toMatch(/^lvstop: the weights before the drain could not be remembered/);
	});

	it.each([
		['tcp:172.16.249.138:80 10.0.0.8', 'usage: lvstop weight SERVICE SERVER WEIGHT'],
		[`${web} 10.0.0.8 65536`, "WEIGHT '65536', character 1: a weight is at most 65535"],
		[`${web} 10.0.0.8 x`, "WEIGHT 'x', character 2: a weight is a whole number; +1, -1, 50%"],
		[`${web} 10.0.0.8 5O%`, "WEIGHT '5O%', character 2: a weight is a whole number; +1, -1, 50%"],
		[`${web} 10.0.0.8 1.5`, "WEIGHT '1.5', character 4: a weight is a whole number; +1, -1, 50%"],
		[`${web} 10.0.0.8 50%%`, "WEIGHT '50%%', character 4: a weight is a whole number; +1, -1,"],
		['172.16.249.138:80 10.0.0.8 1', "'172.16.249.138:80' is not a service"],
		[`${web} web1 1`, "'web1' is not a server"],
		[
			`${web} 10.0.0.9 1`,
			`10.0.0.9 matches more than one server of ${web}: 10.0.0.9:80, 10.0.0.9:8080`,
		],
	])('says what is wrong with %j', async (words, message) => {
		const director = await smallDirector();
		const ended = await director.run('weight', words, {yes: true});
		expect(ended.code).toBe(2);
		expect(ended.err).toContain(message);
	});

	it.each([
		['tcp:172.16.249.138:81 10.0.0.8 1', 'no such service: tcp:172.16.249.138:81 on lb1'],
		[`${web} 10.0.0.7 1`, `no server 10.0.0.7 in ${web}`],
		[`${web} 10.0.0.8:81 1`, `no server 10.0.0.8:81 in ${web}`],
	])('fails if there is no such row: %j', async (words, message) => {
		const director = await smallDirector();
		expect(await director.run('weight', words, {yes: true})).toMatchObject({
			code: 1,
			err: `lvstop: ${message}\n`,
		});
	});

	it('is refused with --read-only, and for a user who may only read', async () => {
		const director = await smallDirector();
		expect(
			await director.run('weight', `${web} 10.0.0.8 5`, {yes: true, readOnly: true}),
		).toMatchObject({code: 3, err: 'lvstop: read-only: the option --read-only says so\n'});
		const ordinary = await smallDirector({user: 'ordinary'});
		expect(await ordinary.run('weight', `${web} 10.0.0.8 5`, {yes: true})).toMatchObject({
			code: 3,
			err: expect.stringMatching(/^lvstop: read-only: not root: /),
		});
	});

	it('gives advice if IPVS cannot be reached', async () => {
		const director = await smallDirector({module: 'missing'});
		expect(await director.run('weight', `${web} 10.0.0.8 5`, {yes: true})).toMatchObject({
			code: 4,
			err: expect.stringMatching(/^lvstop: IPVS is not in the kernel .*\nload it as root with/),
		});
	});

	it('is refused if the row changed during the question', async () => {
		const director = await smallDirector();
		director.port.disturb({
			// The sysctls are read after the rows and before the question.
			hits(subject) {
				if (subject.endsWith('expire_nodest_conn')) {
					void director.ipvsadm('-e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 3 -x 100 -y 80');
				}

				return false;
			},
		});
		expect(await director.run('weight', `${web} 10.0.0.8 5`, {answer: 'y'})).toMatchObject({
			code: 3,
			err: `lvstop: refused, nothing was changed: changed in the meantime: 10.0.0.8:80 in ${web}: weight is 3, not 1\n`,
		});
	});
});
