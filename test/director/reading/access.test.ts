import {describe, expect, it} from 'vitest';
import {counters, everything, readerOf, saved} from './small-director.ts';
import {fixtureTexts, noFile, status, textsPort} from './texts-port.ts';

describe('a user without permission for ipvsadm', () => {
	const refusal = {
		exitCode: 2,
		stdout: '',
		stderr:
			"modprobe: FATAL: Module ip_vs not found in directory /lib/modules/6.1.176\nCan't initialize ipvs: Permission denied (you must be root)\nAre you sure that IP Virtual Server is built in the kernel or as module?\n",
	};
	const unprivileged = () =>
		textsPort({
			...fixtureTexts('every-kind'),
			...fixtureTexts('unprivileged'),
			...{[counters]: refusal, [saved]: refusal},
		});

	it('gets /proc, and a note about what is missing', async () => {
		const reading = await readerOf(unprivileged()).read(everything);
		expect(reading.access).toEqual({
			level: 'proc',
			missing: 'not root: no counters and no changes (start lvstop with sudo, or with --via sudo)',
		});
		expect(reading).toMatchObject({hasCounters: false, countersSpan: null, settings: null});
		expect(reading.totals?.counters.connections).toBe(0x11fn);
		expect(reading.services).toHaveLength(14);
		const web = reading.services.find(({id}) => id === 'tcp:172.16.249.138:80');
		expect(web).toMatchObject({
			...{scheduler: 'wrr', schedulerFlags: null, onePacket: false, rule: null, counters: null},
			persistence: {timeout: null, netmask: '255.255.255.0'},
		});
		expect(web?.servers).toHaveLength(7);
		expect(web?.servers[0]).toMatchObject({
			...{id: '10.0.0.8:80', forwarding: 'masq', weight: 3, activeConnections: 0},
			...{upperThreshold: null, persistentConnections: null, counters: null, rule: null},
		});
		expect(reading.services.find(({id}) => id === 'tcp:[2001:db8:1::1]:443')).toMatchObject({
			persistence: {timeout: null, netmask: '64'},
			onePacket: null,
		});
	});

	it('has the family of firewall marks inferred', async () => {
		const reading = await readerOf(unprivileged()).read();
		expect(reading.services.filter(({familyKnown}) => !familyKnown).map(({id}) => id)).toEqual([
			'fwm:7',
			'fwm6:8',
		]);
	});

	it('is not asked again at every reading, but after a minute', async () => {
		const port = unprivileged();
		const {clock, read} = readerOf(port);
		await read(everything);
		port.asked.length = 0;
		clock.advance(59_000);
		await read(everything);
		expect(port.asked.filter(subject => subject.startsWith('ipvsadm'))).toEqual([]);
		clock.advance(1000);
		Object.assign(port.texts, fixtureTexts('every-kind'));
		expect((await read(everything)).access).toEqual({level: 'full', missing: null});
	});

	it('is advised to install ipvsadm if it is missing', async () => {
		const port = textsPort({...fixtureTexts('every-kind'), [saved]: noFile('ipvsadm -Sn')});
		const {access} = await readerOf(port).read();
		expect(access.level).toBe('no-ipvsadm');
		expect(access.missing).toContain('apt-get install ipvsadm');
	});

	it('keeps reading when the permission is lost meanwhile', async () => {
		const port = textsPort(fixtureTexts('every-kind'));
		const {read} = readerOf(port);
		await read(everything);
		port.texts[counters] = refusal;
		const reading = await read(everything);
		expect(reading.access.level).toBe('proc');
		expect(reading.services).toHaveLength(14);
		expect(reading.services[0]?.rule).toBeNull();
	});
});

describe('a user refused by ipvsadm', () => {
	const refused = "Can't initialize ipvs: Permission denied (you must be root)\n";
	const container = 'Uid:\t0\t0\t0\t0\nCapEff:\t00000000a80425fb\n';
	const userNamespace = 'Uid:\t0\t0\t0\t0\nCapEff:\t000001ffffffffff\n';

	it.each([
		['a container without NET_ADMIN', container, 'root without CAP_NET_ADMIN: no counters'],
		['a user namespace', userNamespace, 'root of a user namespace only: no counters'],
		['nobody knows where', 'Name:\tcat\n', 'ipvsadm is refused: no counters'],
	])('is told what root in %s lacks, and never advised to become root', async (_, told, words) => {
		const refusal = {exitCode: 2, stdout: '', stderr: refused};
		const port = textsPort({
			...fixtureTexts('every-kind'),
			...{[saved]: refusal, [counters]: refusal, [status]: told},
		});
		const {access, services} = await readerOf(port).read(everything);
		expect(access).toMatchObject({level: 'proc', missing: expect.stringContaining(words)});
		expect(access.missing).not.toContain('sudo');
		expect(services).toHaveLength(14);
	});
});

describe('an ipvsadm that cannot be used', () => {
	const asked = 'Are you sure that IP Virtual Server is built in the kernel or as module?\n';

	it.each([
		[
			"Can't initialize ipvs: No space left on device\n",
			"Can't initialize ipvs: No space left on device",
		],
		[
			"modprobe: can't load module ip_vs (kernel/net/netfilter/ipvs/ip_vs.ko.xz): Operation not permitted\nCan't initialize ipvs: Protocol not available\n",
			"modprobe: can't load module ip_vs (kernel/net/netfilter/ipvs/ip_vs.ko.xz): Operation not permitted | Can't initialize ipvs: Protocol not available",
		],
		[
			"modprobe: can't change directory to '/lib/modules': No such file or directory\nCan't initialize ipvs: Protocol not available\n",
			"modprobe: can't change directory to '/lib/modules': No such file or directory | Can't initialize ipvs: Protocol not available",
		],
	])('leaves /proc, with ipvsadm’s own message: %s', async (stderr, words) => {
		const failed = {exitCode: 2, stdout: '', stderr: stderr + asked};
		const port = textsPort({
			...fixtureTexts('every-kind'),
			...{[saved]: failed, [counters]: failed},
		});
		const {access, services} = await readerOf(port).read(everything);
		expect(access).toEqual({
			level: 'proc',
			missing: `ipvsadm cannot be used: ${words}: no counters and no changes (this seems to be a container or user namespace without access to IPVS: run lvstop on the host)`,
		});
		expect(services).toHaveLength(14);
	});

	it('is tried again at every reading after another failure, with its messages', async () => {
		const port = textsPort(fixtureTexts('every-kind'));
		const whole = port.texts[saved];
		port.texts[saved] = {exitCode: 139, stdout: '', stderr: 'Segmentation fault\n'};
		const {read} = readerOf(port);
		expect((await read()).access).toEqual({
			level: 'proc',
			missing:
				'ipvsadm -Sn: Segmentation fault: no counters and no changes (run it by hand for details: ipvsadm -Sn)',
		});
		port.texts[saved] = whole ?? '';
		expect((await read()).access.level).toBe('full');
	});
});
