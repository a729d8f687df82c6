import {describe, expect, it} from 'vitest';
import {
	limitsOf,
	type OwnerEvidence,
	ownersOf,
	type SeenProcess,
} from '../../source/ipvs/owner-evidence.ts';

const nothing: OwnerEvidence = {
	processNamespace: 4_026_531_836,
	interfaces: [],
	dockerNamespace: null,
	pidFiles: [],
	processes: [],
};

function process(name: string, pid = 812, more: Partial<SeenProcess> = {}): SeenProcess {
	return {pid, name, place: 'here', words: null, ...more};
}

function owners(signs: Partial<OwnerEvidence>) {
	return ownersOf({...nothing, ...signs});
}

describe('keepalived', () => {
	const parent = process('keepalived', 812);
	const child = process('keepalived', 813);

	it('owns the table if the pid file of its health checks names one of its processes', () => {
		expect(owners({processes: [parent, child], pidFiles: [{role: 'checkers', pid: 813}]})).toEqual([
			{kind: 'keepalived', sign: 'process keepalived with health checks (813)', doubt: null},
		]);
	});

	it.each(['keepalived_lvs', 'keepalived_ipvs'])('owns it if a process is called %s', name => {
		expect(owners({processes: [parent, process(name, 813)]})).toMatchObject([{doubt: null}]);
	});

	it('owns it if it was started for health checks only', () => {
		const words = ['/usr/sbin/keepalived', '-D', '--check'];
		expect(owners({processes: [process('keepalived', 812, {words})]})).toMatchObject([
			{sign: 'process keepalived (812)', doubt: null},
		]);
	});

	it.each([
		[['/usr/sbin/keepalived', '--vrrp']],
		[['/usr/sbin/keepalived', '-D', '-P']],
		[['/usr/sbin/keepalived', '-DP']],
	])('does not own it if it was started for VRRP only: %s', words => {
		expect(owners({processes: [process('keepalived', 812, {words}), child]})).toEqual([]);
	});

	it('does not take a file name for the option', () => {
		const words = ['/usr/sbin/keepalived', '-f/etc/P.conf', '-f', '/etc/-P'];
		expect(owners({processes: [process('keepalived', 812, {words})]})).toHaveLength(1);
	});

	it('does not own it if its only pid file is that of VRRP', () => {
		expect(owners({processes: [parent, child], pidFiles: [{role: 'vrrp', pid: 813}]})).toEqual([]);
	});

	it('may own it without evidence, which is reported as uncertain', () => {
		const stale = {role: 'checkers', pid: 9} as const;
		expect(owners({processes: [parent, child], pidFiles: [stale]})).toEqual([
			{
				kind: 'keepalived',
				sign: 'process keepalived (812, 813)',
				doubt: 'it may have virtual servers or only VRRP',
			},
		]);
	});

	it('is not its exporter, and not its VRRP process alone', () => {
		const names = ['keepalived-expo', 'keepalived_vrrp', 'keepalived_bfd'];
		expect(owners({processes: names.map(name => process(name))})).toEqual([]);
	});
});

describe('other owners', () => {
	it('ldirectord is known by its process and by those of its virtual services', () => {
		expect(owners({processes: [process('ldirectord', 7), process('ldirectord tcp:', 8)]})).toEqual([
			{kind: 'ldirectord', sign: 'process ldirectord (7, 8)', doubt: null},
		]);
		expect(owners({processes: [process('ldirectord-x')]})).toEqual([]);
	});

	it('kube-proxy owns the table in its IPVS mode only, which creates an interface', () => {
		const processes = [process('kube-proxy', 7)];
		expect(owners({processes})).toEqual([]);
		expect(owners({processes, interfaces: ['kube-ipvs0']})).toEqual([
			{
				kind: 'kube-proxy',
				sign: 'process kube-proxy (7) and interface kube-ipvs0',
				doubt: null,
			},
		]);
	});

	it('kube-proxy may be in an invisible container if there is only the interface', () => {
		expect(owners({interfaces: ['kube-ipvs0']})).toMatchObject([
			{kind: 'kube-proxy', doubt: expect.stringContaining('no kube-proxy process is visible here')},
		]);
	});

	it('kube-router owns the table if it has its interface, and perhaps if only one of the two is visible', () => {
		const processes = [process('kube-router', 7)];
		expect(owners({processes, interfaces: ['kube-dummy-if']})).toEqual([
			{
				kind: 'kube-router',
				sign: 'process kube-router (7) and interface kube-dummy-if',
				doubt: null,
			},
		]);
		expect(owners({processes})).toMatchObject([
			{kind: 'kube-router', doubt: expect.stringContaining('without its service proxy')},
		]);
		expect(owners({interfaces: ['kube-dummy-if']})).toMatchObject([
			{
				kind: 'kube-router',
				doubt: expect.stringContaining('no kube-router process is visible here'),
			},
		]);
	});

	it.each([
		['seesaw', ['seesaw_watchdog', 'seesaw_engine', 'seesaw_ncc']],
		['lvscare', ['lvscare']],
		['surealived', ['surealived', 'ipvssync']],
	] as const)('%s owns the table by its process', (kind, names) => {
		const processes = names.map((name, place) => process(name, 7 + place));
		expect(owners({processes})).toMatchObject([{kind, doubt: null}]);
	});

	it('surealived without the program that writes is named with a doubt', () => {
		expect(owners({processes: [process('surealived', 7)]})).toMatchObject([
			{kind: 'surealived', doubt: expect.stringContaining('ipvssync')},
		]);
	});

	it('cilium is named, though it does not write to the table', () => {
		expect(owners({processes: [process('cilium-agent', 7)]})).toMatchObject([
			{kind: 'cilium', doubt: expect.stringContaining('does not write to this table')},
		]);
	});

	it('docker owns the tables of the network namespaces in which it balances', () => {
		expect(owners({dockerNamespace: 'ingress_sbox'})).toEqual([
			{
				kind: 'docker',
				sign: 'network namespace ingress_sbox of docker swarm',
				doubt: null,
			},
		]);
	});
});

describe('a process in a network namespace', () => {
	const pidFiles = [{role: 'checkers', pid: 812}] as const;

	it('in another namespace manages another table', () => {
		const elsewhere = {place: 'elsewhere'} as const;
		const processes = [
			process('keepalived', 812, elsewhere),
			process('ldirectord', 813, elsewhere),
		];
		expect(owners({processes, pidFiles})).toEqual([]);
	});

	it('that may not be looked at may manage another table', () => {
		const processes = ['keepalived', 'ldirectord'].map(name =>
			process(name, 812, {place: 'unknown'}),
		);
		const doubt = expect.stringContaining('only to root');
		expect(owners({processes, pidFiles})).toMatchObject([
			{kind: 'keepalived', doubt},
			{kind: 'ldirectord', doubt},
		]);
	});
});

describe('parts that are not visible', () => {
	it('is nothing on the machine itself, and the machine from inside a container', () => {
		expect(limitsOf(nothing)).toBeNull();
		const hidden = 'only the processes of this container are visible, not those of the host';
		expect(limitsOf({...nothing, processNamespace: 4_026_532_177})).toBe(hidden);
		expect(limitsOf({...nothing, processNamespace: null})).toBe(hidden);
	});
});
