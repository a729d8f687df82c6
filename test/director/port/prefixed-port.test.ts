import {describe, expect, it} from 'vitest';
import {createLocalPort} from '../../../source/director/port/local-port.ts';
import {type CommandResult, type Port, PortError} from '../../../source/director/port/port.ts';
import {
	type CommandPrefix,
	createPrefixedPort,
} from '../../../source/director/port/prefixed-port.ts';

/** A place that gives one answer to every command, and records the commands. */
function answering(answer: Partial<CommandResult> | PortError) {
	const commands: string[][] = [];
	const inputs: (string | undefined)[] = [];
	const inner: Port = {
		place: 'here',
		async run(command, options) {
			commands.push([...command]);
			inputs.push(options?.input);
			if (answer instanceof PortError) {
				throw answer;
			}

			return {exitCode: 0, stdout: '', stderr: '', ...answer};
		},
		readFile: () => Promise.reject(new Error('a prefixed port reads no file itself')),
	};
	return {inner, commands, inputs};
}

const netns: CommandPrefix = ['ip', 'netns', 'exec', 'lb'];
const ssh: CommandPrefix = ['ssh', 'lb1'];
const docker: CommandPrefix = ['docker', 'exec', 'lb'];
const sudo: CommandPrefix = ['sudo'];
const kubectl: CommandPrefix = ['kubectl', '-n', 'kube-system', 'exec', 'kube-proxy-x', '--'];

