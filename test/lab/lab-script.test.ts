import {spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {spawn} from '@lydell/node-pty';
import {describe, expect, it} from 'vitest';
import {describeLab} from './describe-lab.ts';

const script = fileURLToPath(new URL('../../scripts/lab.ts', import.meta.url));

describe('the lab for a person', () => {
	it.each([
		[[]],
		[['no-such-lab']],
		[['nat', 'dr']],
		[['nat', '--read-only']],
		[['nat', '--fault']],
		[['nat', '--']],
	])('answers %j with its usage and exit code 2', words => {
		const {status, stderr} = spawnSync(process.execPath, [script, ...words], {encoding: 'utf8'});

		expect(status).toBe(2);
		expect(stderr).toBe(
			'usage: npm run lab -- nat|dr|tun|dual-stack|active-backup [--fault NAME]... [-- COMMAND...]\n',
		);
	});

	it('names the faults if it does not know one', () => {
		const words = [script, 'dual-stack', '--fault', 'x'];
		const {status, stderr} = spawnSync(process.execPath, words, {encoding: 'utf8'});

		expect(status).toBe(2);
		expect(stderr).toBe('lab: no fault x; there are: ipv6-forward-off, ip-forward-off\n');
	});

	it('needs a terminal', () => {
		const {status, stderr} = spawnSync(process.execPath, [script, 'nat'], {encoding: 'utf8'});

		expect(status).toBe(2);
		expect(stderr).toBe('lab: run this in a terminal\n');
	});
});

describeLab('the lab in a terminal', () => {
	it.each([
		['dual-stack', 'ipvsadm', ['172.16.249.138:80', '[2001:db8:1::100]:80']],
		['active-backup', 'ip netns exec backup ipvsadm', ['192.0.2.100:80']],
	])('has traffic in the lab %s', async (name, command, services) => {
		const wait = services.map(
			service => `until ${command} -Lcn | grep -qF '${service} '; do sleep 0.1; done; echo seen`,
		);
		const words = [script, name, '--', 'bash', '-c', wait.join('\n')];
		const terminal = spawn(process.execPath, words, {cols: 200, rows: 40});
		let shown = '';
		terminal.onData(text => {
			shown += text;
		});
		await new Promise(resolve => terminal.onExit(resolve));

		expect(shown.match(/seen\r\n/g)).toHaveLength(services.length);
	});

	it('makes a fault while the client makes requests, and lists and mends it by a program', async () => {
		const program = `
			fault
			until ipvsadm -Lcn | grep -q SYN_RECV; do sleep 0.1; done
			cat /proc/sys/net/ipv4/ip_forward
			fault off ip-forward-off
			cat /proc/sys/net/ipv4/ip_forward
			fault | grep forward
			lvstop --version`;
		const words = [script, 'nat', '--fault', 'ip-forward-off', '--', 'bash', '-c', program];
		const terminal = spawn(process.execPath, words, {cols: 200, rows: 40});
		let shown = '';
		terminal.onData(text => {
			shown += text;
		});
		await new Promise(resolve => terminal.onExit(resolve));

		expect(shown).toContain('fault ip-forward-off: net.ipv4.ip_forward is 0 on the director');
		expect(shown).toMatch(/\non +ip-forward-off +net.*\r\noff +server-wrong-gateway +Server/);
		expect(shown).toMatch(/\n0\r\n1\r\noff +ip-forward-off .*\r\nlvstop \d/);
	});

	it('runs a program on the director, follows the size, and sets the terminal back', async () => {
		const program = `
			stty size
			ipvsadm -S -n
			trap "stty size; exit 3" WINCH
			echo waiting
			while true; do sleep 0.1; done`;
		const session = `
			echo "before $(stty -g)"
			"$0" ${script} nat -- sh -c '${program}'
			echo "exit code $?"
			echo "after $(stty -g)"`;
		const terminal = spawn('sh', ['-c', session, process.execPath], {cols: 100, rows: 40});
		let shown = '';
		let resized = false;
		terminal.onData(text => {
			shown += text;
			if (!resized && shown.includes('waiting')) {
				resized = true;
				terminal.resize(90, 33);
			}
		});
		await new Promise(resolve => terminal.onExit(resolve));

		expect(shown).toContain('\n40 100\r\n-A -t 172.16.249.138:80 -s rr\r\n');
		expect(shown).toContain('waiting\r\n33 90\r\n');
		expect(shown).toContain('exit code 3\r\n');
		const settings = [...shown.matchAll(/(?:before|after) (\S+)/g)].map(([, text]) => text);
		expect(settings).toHaveLength(2);
		expect(settings[1]).toBe(settings[0]);
	});
});
