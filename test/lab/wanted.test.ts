/**
 * The table that keepalived and ldirectord make, loaded with ipvsadm into the kernel, beside their files.
 */
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {systemClock} from '../../source/director/port/clock.ts';
import {runSnapshot, type SnapshotRunOptions} from '../support/run-snapshot-subcommand.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {describeLab} from './describe-lab.ts';
import {guestPort} from './guest-port.ts';
import {bootKernel, type Guest} from './kernel.ts';

const fixtures = join(import.meta.dirname, '../fixtures/wanted');
const main = join(fixtures, 'keepalived/main.conf');
const inhibit = join(fixtures, 'keepalived/inhibit.conf');
const marks = join(fixtures, 'ldirectord/marks.cf');

describeLab('files of other programs beside the table of the kernel', () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
	});
	afterAll(() => guest.close());

	/** Makes the table be what ipvsadm makes of the rules. */
	async function load(rules: string): Promise<void> {
		expect(await guest.run(['ipvsadm', '-R'], {input: `-C\n${rules}`})).toMatchObject({stderr: ''});
	}

	async function ipvsadm(line: string): Promise<void> {
		expect(await guest.run(['ipvsadm', ...line.split(' ')])).toMatchObject({exitCode: 0});
	}

	async function diff(options: SnapshotRunOptions, ...words: readonly string[]) {
		const place = {port: guestPort(guest), clock: systemClock, folder: await temporaryFolder()};
		return await runSnapshot(place, 'diff', words, options);
	}

	it.each([
		['keepalived', main],
		['keepalived', join(fixtures, 'keepalived/web-dr.conf')],
		['keepalived', inhibit],
		['keepalived', join(fixtures, 'keepalived/newer.conf')],
		['keepalived', join(fixtures, 'keepalived/corners.conf')],
		['ldirectord', join(fixtures, 'ldirectord/web.cf')],
		['ldirectord', marks],
	])('%s: no differences to %s', async (program, path) => {
		await load(await readFile(`${path}.rules`, 'utf8'));
		expect(
			await diff({[program]: path, ...(program === 'keepalived' ? {configId: 'lb1'} : {})}),
		).toMatchObject({
			code: 0,
			out: 'no differences\n',
		});
	});

	it('explains a server that was taken out, one of weight 0, and the sorry server', async () => {
		await load(await readFile(`${inhibit}.rules`, 'utf8'));
		const service = '-t 192.0.2.60:80';
		await ipvsadm(`-d ${service} -r 198.51.100.62:8080`);
		await ipvsadm(`-e ${service} -r 198.51.100.61:8080 -m -w 0`);
		await ipvsadm(`-e ${service} -r 198.51.100.64:8080 -m -w 1`);
		expect((await diff({keepalived: inhibit})).out).toBe(`  tcp:192.0.2.60:80
+   198.51.100.62:8080  -m -w 5
      may be right: keepalived removes a server while its health check fails
~   198.51.100.61:8080  weight 0 → 5
      may be right: keepalived sets the weight to 0 while the health check fails (inhibit_on_failure)
~   198.51.100.64:8080  weight 1 → 5
3 differences; health checks may explain 2
`);

		await ipvsadm(`-e ${service} -r 198.51.100.63:8080 -m -w 0`);
		await ipvsadm(`-e ${service} -r 198.51.100.64:8080 -m -w 0`);
		await ipvsadm(`-e ${service} -r 198.51.100.69:8080 -m -w 1`);
		expect((await diff({keepalived: inhibit})).out).toMatch(
			/\n5 differences; health checks may explain all\n$/,
		);
	});

	it('a failed server of ldirectord', async () => {
		await load(await readFile(`${marks}.rules`, 'utf8'));
		await ipvsadm('-e -f 17 -r 198.51.100.92 -i -w 0');
		await ipvsadm('-e -f 18 -r 198.51.100.91 -g -w 0');
		expect((await diff({ldirectord: marks})).out).toBe(`  fwm:17
~   198.51.100.92:0  weight 0 → 100
      may be right: ldirectord sets the weight of a server to 0 while its check fails (quiescent=yes), or a file in /etc/ldirectord/maintenance takes it out
  fwm:18
~   198.51.100.91:0  weight 0 → 1
      may be right: a file in /etc/ldirectord/maintenance takes the server out
2 differences; health checks may explain all
`);
	});

	it('a listing of the kernel is as the director', async () => {
		await load(await readFile(`${main}.rules`, 'utf8'));
		const {stdout} = await guest.run(['ipvsadm', '-Ln']);
		const listing = join(await temporaryFolder(), 'listing');
		await writeFile(listing, stdout.trimEnd());
		expect(await diff({}, listing)).toMatchObject({code: 0, out: 'no differences\n'});
		await ipvsadm('-e -t 192.0.2.10:443 -r 198.51.100.31:443 -g -w 9');
		expect((await diff({}, listing)).out).toBe(
			'  tcp:192.0.2.10:443\n~   198.51.100.31:443  weight 9 → 2\n1 server changed\n',
		);
	});
});
