/**
 * Reading the machine through a port: what is missing is said, and nothing is loaded into the kernel only to look.
 */
import {describe, expect, it} from 'vitest';
import {machineFilesOf} from '../../../source/director/machine/machine-files.ts';
import {
	readAnswersToArp,
	readDevices,
	readFirewall,
	readMachineFiles,
	readRoutes,
} from '../../../source/director/machine/read-machine.ts';
import {systemClock} from '../../../source/director/port/clock.ts';
import {type CommandResult, type Port, PortError} from '../../../source/director/port/port.ts';
import {ipAddress} from '../../../source/ipvs/address.ts';

type Answers = Readonly<Record<string, Partial<CommandResult> | PortError>>;

/** A port that answers these commands by their first words, and has no other program; and what it was asked. */
function portOf(answers: Answers) {
	const asked: string[] = [];
	const port: Port = {
		place: 'lb1',
		async run(command) {
			const line = command.join(' ');
			asked.push(line);
			const [, answer] = Object.entries(answers).find(([start]) => line.startsWith(start)) ?? [];
			if (answer === undefined || answer instanceof PortError) {
				throw answer ?? new PortError('missing', line, `${line}: no such program`);
			}

			return {exitCode: 0, stdout: '', stderr: '', ...answer};
		},
		readFile: async path => {
			throw new PortError('missing', path, path);
		},
	};
	return {place: {port, clock: systemClock}, asked};
}

const withModules = (...names: readonly string[]) =>
	machineFilesOf(
		new Map([['/proc/modules', names.map(name => `${name} 1 0 - Live 0x0`).join('\n')]]),
	);
const noRules = {stdout: '{"nftables": []}'};

describe('a program that is missing', () => {
	it('is named with what to install', async () => {
		const {place} = portOf({});
		expect((await readDevices(place)).unknown).toBe(
			'ip is not installed on the director: install iproute2',
		);
		expect((await readFirewall(place, withModules('nf_tables'))).unknown).toBe(
			'nft is not installed on the director: install nftables',
		);
		expect((await readMachineFiles(place)).unknown).toMatch(/^sh is not installed/);
	});

	it('is missing too if it is that of busybox', async () => {
		const {place} = portOf({
			'ip -json': {exitCode: 1, stderr: 'BusyBox v1.35.0 multi-call binary.\nUsage: ip …'},
		});
		const wanted = 'ip on the director has no option -json: install iproute2';
		expect((await readDevices(place)).unknown).toBe(wanted);
		expect((await readRoutes(place, [ipAddress('10.0.0.1')])).unknown).toBe(wanted);
	});
});

describe('a command that fails', () => {
	it('says why, and does not reject', async () => {
		const {place} = portOf({
			'ip -json address': new PortError('timeout', 'ip', 'ip: no answer'),
			'nft ': {exitCode: 1, stderr: 'Operation not permitted (you must be root)'},
			'ip -json neigh': {stdout: 'no JSON'},
		});
		expect((await readDevices(place)).unknown).toBe('ip gave no answer within 5 s');
		expect((await readFirewall(place, withModules('nf_tables'))).unknown).toBe(
			'nft: Operation not permitted (you must be root)',
		);
	});
});

describe('the packet filter', () => {
	it('is not asked if the kernel has none: asking would load it', async () => {
		const {place, asked} = portOf({nft: noRules, 'iptables-save': {}});
		expect((await readFirewall(place, withModules('ip_vs'))).value).toEqual({
			marks: [],
			rewrites: [],
		});
		expect(asked).toEqual([]);
	});

	it('is asked by nft, and by iptables for its own tables', async () => {
		const {place, asked} = portOf({
			nft: noRules,
			'iptables-save': {stdout: '-A PREROUTING -j MARK --set-xmark 0x7/0xffffffff\n'},
		});
		const {value} = await readFirewall(place, withModules('nf_tables', 'ip_tables'));
		expect(asked).toEqual(['nft -j list ruleset', 'iptables-save']);
		expect(value?.marks).toMatchObject([{value: 7}]);
	});

	it('is known to be built in by the list of the kernel', async () => {
		const {place, asked} = portOf({nft: noRules});
		const files = machineFilesOf(
			new Map([
				['/proc/modules', 'ip_vs 1 0 - Live 0x0'],
				['/lib/modules/6.1.0/modules.builtin', 'kernel/net/netfilter/nf_tables.ko'],
			]),
		);
		await readFirewall(place, files);
		expect(asked).toEqual(['nft -j list ruleset']);
	});

	it('is not known if nft shows rules that only iptables-save could explain', async () => {
		const {place} = portOf({
			nft: {stdout: '{"nftables": [{"rule": {"expr": [{"xt": null}]}}]}'},
		});
		expect((await readFirewall(place, withModules('nf_tables'))).unknown).toBe(
			'iptables-save is not installed on the director: install iptables',
		);
	});
});

describe('ARP probes', () => {
	const vip = ipAddress('192.0.2.100');
	const reply =
		'ARPING 192.0.2.100 from 0.0.0.0 eth0\nUnicast reply from 192.0.2.100 [46:7E:19:0E:55:E9]  0.592ms\n';

	it('tell who answers, in the words of iputils and of busybox', async () => {
		const {place, asked} = portOf({arping: {exitCode: 1, stdout: reply}});
		expect((await readAnswersToArp(place, vip, 'eth0')).value).toEqual(['46:7e:19:0e:55:e9']);
		expect(asked).toEqual(['arping -D -c 2 -w 2 -I eth0 192.0.2.100']);
		const other = portOf({
			'busybox arping': {stdout: 'ARPING 192.0.2.100 from 0.0.0.0 eth0\nSent 2 probe(s)\n'},
		});
		expect((await readAnswersToArp(other.place, vip, 'eth0')).value).toEqual([]);
	});

	it('say why they could not be sent', async () => {
		const {place} = portOf({
			arping: {exitCode: 2, stderr: 'arping: socket: Operation not permitted'},
		});
		expect((await readAnswersToArp(place, vip, 'eth0')).unknown).toMatch(/Operation not permitted/);
		expect((await readAnswersToArp(portOf({}).place, vip, 'eth0')).unknown).toBe(
			'arping is not installed on the director: install iputils-arping',
		);
	});
});
