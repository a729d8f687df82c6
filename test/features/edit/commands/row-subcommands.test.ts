import {describe, expect, it} from 'vitest';
import {editDirector, printed, web} from './edit-director.ts';

describe('lvstop add', () => {
	it('adds a server, shows the command, checks and logs it', async () => {
		const director = await editDirector();
		const title = `add server 10.0.0.10:8080 to ${web}`;
		expect(
			await director.run('add', `server ${web} 10.0.0.10:8080 -m -w 3 -x 10 -y 8`, {yes: true}),
		).toEqual({
			code: 0,
			out: `${title}
  ipvsadm -a -t 172.16.249.138:80 -r 10.0.0.10:8080 -m -w 3 -x 10 -y 8
done: ${title}
`,
			err: '',
		});
		expect(await director.ipvsadm('-Sn')).toContain('-r 10.0.0.10:8080 -m -w 3\n');
		expect((await director.run('log', '')).out).toContain(title);
	});

	it.each([
		['service tcp:172.16.249.138:443 -s wrr -p', '-A -t 172.16.249.138:443 -s wrr -p 360'],
		['service -u [2001:db8::1]:53 -o', "-A -u '[2001:db8::1]:53' -s wlc -o"],
		['service fwm6:9 -b sh-port -s sh', '-A -f 9 -6 -s sh -b sh-port'],
		['service --fwmark-service=9 -6', '-A -f 9 -6 -s wlc'],
		[
			'service sctp:10.1.1.1:80 -p 60 -M 255.255.0.0',
			'-A --sctp-service 10.1.1.1:80 -s wlc -p 60 -M 255.255.0.0',
		],
		[`server ${web} 10.0.0.10`, '-a -t 172.16.249.138:80 -r 10.0.0.10:80 -g -w 1'],
		[
			'server -t 172.16.249.138:80 -r 10.0.0.10:81 -m',
			'-a -t 172.16.249.138:80 -r 10.0.0.10:81 -m -w 1',
		],
		[
			`server ${web} -r 10.0.0.10 -i --tun-type gre`,
			'-a -t 172.16.249.138:80 -r 10.0.0.10:80 -i -w 1 --tun-type gre --tun-nocsum',
		],
		[`server ${web} [2001:db8::8]:80 -i`, "-a -t 172.16.249.138:80 -r '[2001:db8::8]:80' -i -w 1"],
	])('shows the whole command of %s', async (words, command) => {
		const director = await editDirector();
		const {code, out} = await director.run('add', words, {dryRun: true});
		expect(code).toBe(0);
		expect(out.split('\n').at(-2)).toBe(`  ipvsadm ${command}`);
	});

	it.each([
		[`server ${web} 10.0.0.8:80`, `10.0.0.8:80 is already in ${web}`],
		[`service ${web}`, `${web} already exists`],
		[`server ${web} 10.0.0.10:8080`, 'only masquerading (NAT) can change the port'],
		[`server ${web} 10.0.0.10 -w 65536`, 'a weight is a whole number from 0 to 65535'],
		[`server ${web} 10.0.0.10 -x 5 -y 6`, 'the lower threshold 6 is above the upper one 5'],
		['service tcp:10.1.1.1:0', 'a service for every port (port 0) must be persistent'],
	])('refuses %s beforehand', async (words, reason) => {
		const director = await editDirector();
		const before = await printed(director);
		const ended = await director.run('add', words, {yes: true});
		expect(ended).toMatchObject({code: 3, out: ''});
		expect(ended.err).toContain(reason);
		expect(await printed(director)).toBe(before);
	});

	it.each([
		[
			'sevrice tcp:10.1.1.1:80',
			"write service or server first, not 'sevrice'; did you mean service?",
		],
		['', 'usage: lvstop add service SERVICE, or lvstop add server SERVICE RIP:PORT'],
		['service 10.1.1.1:80', "'10.1.1.1:80' is not a service; write tcp:VIP:PORT"],
		['service', 'not exactly one service'],
		[`service ${web} 10.0.0.8:80`, 'unexpected argument 10.0.0.8:80'],
		[`server ${web} 10.0.0.8:80 again`, 'unexpected argument again'],
		[`server ${web}`, 'no real server'],
		[`server ${web} -t 10.1.1.1:80 -r 10.0.0.8`, 'the option --tcp-service is given twice'],
		[`server ${web} 10.0.0.8 --wieght 3`, 'unknown option --wieght; did you mean --weight?'],
		[`server ${web} 10.0.0.8 --dry-rnu`, 'unknown option --dry-rnu; did you mean --dry-run?'],
		[`server ${web} 10.0.0.8 -y -w 3`, 'unexpected argument 3'],
		[`server ${web} 10.0.0.300:80`, 'not a numeric address: 10.0.0.300'],
		[`server ${web} 10.0.0.10 --tun-port 5`, '--tun-port without -i'],
		['service tcp:10.1.1.1:80 -M 255.0.0.0', '-M has no effect without -p'],
		['service tcp:10.1.1.1:80 -b sh-port', 'not flags of the scheduler wlc: sh-port'],
	])('says what is wrong with %j', async (words, message) => {
		const director = await editDirector();
		const ended = await director.run('add', words, {yes: true});
		expect(ended).toMatchObject({code: 2, out: ''});
		expect(ended.err).toContain(message);
	});
});

