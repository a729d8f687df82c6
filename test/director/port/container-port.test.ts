import {describe, expect, it} from 'vitest';
import {createContainerPort} from '../../../source/director/port/container-port.ts';
import {type Port, PortError} from '../../../source/director/port/port.ts';
import {createManualClock} from '../../../source/simulator/manual-clock.ts';

type Engines = Partial<
	Record<'docker' | 'podman', {exitCode: number; stdout?: string; stderr?: string}>
>;

/** This machine with these engines, whose answers may change; the namespace of process 7 is that of lb. */
function machine(engines: Engines) {
	const commands: string[] = [];
	const inner: Port = {
		place: 'here',
		async run(command) {
			commands.push(command.join(' '));
			const [program, ...words] = command;
			if (program === 'nsenter') {
				return words[0] === '--net=/proc/7/ns/net'
					? {exitCode: 0, stdout: `ran ${words.slice(1).join(' ')}`, stderr: ''}
					: {
							exitCode: 1,
							stdout: '',
							stderr: 'nsenter: cannot open /proc/6/ns/net: No such file or directory\n',
						};
			}

			const answer = program === 'docker' || program === 'podman' ? engines[program] : undefined;
			if (!answer) {
				throw new PortError('missing', command.join(' '), `${program}: no such program`);
			}

			return {stdout: '', stderr: '', ...answer};
		},
		readFile: () => Promise.reject(new Error('nothing is read on this side')),
	};
	const clock = createManualClock();
	const port = createContainerPort(inner, {name: 'lb', clock});
	return {commands, clock, port};
}

const running = (pid: string) => ({exitCode: 0, stdout: `${pid}\n`});
const inspect = 'inspect --type container --format {{.State.Pid}} lb';

describe('a container', () => {
	it('is entered by the process that docker names, with the programs of this machine', async () => {
		const {port, commands} = machine({docker: running('7')});
		expect(port.place).toBe('container lb');
		expect(await port.run(['ipvsadm', '-Ln'])).toMatchObject({stdout: 'ran ipvsadm -Ln'});
		expect(await port.readFile('/proc/net/ip_vs')).toBe('ran cat /proc/net/ip_vs');
		expect(commands).toEqual([
			`docker ${inspect}`,
			'nsenter --net=/proc/7/ns/net ipvsadm -Ln',
			'nsenter --net=/proc/7/ns/net cat /proc/net/ip_vs',
		]);
	});

	it.each<[string, Engines]>([
		['docker is not installed', {podman: running('7')}],
		[
			'docker does not know it',
			{docker: {exitCode: 1, stderr: 'Error: No such container: lb'}, podman: running('7')},
		],
	])('is looked for with podman if %s', async (_, engines) => {
		const {port} = machine(engines);
		expect(await port.run(['ipvsadm', '-Sn'])).toMatchObject({stdout: 'ran ipvsadm -Sn'});
	});

	it.each<[string, Engines, string]>([
		['no engine', {}, 'container lb: docker is not installed; podman is not installed'],
		[
			'no such container',
			{docker: {exitCode: 1, stderr: 'Error: No such container: lb\n'}},
			'container lb: docker: Error: No such container: lb; podman is not installed',
		],
		[
			'a container that is stopped',
			{docker: running('0')},
			'container lb: docker: the container is not running; podman is not installed',
		],
		[
			'an engine that answers something else',
			{docker: running('-1')},
			'container lb: docker: the container is not running; podman is not installed',
		],
	])('cannot be reached with %s', async (_, engines, message) => {
		await expect(machine(engines).port.run(['ipvsadm', '-Ln'])).rejects.toMatchObject({
			failure: 'lost',
			message,
		});
	});

	it('is looked up again before every command that changes something, and from time to time before others', async () => {
		const {port, commands, clock} = machine({docker: running('7')});
		const asked = () => commands.filter(command => command.startsWith('docker')).length;
		await port.run(['ipvsadm', '-Ln']);
		await port.run(['ipvsadm', '-e', '-t', '10.0.0.1:80', '-r', '10.0.0.8:80', '-m', '-w', '0']);
		expect(asked()).toBe(2);
		await port.run(['ipvsadm', '-R'], {input: ''});
		expect(asked()).toBe(3);
		await port.readFile('/proc/net/ip_vs');
		await port.run(['ipvsadm', '--version']);
		expect(asked()).toBe(3);
		clock.advance(5000);
		await port.readFile('/proc/net/ip_vs');
		expect(asked()).toBe(4);
	});

	it('is found again after a restart', async () => {
		const engines = {docker: running('6')};
		const {port} = machine(engines);
		await expect(port.run(['ipvsadm', '-Ln'])).rejects.toMatchObject({failure: 'lost'});
		engines.docker = running('7');
		expect(await port.run(['ipvsadm', '-Ln'])).toMatchObject({stdout: 'ran ipvsadm -Ln'});
	});
});
