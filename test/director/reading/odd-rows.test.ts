/**
 * Rows that cannot be parsed: each is shown as it was printed, and hides no other row.
 */
import {describe, expect, test} from 'vitest';
import {unreadableNote} from '../../../source/director/polling/unreadable-rows.ts';
import {readLiveRules} from '../../../source/director/reading/live-rules.ts';
import {knownRules} from '../../../source/plans/seen-rules.ts';
import {createManualClock} from '../../../source/simulator/manual-clock.ts';
import {everything, nothingMore, readerOf} from './small-director.ts';
import {type Answers, noFile, textsPort} from './texts-port.ts';

const head = 'IP Virtual Server version 1.2.1 (size=4096)\n';
const titles = {
	proc: `${head}Prot LocalAddress:Port Scheduler Flags\n  -> RemoteAddress:Port Forward Weight ActiveConn InActConn\n`,
	thresholds: `${head}Prot LocalAddress:Port            Uthreshold Lthreshold ActiveConn InActConn \n  -> RemoteAddress:Port\n`,
	stats: `${head}Prot LocalAddress:Port               Conns   InPkts  OutPkts  InBytes OutBytes\n  -> RemoteAddress:Port\n`,
};

/** The second service, which is valid. */
const good = {
	saved: '-A -t 192.0.2.78:80 -s rr\n-a -t 192.0.2.78:80 -r 198.51.100.67:80 -g -w 1\n',
	proc: 'TCP  C000024E:0050 rr \n  -> C6336443:0050      Route   1      3          0         \n',
	thresholds:
		'TCP  192.0.2.78:80 rr\n  -> 198.51.100.67:80             9          5          3          0         \n',
};

function director({saved, proc, thresholds}: typeof good, more: Answers = {}) {
	return textsPort({
		'/proc/net/ip_vs': titles.proc + proc + good.proc,
		'/proc/net/ip_vs_stats': '',
		'/proc/net/ip_vs_stats_percpu': noFile('/proc/net/ip_vs_stats_percpu'),
		'/proc/sys/net/ipv4/vs/run_estimation': '1\n',
		'/proc/sys/net/ipv4/vs/est_nice': noFile('est_nice'),
		'/proc/sys/net/ipv4/vs/est_cpulist': noFile('est_cpulist'),
		'/proc/sys/net/ipv4/vs/conn_lfactor': noFile('conn_lfactor'),
		'/proc/net/ip_vs_status': noFile('ip_vs_status'),
		'ipvsadm -Sn': saved + good.saved,
		'ipvsadm -Ln --thresholds': titles.thresholds + thresholds + good.thresholds,
		...more,
	});
}

async function read(port: ReturnType<typeof director>) {
	port.texts['/proc/net/ip_vs_stats'] = noFile('/proc/net/ip_vs_stats');
	const reading = await readerOf(port).read(nothingMore);
	const [odd] = reading.services;
	return {reading, odd, other: reading.services.find(({id}) => id === 'tcp:192.0.2.78:80')};
}

const live = (port: ReturnType<typeof director>) =>
	readLiveRules({port, clock: createManualClock()}, {});

/** `-b flag-3` of mh has no name: ipvsadm 1.31 prints `-b` with nothing after it, and `()` in listings. */
const nameless = {
	saved: '-A -t 192.0.2.77:80 -s mh -b \n-a -t 192.0.2.77:80 -r 198.51.100.66:80 -m -w 7\n',
	proc: 'TCP  C000024D:0050 mh \n  -> C6336442:0050      Masq    7      0          0         \n',
	thresholds:
		'TCP  192.0.2.77:80 mh ()\n  -> 198.51.100.66:80             8          4          0          0         \n',
};

/** A kernel with an unknown forwarding method. */
const fullNat = {
	saved:
		'-A -t 192.0.2.77:80 -s rr\n-a -t 192.0.2.77:80 -r 198.51.100.65:80 -m -w 1\n-a -t 192.0.2.77:80 -r 198.51.100.66:80 (null) -w 100\n',
	proc: 'TCP  C000024D:0050 rr \n  -> C6336442:0050      FullNat 100    2          1         \n  -> C6336441:0050      Masq    1      0          0         \n',
	thresholds:
		'TCP  192.0.2.77:80 rr\n  -> 198.51.100.65:80             0          0          0          0         \n  -> 198.51.100.66:80             0          0          2          1         \n',
};

const goodRule = {scheduler: 'rr', rule: {schedulerFlags: []}};
const goodServers = [{weight: 1, rule: {upperThreshold: 9, lowerThreshold: 5}}];

describe('a service whose rule cannot be parsed', () => {
	test('is shown with the known data, and with its line', async () => {
		const {odd, other, reading} = await read(director(nameless));
		expect(odd).toMatchObject({
			id: 'tcp:192.0.2.77:80',
			scheduler: 'mh',
			schedulerFlags: null,
			rule: null,
			unreadable: {text: '-A -t 192.0.2.77:80 -s mh -b '},
			servers: [{weight: 7, rule: {weight: 7, upperThreshold: 8, lowerThreshold: 4}}],
		});
		expect(other).toMatchObject({...goodRule, servers: goodServers});
		expect(other).not.toHaveProperty('unreadable');
		expect(unreadableNote(reading)).toMatch(
			/^tcp:192\.0\.2\.77:80 cannot be read: .*: -A -t 192\.0\.2\.77:80 -s mh -b $/,
		);
	});

	test('is read as often as any other: its line is not taken for a row that comes or goes', async () => {
		const port = director(nameless);
		await read(port);
		expect(port.asked.filter(subject => subject === 'ipvsadm -Sn')).toHaveLength(1);
	});

	test('is missing in the live rules, which report it', async () => {
		const {rules, missing} = await live(director(nameless));
		expect(rules.map(({service}) => service.key)).toMatchObject([{address: '192.0.2.78'}]);
		expect(missing).toMatchObject(
			[{service: 'tcp:192.0.2.77:80', name: 'tcp:192.0.2.77:80', reason: /it cannot be read/}].map(
				row => ({...row, reason: expect.stringMatching(row.reason)}),
			),
		);
	});
});