describe('lvstop edit', () => {
	it('sends the whole entry, and shows each value before and after', async () => {
		const director = await editDirector();
		const title = `edit server 10.0.0.8:80 in ${web}: weight, upper threshold`;
		expect(await director.run('edit', `server ${web} 10.0.0.8 -w 3 -x 90`, {yes: true})).toEqual({
			code: 0,
			out: `${title}
  weight: 5 → 3
  upper threshold: 100 → 90
  not given, so kept; ipvsadm alone would reset this: forwarding masq, lower threshold 80
  ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 3 -x 90 -y 80
done: ${title}
`,
			err: '',
		});
	});

	it.each([
		[`server ${web} 10.0.0.8 -x 0 -y 0`, '-e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 5'],
		[
			`server ${web} 10.0.0.9:80 --tun-nocsum`,
			'-e -t 172.16.249.138:80 -r 10.0.0.9:80 -i -w 1 --tun-type gue --tun-port 6080 --tun-nocsum',
		],
		['server fwm:7 10.0.0.8 -w 0', '-e -f 7 -r 10.0.0.8:0 -g -w 0'],
		[`service ${web} -p 60`, '-E -t 172.16.249.138:80 -s sh -p 60 -M 255.255.255.0 -b sh-port'],
		[`service ${web} -s wrr`, '-E -t 172.16.249.138:80 -s wrr -p 300 -M 255.255.255.0'],
		[
			'service -t 172.16.249.138:80 --no-persistent --no-sched-flags',
			'-E -t 172.16.249.138:80 -s sh',
		],
		['service udp:172.16.249.138:53 --no-ops', '-E -u 172.16.249.138:53 -s rr'],
	])('keeps what %s leaves out', async (words, command) => {
		const director = await editDirector();
		const {code, out} = await director.run('edit', words, {dryRun: true});
		expect(code).toBe(0);
		expect(out.split('\n').at(-2)).toBe(`  ipvsadm ${command}`);
	});

	it('has nothing to do if the values are the same', async () => {
		const director = await editDirector();
		expect(await director.run('edit', `server ${web} 10.0.0.8 -w 5 -m`)).toEqual({
			code: 0,
			out: `nothing to do: 10.0.0.8:80 in ${web} already has these values\n`,
			err: '',
		});
		expect(await director.run('edit', `service ${web}`)).toEqual({
			code: 0,
			out: `nothing to do: ${web} already has these values\n`,
			err: '',
		});
	});

	it('requires a whole word before it drops traffic', async () => {
		const director = await editDirector();
		const words = 'server fwm:7 10.0.0.8 -w 0';
		const before = await printed(director);
		expect(await director.run('edit', words, {answer: 'y'})).toMatchObject({code: 3});
		expect(await printed(director)).toBe(before);
		expect(await director.run('edit', words, {answer: 'yes'})).toMatchObject({code: 0});
		expect(director.questions).toEqual(
			Array.from({length: 2}, () => 'This drops traffic. Type yes to run these commands: '),
		);
		// A weight that is taken away comes back with undrain, as after any other command.
		expect(await director.run('undrain', 'fwm:7 10.0.0.8', {yes: true})).toMatchObject({code: 0});
		expect(await printed(director)).toBe(before);
	});

	it.each([
		[2, `server ${web} 10.0.0.9 -w 2`, 'matches more than one server'],
		[2, `server ${web} 10.0.0.8 --no-ops`, 'a server has none of the values that --no-… removes'],
		[2, 'service udp:172.16.249.138:53 -o --no-ops', 'only one of --ops and --no-ops can be used'],
		[1, 'server tcp:10.1.1.1:80 10.0.0.8 -w 2', 'no such service: tcp:10.1.1.1:80 on lb1'],
		[1, `server ${web} 10.0.0.7 -w 2`, `no server 10.0.0.7 in ${web}`],
		[1, 'server -t 172.16.249.138:80 -r 10.0.0.7 -w 2', `no server 10.0.0.7:80 in ${web}`],
		[3, `server ${web} 10.0.0.8 --tun-port 7000`, '--tun-port without -i'],
		[3, `server ${web} 10.0.0.9:8080 -g`, 'only masquerading (NAT) can change the port'],
		[3, 'service udp:172.16.249.138:53 -M 255.0.0.0', '-M has no effect without -p'],
		[3, `service ${web} -p 0`, 'a persistence timeout is a whole number of seconds'],
	])('ends with %i for %s', async (code, words, message) => {
		const director = await editDirector();
		const before = await printed(director);
		const ended = await director.run('edit', words, {yes: true});
		expect(ended.code).toBe(code);
		expect(ended.err).toContain(message);
		expect(await printed(director)).toBe(before);
	});

	it('is refused with --read-only, and without a terminal and --yes', async () => {
		const director = await editDirector();
		const words = `server ${web} 10.0.0.8 -w 3`;
		expect(await director.run('edit', words, {yes: true, readOnly: true})).toMatchObject({
			code: 3,
			err: 'lvstop: read-only: the option --read-only says so\n',
		});
		expect(await director.run('edit', words)).toMatchObject({
			code: 3,
			err: expect.stringMatching(/use --yes to run the plan without asking$/m),
		});
	});
});

