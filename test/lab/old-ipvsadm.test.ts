/**
 * Older and limited builds of ipvsadm on a real kernel. The programs are not available, so scripts wrap the real one
 * and remove what the older ones lack.
 */
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, beforeEach, expect, it} from 'vitest';
import {systemClock} from '../../source/director/port/clock.ts';
import {createPrefixedPort} from '../../source/director/port/prefixed-port.ts';
import {readLiveRules} from '../../source/director/reading/live-rules.ts';
import {runSnapshot} from '../support/run-snapshot-subcommand.ts';
import {runSubcommand} from '../support/run-subcommand.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {describeLab} from './describe-lab.ts';
import {guestPort} from './guest-port.ts';
import {bootKernel, type Guest} from './kernel.ts';

/** 1.28 knows no tunnel types and no options of the sync daemon beyond interface and id. */
const version128 = `#!/bin/bash
real=/usr/sbin/ipvsadm
[ "$1" = --version ] && echo 'ipvsadm v1.28 2015/02/09 (compiled with popt and IPVS v1.2.1)' && exit 0
for word; do
  case $word in --tun-*|--mcast-group|--mcast-port|--mcast-ttl|--sync-maxlen) echo "$word: unknown option" >&2; exit 255;; esac
done
case $1 in
  -S*) $real "$@" | sed 's/ --tun-type ipip//' ;;
  -R) while IFS= read -r line; do
        case $line in *--tun-*) echo '--tun-type: unknown option' >&2;; *) printf '%s\\n' "$line";; esac
      done | $real -R ;;
  *) exec $real "$@" ;;
esac
`;

/** Built without libnl it only sees IPv4. */
const withoutNetlink = `#!/bin/bash
/usr/sbin/ipvsadm "$@" | awk '/^[-A-Z]/ {hidden = / \\[/} !hidden || /^IP Virtual/ {print}'
exit "\${PIPESTATUS[0]}"
`;

const rules = `-A -t 192.0.2.1:80 -s wlc -p 300
-a -t 192.0.2.1:80 -r 198.51.100.12:80 -i -w 1 -x 100 -y 80
-a -t 192.0.2.1:80 -r 198.51.100.13:80 -g -w 1
`;
const web = 'tcp:192.0.2.1:80';

describeLab('an ipvsadm that lacks something, on the kernel', () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
		for (const [name, script] of Object.entries({version128, withoutNetlink})) {
			await guest.runScript(
				[
					`mkdir -p /run/${name}`,
					`cat >/run/${name}/ipvsadm <<'END'\n${script}END`,
					`printf '#!/bin/bash\\nPATH=/run/${name}:$PATH exec "$@"\\n' >/run/${name}/with`,
					`chmod +x /run/${name}/*`,
				].join('\n'),
			);
		}
	});
	afterAll(() => guest.close());
	beforeEach(() => guest.runScript(`ipvsadm -C; ipvsadm -R <<'END'\n${rules}END`));

	/** The director with one of the scripts in the place of ipvsadm. */
	async function directorWith(name: string) {
		const folder = await temporaryFolder();
		const port = createPrefixedPort(guestPort(guest), [`/run/${name}/with`]);
		return {port, clock: systemClock, folder, stateFolder: folder};
	}

	const saved = () => guest.runScript('ipvsadm -Sn');

	it('1.28 changes, drains and undrains a tunnelled server', async () => {
		const director = await directorWith('version128');
		const before = await guest.runScript('ipvsadm -Ln --thresholds');
		for (const [name, words, weight] of [
			['weight', `${web} 198.51.100.12 5`, 5],
			['drain', `${web} 198.51.100.12`, 0],
			['undrain', `${web} 198.51.100.12`, 5],
		] as const) {
			const ended = await runSubcommand(director, name, words, {yes: true});
			expect(ended).toMatchObject({code: 0, err: ''});
			expect(await saved()).toContain(`198.51.100.12:80 -i -w ${weight} --tun-type ipip\n`);
		}

		expect(await guest.runScript('ipvsadm -Ln --thresholds')).toBe(before);
	});

	it('1.28 saves and restores its own rules', async () => {
		const director = await directorWith('version128');
		const before = await saved();
		const file = join(director.folder, 'rules');
		expect(await runSnapshot(director, 'save', [file])).toMatchObject({code: 0});
		expect(await readFile(file, 'utf8')).not.toContain('--tun');
		await guest.runScript('ipvsadm -C');
		expect(await runSnapshot(director, 'restore', [file], {yes: true})).toMatchObject({
			code: 0,
			err: '',
		});
		expect(await saved()).toBe(before);
	});

	it('1.28 is not asked for half of a restore that needs 1.31', async () => {
		const director = await directorWith('version128');
		const before = await saved();
		const file = join(director.folder, 'rules');
		await writeFile(
			file,
			`${rules}-A -t 192.0.2.1:443 -s rr\n-a -t 192.0.2.1:443 -r 198.51.100.12:443 -i --tun-type gre --tun-csum\n`,
		);
		const ended = await runSnapshot(director, 'restore', [file], {yes: true});
		expect(ended).toMatchObject({
			code: 3,
			err: expect.stringContaining('ipvsadm 1.28 on this director does not know --tun-type'),
		});
		expect(await saved()).toBe(before);
	});

	it('without netlink it loses IPv6, and no save is made of the rest without a word', async () => {
		await guest.runScript(
			"ipvsadm -A -t '[2001:db8::1]:443' -s sh; ipvsadm -a -t '[2001:db8::1]:443' -r '[2001:db8::11]:443' -m",
		);
		const director = await directorWith('withoutNetlink');
		const {missing} = await readLiveRules(director, {});
		expect(missing.map(({name}) => name)).toEqual(['tcp:[2001:db8::1]:443']);
		const file = join(director.folder, 'rules');
		expect(await runSnapshot(director, 'save', [file])).toMatchObject({code: 1, out: ''});
		await expect(readFile(file)).rejects.toThrow('ENOENT');
		expect(await runSnapshot(director, 'save', [file], {partial: true})).toMatchObject({code: 0});
		expect(await readFile(file, 'utf8')).toBe(rules);
		const whole = {...director, port: guestPort(guest)};
		expect((await readLiveRules(whole, {})).missing).toEqual([]);
	});

	it('a flag without a name hides no other service', async () => {
		await guest.runScript(
			'ipvsadm -A -t 192.0.2.1:179 -s mh -b flag-3; ipvsadm -a -t 192.0.2.1:179 -r 198.51.100.11:179 -m',
		);
		const folder = await temporaryFolder();
		const director = {port: guestPort(guest), clock: systemClock, folder, stateFolder: folder};
		const {missing} = await readLiveRules(director, {});
		expect(missing.map(({name}) => name)).toEqual(['tcp:192.0.2.1:179']);
		for (const words of [`${web} 198.51.100.12 7`, 'tcp:192.0.2.1:179 198.51.100.11 7']) {
			const ended = await runSubcommand(director, 'weight', words, {yes: true});
			expect(ended).toMatchObject({code: 0, err: ''});
		}

		expect(await saved()).toMatch(/-b \n-a -t 192\.0\.2\.1:179 -r 198\.51\.100\.11:179 -m -w 7\n/);
	});
});