describe('a server with an unknown forwarding method', () => {
	test('is shown without it, and with its line', async () => {
		const {odd, other} = await read(director(fullNat));
		expect(odd).toMatchObject({rule: {scheduler: 'rr'}});
		expect(odd?.servers).toMatchObject([
			{id: '198.51.100.65:80', forwarding: 'masq', rule: {weight: 1}},
			{
				id: '198.51.100.66:80',
				forwarding: null,
				weight: 100,
				activeConnections: 2,
				rule: null,
				unreadable: {text: '-a -t 192.0.2.77:80 -r 198.51.100.66:80 (null) -w 100'},
			},
		]);
		expect(other).toMatchObject({...goodRule, servers: goodServers});
	});

	test('is missing in the live rules, which report it', async () => {
		const {missing} = await live(director(fullNat));
		expect(missing.map(({service, name}) => [service, name])).toEqual([
			['tcp:192.0.2.77:80', '198.51.100.66:80 in tcp:192.0.2.77:80'],
		]);
	});
});

describe('rows without a readable key', () => {
	test('a protocol that services cannot have is shown as printed', async () => {
		const {reading, other} = await read(
			director({
				saved: '-A --xxx-service 192.0.2.1:0 -s rr -p 60\n',
				proc: 'ICMP C0000201:0000 rr persistent 6000 FFFFFFFF\n  -> C6336442:0000      Masq    1      0          0         \n',
				thresholds: 'ICMP 192.0.2.1:0 rr persistent 60\n',
			}),
		);
		expect(reading.services).toHaveLength(1);
		expect(other).toMatchObject({...goodRule, servers: goodServers});
		expect(reading.unreadable).toEqual([
			{
				text: 'ICMP C0000201:0000 rr persistent 6000 FFFFFFFF',
				reason: 'not a service protocol: ICMP (with 1 server)',
			},
		]);
	});

	test('a server without an address belongs to its service, which is then not fully known', async () => {
		const {reading, odd} = await read(
			director({
				saved: '-A -t 192.0.2.77:80 -s rr\n',
				proc: 'TCP  C000024D:0050 rr \n  -> ?:0050      Masq    1      0          0         \n',
				thresholds: 'TCP  192.0.2.77:80 rr\n',
			}),
		);
		expect(odd?.unreadableServers).toMatchObject([
			{text: '  -> ?:0050      Masq    1      0          0         '},
		]);
		expect(knownRules(reading.services).unknown).toMatchObject([
			{service: 'tcp:192.0.2.77:80', name: 'a server of tcp:192.0.2.77:80'},
		]);
	});

	test('a row of counters that cannot be read only takes the counters of that row', async () => {
		const {counters} = {counters: 'ipvsadm -Ln --stats --exact'};
		const port = director(fullNat, {
			[counters]: `${titles.stats}TCP  192.0.2.77:80 odd\nTCP  192.0.2.78:80  1 2 3 4 5\n  -> 198.51.100.67:80 1 2 3 4 5\n`,
			'/proc/net/ip_vs_stats': noFile('stats'),
		});
		const reading = await readerOf(port).read({...nothingMore, counters: everything.counters});
		expect(reading.services.map(({counters: counted}) => counted?.connections ?? null)).toEqual([
			null,
			1n,
		]);
	});
});

describe('rows that the kernel has and ipvsadm does not print', () => {
	const ipv6 =
		'TCP  [2001:0db8:0000:0000:0000:0000:0000:0005]:0050 rr \n  -> [2001:0db8:0000:0000:0000:0000:0000:0066]:0050      Masq    1      0          0         \n';

	test.each([
		['is left out', {saved: '', thresholds: ''}, ['tcp:[2001:db8::5]:80']],
		[
			'is printed under another address',
			{
				saved: '-A -t 255.255.255.255:80 -s rr\n',
				thresholds: 'TCP  255.255.255.255:80 rr\n',
			},
			['tcp:[2001:db8::5]:80', 'tcp:255.255.255.255:80'],
		],
	])('is missing in the live rules if it %s', async (_, {saved, thresholds}, names) => {
		const port = director({saved, thresholds, proc: ipv6});
		const {missing} = await live(port);
		expect(missing.map(({name}) => name)).toEqual(names);
		// It is read again before it counts: rows may have changed meanwhile.
		expect(port.asked.filter(subject => subject === 'ipvsadm -Sn')).toHaveLength(3);
	});

	test('a server alone may be missing', async () => {
		const {missing} = await live(
			director({
				saved: '-A -f 7 -s rr\n-a -f 7 -r 198.51.100.66:0 -m -w 1\n',
				proc: 'FWM  00000007 rr \n  -> C6336442:0000      Masq    1      0          0         \n  -> C6336443:0000      Masq    1      0          0         \n',
				thresholds:
					'FWM  7 rr\n  -> 198.51.100.66:0             0          0          0          0         \n',
			}),
		);
		expect(missing.map(({name}) => name)).toEqual(['198.51.100.67:0 in fwm:7']);
	});
});