describe('a place behind another command', () => {
	it('puts the words before every command and keeps its arguments and input', async () => {
		const {inner, commands, inputs} = answering({stdout: 'ok'});
		const port = createPrefixedPort(inner, netns);

		const result = await port.run(['ipvsadm', '-a', '-t', '[::1]:80'], {input: 'text'});

		expect(commands).toEqual([['ip', 'netns', 'exec', 'lb', 'ipvsadm', '-a', '-t', '[::1]:80']]);
		expect(inputs).toEqual(['text']);
		expect(result.stdout).toBe('ok');
		expect(port.place).toBe('ip netns exec lb');
	});

	it('reads files with cat', async () => {
		const {inner, commands} = answering({stdout: 'IP Virtual Server'});
		const text = await createPrefixedPort(inner, docker).readFile('/proc/net/ip_vs');
		expect(text).toBe('IP Virtual Server');
		expect(commands).toEqual([['docker', 'exec', 'lb', 'cat', '/proc/net/ip_vs']]);
	});

	it.each<[CommandPrefix, number, string]>([
		[netns, 255, 'Service already exists'],
		[ssh, 255, 'No such destination'],
		[docker, 1, 'No such service'],
		[sudo, 255, 'Scheduler or persistence engine not found'],
		[
			ssh,
			2,
			"modprobe: FATAL: Module ip_vs not found in directory /lib/modules/6.1\nCan't initialize ipvs: Permission denied (you must be root)\nAre you sure that IP Virtual Server is built in the kernel or as module?",
		],
		[kubectl, 2, 'illegal weight specified\ncommand terminated with exit code 2'],
	])('%j: exit code %i with %j is the answer of ipvsadm', async (prefix, exitCode, stderr) => {
		const port = createPrefixedPort(answering({exitCode, stderr}).inner, prefix);
		expect(await port.run(['ipvsadm', '-Ln'])).toEqual({exitCode, stderr, stdout: ''});
	});

	it.each<[CommandPrefix, number, string]>([
		[netns, 255, 'exec of "ipvsadm" failed: No such file or directory'],
		[ssh, 127, 'bash: line 1: ipvsadm: command not found'],
		[ssh, 127, ''],
		[sudo, 1, 'sudo: ipvsadm: command not found'],
		[
			docker,
			127,
			'OCI runtime exec failed: exec failed: unable to start container process: exec: "ipvsadm": executable file not found in $PATH: unknown',
		],
		[
			['nsenter', '-n', '-t', '7'],
			127,
			'nsenter: failed to execute ipvsadm: No such file or directory',
		],
		[['chroot', '/x'], 127, "chroot: failed to run command 'ipvsadm': No such file or directory"],
	])('%j: exit code %i with %j is a missing program', async (prefix, exitCode, stderr) => {
		const port = createPrefixedPort(answering({exitCode, stderr}).inner, prefix);
		await expect(port.run(['ipvsadm', '-Ln'])).rejects.toMatchObject({
			failure: 'missing',
			message: expect.stringContaining('no program ipvsadm on the director'),
		});
	});

	it.each<[CommandPrefix, number, string]>([
		[ssh, 255, 'ssh: connect to host lb1 port 22: Connection refused'],
		[ssh, 255, 'ssh: Could not resolve hostname lb1: Name or service not known'],
		[ssh, 255, 'root@lb1: Permission denied (publickey,password).'],
		[ssh, 255, 'Host key verification failed.'],
		[['/usr/bin/ssh', 'lb1'], 255, 'Connection closed by 10.0.0.1 port 22'],
		[ssh, 255, ''],
		[ssh, 255, 'Timeout, server lb1 not responding.'],
		[ssh, 255, 'ssh_dispatch_run_fatal: Connection to 10.0.0.1 port 22: Broken pipe'],
		[docker, 137, ''],
		[kubectl, 137, 'command terminated with exit code 137'],
		[docker, 1, 'Error response from daemon: No such container: lb'],
		[docker, 125, ''],
		[['podman', 'exec', 'lb'], 125, 'Error: no container with name or ID "lb" found'],
		[netns, 1, 'Cannot open network namespace "lb": No such file or directory'],
		[kubectl, 1, 'Error from server (NotFound): pods "kube-proxy-x" not found'],
		[
			['/usr/bin/nsenter', '-t', '7'],
			1,
			'nsenter: cannot open /proc/7/ns/net: No such file or directory',
		],
	])('%j: exit code %i with %j is a broken way', async (prefix, exitCode, stderr) => {
		const port = createPrefixedPort(answering({exitCode, stderr}).inner, prefix);
		await expect(port.run(['ipvsadm', '-Ln'])).rejects.toMatchObject({failure: 'lost', stderr});
		await expect(port.readFile('/proc/net/ip_vs')).rejects.toMatchObject({failure: 'lost'});
	});

	it.each([
		'sudo: a password is required',
		'sudo: a terminal is required to read the password; either use the -S option',
		'jo is not in the sudoers file.',
		'Sorry, user jo is not allowed to execute /sbin/ipvsadm as root on lb1.',
	])('%j is a refusal', async stderr => {
		const port = createPrefixedPort(answering({exitCode: 1, stderr}).inner, sudo);
		await expect(port.run(['ipvsadm', '-Ln'])).rejects.toMatchObject({failure: 'forbidden'});
		await expect(port.readFile('/proc/net/ip_vs')).rejects.toMatchObject({failure: 'forbidden'});
	});

	it.each([
		['cat: /proc/net/ip_vs: No such file or directory', 'missing'],
		["cat: can't open '/proc/net/ip_vs': No such file or directory", 'missing'],
		['cat: /proc/net/ip_vs: Permission denied', 'forbidden'],
		['cat: /proc/net/ip_vs: Input/output error', 'lost'],
		['bash: line 1: cat: command not found', 'lost'],
	])('%j makes reading a file fail as %s', async (stderr, failure) => {
		const port = createPrefixedPort(answering({exitCode: 1, stderr}).inner, ssh);
		await expect(port.readFile('/proc/net/ip_vs')).rejects.toMatchObject({failure});
	});

	it('reports a lost connection if the prefix itself cannot be started', async () => {
		const port = createPrefixedPort(createLocalPort(), ['no-such-program', 'exec']);
		await expect(port.run(['ipvsadm', '-Ln'])).rejects.toMatchObject({
			failure: 'lost',
			subject: 'no-such-program',
		});
		await expect(port.readFile('/proc/net/ip_vs')).rejects.toMatchObject({failure: 'lost'});
	});

	it('passes on that time ran out or that it was cancelled', async () => {
		const late = new PortError('timeout', 'ssh lb1 ipvsadm', 'late');
		const port = createPrefixedPort(answering(late).inner, ssh);
		await expect(port.run(['ipvsadm'])).rejects.toBe(late);
	});

	it('works through a real program', async () => {
		const port = createPrefixedPort(createLocalPort(), ['env', 'LVSTOP_TEST=a b']);
		expect((await port.run(['sh', '-c', 'echo "$LVSTOP_TEST"'])).stdout).toBe('a b\n');
		expect(await port.readFile('/proc/self/status')).toContain('cat');
		await expect(port.readFile('/no/such/file')).rejects.toMatchObject({failure: 'missing'});
		await expect(port.run(['no-such-program'])).rejects.toMatchObject({failure: 'missing'});
	});
});
