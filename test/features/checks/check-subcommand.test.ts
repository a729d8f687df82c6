import {describe, expect, it} from 'vitest';
import {sceneOf} from '../../simulator/scenes.ts';
import {subcommandDirector} from '../../support/subcommand-director.ts';

const forward = '/proc/sys/net/ipv4/ip_forward';
const perDevice = ['eth0', 'eth1'].map(name => `/proc/sys/net/ipv4/conf/${name}/forwarding`);

/** The NAT example, with forwarding off. */
async function withoutForwarding() {
	const director = await subcommandDirector('nat');
	for (const path of [forward, ...perDevice]) {
		director.port.setMachineFile(path, '0');
	}

	return director;
}

describe('lvstop check', () => {
	it('finds nothing on the healthy example', async () => {
		const {run} = await subcommandDirector('nat');
		expect(await run('check', '')).toEqual({code: 0, out: 'nothing found\n', err: ''});
		expect(await run('check', '--json')).toEqual({
			code: 0,
			out: '{"findings":[],"unknown":[]}\n',
			err: '',
		});
	});

	it('says what is wrong, why, and what mends it', async () => {
		const {run} = await withoutForwarding();
		expect(await run('check', '')).toEqual({
			code: 1,
			out: [
				'error ip-forward-off: director',
				'  found net.ipv4.ip_forward is 0, and there are 2 NAT servers',
				'  why   Requests reach the servers, but the kernel drops their replies: clients wait until they time out.',
				'  mend  sysctl -w net.ipv4.ip_forward=1',
				'1 error',
				'',
			].join('\n'),
			err: '',
		});
	});

	it('prints one JSON object with the documented names', async () => {
		const {run} = await withoutForwarding();
		const {code, out} = await run('check', '--json --only ip-forward-off');
		expect(code).toBe(1);
		expect(JSON.parse(out)).toEqual({
			findings: [
				{
					id: 'ip-forward-off',
					severity: 'error',
					about: 'director',
					found: 'net.ipv4.ip_forward is 0, and there are 2 NAT servers',
					why: expect.any(String),
					mend: 'sysctl -w net.ipv4.ip_forward=1',
				},
			],
			unknown: [],
		});
	});

	it('runs only the named check', async () => {
		const {run} = await withoutForwarding();
		expect(await run('check', '--only vip-missing')).toMatchObject({
			code: 0,
			out: 'nothing found\n',
		});
		expect(await run('check', '--only ip-forwrad')).toMatchObject({
			code: 2,
			err: expect.stringMatching(
				/^--only: there is no 'ip-forwrad'; did you mean ip-forward-off\? /,
			),
		});
	});

	it('ends with 0 for notes alone', async () => {
		const {run, ipvsadm} = await subcommandDirector('nat');
		await ipvsadm('-A -t 172.16.249.138:443 -s rr');
		await ipvsadm('-a -t 172.16.249.138:443 -r 10.0.0.8:443 -m -w 3');
		const {code, out} = await run('check', '');
		expect(out).toMatch(/^note weights-differ: 10\.0\.0\.8$/m);
		expect(out).toMatch(/^1 note$/m);
		expect(code).toBe(0);
	});

	it('says what it cannot know to an ordinary user, and does not call that wrong', async () => {
		const {run} = await subcommandDirector('nat', {user: 'ordinary'});
		const {code, out} = await run('check', '');
		expect(code).toBe(0);
		expect(out).toMatch(/^nothing found$/m);
		expect(out).toMatch(
			/^cannot know timeout-zero: the timeouts are not known: reading them needs ipvsadm and root$/m,
		);
	});

	it('says which program is missing, and goes on with the rest', async () => {
		const director = await withoutForwarding();
		director.port.disturb({hits: subject => subject.startsWith('ip '), failure: 'missing'});
		const {code, out} = await director.run('check', '');
		expect(code).toBe(1);
		expect(out).toMatch(/^error ip-forward-off: director$/m);
		expect(out).toMatch(
			/^cannot know vip-missing: ip is not installed on the director: install iproute2$/m,
		);
	});

	it('says that a file could not be read', async () => {
		const director = await subcommandDirector('nat');
		director.port.disturb({hits: subject => subject.startsWith('sh '), failure: 'forbidden'});
		const {code, out} = await director.run('check', '--only ip-forward-off');
		expect({code, out}).toEqual({
			code: 0,
			out: expect.stringMatching(/^nothing found\ncannot know ip-forward-off: sh: /),
		});
	});

	it('ends with 4 if the director cannot be read', async () => {
		const {run} = await subcommandDirector('nat', {module: 'missing'});
		expect(await run('check', '')).toMatchObject({code: 4, out: ''});
	});

	it('compares the sync daemons with the other director', async () => {
		const {run, ipvsadm, port} = await subcommandDirector('nat');
		await ipvsadm('--start-daemon master --mcast-interface eth1 --syncid 5');
		expect((await run('check', '--only sync-one-side')).out).toMatch(
			/^nothing found\ncannot know sync-one-side: the other director is not known: lvstop check --peer COMMAND/,
		);
		const before = port.run.bind(port);
		port.run = async (command, options) =>
			command[0] === 'ssh'
				? {
						exitCode: command.join(' ') === 'ssh lb2 ipvsadm -Ln --daemon' ? 0 : 1,
						stdout:
							'backup sync daemon (mcast=eth1, syncid=7, maxlen=1472, group=224.0.0.81, port=8848, ttl=1)\n',
						stderr: '',
					}
				: before(command, options);
		const {code, out} = await run('check', '', {
			only: 'sync-one-side',
			peer: 'ssh lb2',
		});
		expect(out).toMatch(/the backup of the other one takes only 7$/m);
		expect(code).toBe(1);
	});

	it('keeps control characters of the director out of the terminal', async () => {
		const director = await subcommandDirector(sceneOf({servers: ['-r 10.0.0.8:80 -m']}));
		director.port.setMachineFile('/proc/sys/net/ipv4/ip_forward', '\u001b[31m');
		const {out} = await director.run('check', '--only ip-forward-off');
		expect(out).not.toContain('\u001b');
		expect(out).toContain('is not a number');
	});
});
