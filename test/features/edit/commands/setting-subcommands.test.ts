import {describe, expect, it} from 'vitest';
import {editDirector} from './edit-director.ts';

describe('lvstop timeouts', () => {
	it('prints them, also to those who may change nothing', async () => {
		const director = await editDirector();
		expect(await director.run('timeouts', '', {readOnly: true})).toEqual({
			code: 0,
			out: 'tcp 900\ntcpfin 120\nudp 300\n',
			err: '',
		});
	});

	it('sets one and keeps the others', async () => {
		const director = await editDirector();
		expect(await director.run('timeouts', '0 0 60', {yes: true})).toEqual({
			code: 0,
			out: `timeouts: UDP 300 s → 60 s
  warning: an open connection gets the new timeout with its next packet
  ipvsadm --set 0 0 60
done: timeouts: UDP 300 s → 60 s
`,
			err: '',
		});
		expect((await director.run('timeouts', '')).out).toBe('tcp 900\ntcpfin 120\nudp 60\n');
		expect(await director.run('timeouts', '900 0 60')).toEqual({
			code: 0,
			out: 'nothing to do: the timeouts already have these values\n',
			err: '',
		});
		expect(await director.run('undo', '', {yes: true})).toMatchObject({code: 0});
		expect((await director.run('timeouts', '')).out).toBe('tcp 900\ntcpfin 120\nudp 300\n');
	});

	it.each([
		['900', 'three timeouts are needed, in seconds: tcp tcpfin udp; 0 leaves one as it is'],
		['900 120 x', 'the timeout udp is not a number from 0 to 2678400: x'],
		['900 120 2678401', 'the timeout udp is not a number from 0 to 2678400: 2678401'],
	])('says what is wrong with %j', async (words, message) => {
		const director = await editDirector();
		expect(await director.run('timeouts', words)).toMatchObject({code: 2, out: '', err: message});
	});

	it('is refused with --read-only', async () => {
		const director = await editDirector();
		expect(await director.run('timeouts', '0 0 60', {readOnly: true, yes: true})).toMatchObject({
			code: 3,
		});
	});
});

describe('lvstop sync', () => {
	it('starts, prints and stops a daemon', async () => {
		const director = await editDirector();
		expect((await director.run('sync', '')).out).toBe('no sync daemon runs\n');
		const words = 'master --mcast-interface eth0 --syncid 5 --mcast-ttl 3';
		expect(await director.run('sync', `start ${words}`, {yes: true})).toMatchObject({
			code: 0,
			out: `start the master sync daemon on eth0
  ipvsadm --start-daemon ${words}
done: start the master sync daemon on eth0
`,
		});
		const [line] = (await director.run('sync', '')).out.split('\n');
		expect(line).toMatch(/^master --mcast-interface eth0 --syncid 5 /);
		// What it prints would start it again.
		expect(await director.run('sync', 'stop master', {yes: true})).toMatchObject({code: 0});
		expect(await director.run('sync', `start ${line}`, {yes: true})).toMatchObject({code: 0});
		expect((await director.run('sync', '')).out).toBe(`${line}\n`);
	});

	it.each([
		[2, 'strat master', "write start or stop first, not 'strat'; did you mean start?"],
		[2, 'start primary', 'a sync daemon is master or backup, not primary'],
		[2, 'start master', 'no --mcast-interface'],
		[
			2,
			'start master --mcast-interfaec eth0',
			'unknown option --mcast-interfaec; did you mean --mcast-interface?',
		],
		[3, 'stop backup', 'no backup sync daemon runs'],
		[3, 'start backup --mcast-interface eth0 --sync-maxlen 500', 'the maximum message of a backup'],
	])('ends with %i for %s', async (code, words, message) => {
		const director = await editDirector();
		const ended = await director.run('sync', words, {yes: true});
		expect(ended.code).toBe(code);
		expect(ended.err).toContain(message);
	});
});
