import fc from 'fast-check';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {describeLab} from './describe-lab.ts';
import {guestPort} from './guest-port.ts';
import {bootKernel, type Guest} from './kernel.ts';

describeLab('a guest', () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
	});
	afterAll(() => guest.close());

	it('has an IPVS kernel with every scheduler', async () => {
		const schedulers = 'rr wrr lc wlc lblc lblcr dh sh sed nq fo ovf mh'.split(' ');
		const rules = schedulers.map((scheduler, index) => `-A -f ${index + 1} -s ${scheduler}\n`);
		const {exitCode} = await guest.run(['ipvsadm', '-R'], {input: rules.join('')});
		const {stdout} = await guest.run(['ipvsadm', '-S', '-n']);
		await guest.run(['ipvsadm', '-C']);

		expect(exitCode).toBe(0);
		expect(stdout.split('\n').sort()).toEqual(['', ...rules.map(rule => rule.trim())].sort());
	});

	it('hands over any word and any input unchanged', async () => {
		const word = fc.string({unit: 'binary'}).map(text => text.replaceAll('\0', ''));
		const samples = fc.sample(fc.tuple(word, word, word), 100);
		const results = await guest.runAll(
			samples.map(([first, second, input]) => ({
				command: ['sh', '-c', 'printf "%s|%s|" "$@"; cat', 'sh', first, second],
				input,
			})),
		);

		expect(results.map(({stdout}) => stdout)).toEqual(
			samples.map(([first, second, input]) => `${first}|${second}|${input}`),
		);
	});

	it('runs what follows a failed command, and tells exit code and both outputs of each', async () => {
		const results = await guest.runAll([
			{command: ['ipvsadm', '-D', '-t', '10.1.1.1:80']},
			{command: ['ipvsadm', '-A', '-t', '10.1.1.1']},
			{command: ['sh', '-c', 'echo out; echo err >&2; exit 3']},
			{command: ['ipvsadm', '-S', '-n']},
		]);

		expect(results.map(({exitCode}) => exitCode)).toEqual([255, 2, 3, 0]);
		expect(results[0]?.stderr).toBe('No such service\n');
		expect(results[2]).toEqual({exitCode: 3, stdout: 'out\n', stderr: 'err\n'});
	});

	it('answers calls that are made at the same time', async () => {
		const texts = ['one', 'two', 'three', 'four'];
		const results = await Promise.all(texts.map(input => guest.run(['cat'], {input})));

		expect(results.map(({stdout}) => stdout)).toEqual(texts);
	});

	it('kills a command that takes too long or is cancelled', async () => {
		const sleep = ['sleep', '1000'] as const;
		await expect(guest.run(sleep, {timeout: 200})).rejects.toMatchObject({failure: 'timeout'});
		await expect(guest.run(sleep, {signal: AbortSignal.abort()})).rejects.toMatchObject({
			failure: 'cancelled',
		});

		await guest.runScript('while busybox pidof sleep; do :; done');
	});

	it('tells a missing program, a file that is not to be run, and a death from a signal apart', async () => {
		await expect(guest.run(['no-such-program'])).rejects.toMatchObject({failure: 'missing'});
		await expect(guest.run(['/etc/passwd'])).rejects.toMatchObject({failure: 'forbidden'});
		await expect(guest.run(['sh', '-c', 'kill -9 $$'])).rejects.toMatchObject({failure: 'lost'});
	});

	it('reads and writes files of its own, and cannot write those of the host', async () => {
		await guest.writeFile('/run/a file', 'two\nlines');

		expect(await guest.readFile('/run/a file')).toBe('two\nlines');
		expect(await guest.readFile(import.meta.filename)).toContain(
			'and cannot write those of the host',
		);
		await expect(guest.readFile('/run/none')).rejects.toMatchObject({failure: 'missing'});
		await expect(guest.writeFile(import.meta.filename, '')).rejects.toThrow(
			'Read-only file system',
		);
	});

	it('tells which script failed, and why', async () => {
		expect(await guest.runScript('cat; echo 1', {input: 'in '})).toBe('in 1\n');
		await expect(guest.runScript('ls /none\necho on')).rejects.toThrow("cannot access '/none'");
	});

	it('is a port to the director', async () => {
		const port = guestPort(guest);

		expect(port.place).toBe((await port.run(['hostname'])).stdout.trim());
		expect(await port.readFile('/proc/net/ip_vs')).toMatch(/^IP Virtual Server version 1\.2\.1 /);
	});
});

describeLab('a guest with other settings', () => {
	it('has no IPVS where its modules are not loaded', async () => {
		const guest = await bootKernel({modules: []});
		try {
			await expect(guest.readFile('/proc/net/ip_vs')).rejects.toMatchObject({failure: 'missing'});
			expect(await guest.run(['ipvsadm', '-Ln'])).toMatchObject({exitCode: 2, stdout: ''});
		} finally {
			await guest.close();
		}
	});

	it('says what the kernel said where it does not come up', async () => {
		await expect(bootKernel({modules: ['no_such_module']})).rejects.toThrow(
			'Module no_such_module not found',
		);
	});
});