describe('lvstop delete', () => {
	it.each([
		[`server ${web} 10.0.0.8`, '-d -t 172.16.249.138:80 -r 10.0.0.8:80'],
		['server -t 172.16.249.138:80 -r 10.0.0.9:8080', '-d -t 172.16.249.138:80 -r 10.0.0.9:8080'],
		['service fwm:7', '-D -f 7'],
	])('%s', async (words, command) => {
		const director = await editDirector();
		const before = await printed(director);
		const {code, out} = await director.run('delete', words, {yes: true});
		expect(code).toBe(0);
		expect(out).toContain(`  ipvsadm ${command}\n`);
		expect(await printed(director)).not.toBe(before);
		expect(await director.run('undo', '', {yes: true})).toMatchObject({code: 0, err: ''});
		expect(await printed(director)).toBe(before);
	});

	it('says what it drops, and takes no option of a value', async () => {
		const director = await editDirector();
		const {out} = await director.run('delete', `service ${web}`, {dryRun: true});
		expect(out).toContain(`  warning: new clients of ${web} are refused\n`);
		expect(await director.run('delete', `server ${web} 10.0.0.8 -w 3`)).toMatchObject({code: 2});
		expect(await director.run('delete', `server ${web} 10.0.0.7`)).toMatchObject({code: 1});
	});
});

describe('lvstop zero', () => {
	it.each([
		['', '-Z', 'zero the counters of everything'],
		[web, '-Z -t 172.16.249.138:80', `zero the counters of ${web}`],
		['-f 7', '-Z -f 7', 'zero the counters of fwm:7'],
	])('%s', async (words, command, title) => {
		const director = await editDirector();
		const {code, out} = await director.run('zero', words, {yes: true});
		expect({code, out}).toEqual({code: 0, out: expect.stringContaining(`  ipvsadm ${command}\n`)});
		expect(out).toContain('  warning: zeroed counters cannot be restored\n');
		expect(out).toContain(`done: ${title}\n`);
		expect(await director.run('undo', '', {yes: true})).toMatchObject({
			code: 3,
			err: `lvstop: cannot be undone: ${title}\n`,
		});
	});

	it('knows only the service that there is', async () => {
		const director = await editDirector();
		expect(await director.run('zero', 'tcp:10.1.1.1:80')).toMatchObject({code: 1});
		expect(await director.run('zero', `${web} 10.0.0.8`)).toMatchObject({code: 2});
	});
});
