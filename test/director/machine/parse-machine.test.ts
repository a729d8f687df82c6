/**
 * The parsers of what a director prints about its machine, on recorded output.
 */
import {readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {markSetting, wholeMark} from '../../../source/director/machine/firewall.ts';
import {
	parseDevices,
	parseNeighbours,
	parsePolicyRules,
	parseRoutes as routeSteps,
} from '../../../source/director/machine/ip-rows.ts';
import {
	formatMachineFiles,
	ipvsSysctls,
	parseMachineFiles,
} from '../../../source/director/machine/machine-files.ts';
import {isInNetwork, networkOf} from '../../../source/director/machine/networks.ts';
import {parseIptables} from '../../../source/director/machine/parse-iptables.ts';
import {parseNft} from '../../../source/director/machine/parse-nft.ts';
import {droppedByReversePath} from '../../../source/features/checks/read-drops.ts';
import {ipAddress} from '../../../source/ipvs/address.ts';

const folder = new URL('../../fixtures/linux-6.1-machine/', import.meta.url);
const recorded = (name: string) => readFileSync(new URL(name, folder), 'utf8');
/** The answers to look-ups, parsed to the end. */
function parseRoutes(...input: Parameters<typeof routeSteps>) {
	const steps = routeSteps(...input);
	let step = steps.next();
	while (!step.done) {
		step = steps.next();
	}

	return step.value;
}

const addresses = (...texts: readonly string[]) => texts.map(ipAddress);

describe('ip -json address', () => {
	it('has the devices with their addresses', () => {
		const {rows, unreadable} = parseDevices(recorded('address.json'));
		expect(unreadable).toBeNull();
		expect(rows.map(({name, mtu}) => `${name} ${mtu}`)).toEqual([
			...['lo 65536', 'tunl0 1480', 'eth0 1500', 'eth1 1500'],
		]);
		expect(rows[3]).toMatchObject({
			flags: ['BROADCAST', 'MULTICAST', 'UP', 'LOWER_UP'],
			mac: '12:41:b4:48:00:c9',
		});
		expect(rows[3]?.addresses[0]).toEqual({
			address: '10.0.0.1',
			prefixLength: 24,
			scope: 'global',
		});
	});

	it('tells which network contains an address', () => {
		const {rows} = parseDevices(recorded('address.json'));
		const deviceOf = (text: string) => networkOf(rows, ipAddress(text))?.device.name;
		expect(deviceOf('10.0.0.9')).toBe('eth1');
		expect(deviceOf('172.16.0.2')).toBe('eth0');
		expect(deviceOf('10.0.1.9')).toBeUndefined();
		expect(deviceOf('127.0.0.2')).toBeUndefined();
		// Every link has the same link-local network.
		expect(deviceOf('fe80::1')).toBeUndefined();
	});

	it('keeps the good rows beside a bad one', () => {
		const {rows, unreadable} = parseDevices('[{"ifname":"eth0","mtu":1500},{"mtu":"x"},7]');
		expect(rows.map(({name}) => name)).toEqual(['eth0']);
		expect(unreadable).toBe('{"mtu":"x"}');
	});

	it('refuses what is not JSON, or not a list', () => {
		expect(() => parseDevices('Usage: ip …')).toThrow(/JSON|token/);
		expect(() => parseDevices('{}')).toThrow('not a list');
	});
});

describe('ip -json neigh', () => {
	it('has the state of each neighbour', () => {
		const {rows} = parseNeighbours(recorded('neigh.json'));
		expect(rows.map(({address, device, states}) => [address, device, ...states])).toEqual([
			['172.16.0.2', 'eth0', 'DELAY'],
			['10.0.0.8', 'eth1', 'REACHABLE'],
			['10.0.0.9', 'eth1', 'REACHABLE'],
		]);
		expect(parseNeighbours(recorded('neigh-failed.json')).rows).toEqual([
			{address: '10.0.0.77', device: 'eth1', mac: null, states: ['FAILED']},
		]);
	});
});

describe('ip -json rule', () => {
	it('shows whether a rule asks for a mark or a device', () => {
		const asks = (text: string) =>
			parsePolicyRules(text).rows.map(({asksForMarkOrDevice}) => asksForMarkOrDevice);
		expect(asks(recorded('rule.json'))).toEqual([false, false, false]);
		expect(asks('[{"priority":100,"src":"all","fwmark":"0x7","table":"100"}]')).toEqual([true]);
		expect(asks('[{"priority":100,"src":"10.0.0.0","srclen":24,"table":"100"}]')).toEqual([false]);
	});
});

describe('ip -json -batch of route get', () => {
	it('has the next hop, the MTU of the route, and the reason if there is none', () => {
		const first = addresses(
			...['10.5.0.1', '10.6.0.1', '10.7.0.1', '224.0.0.1', '172.16.255.255', '2001:db8::9'],
		);
		const lines = recorded('routes.txt').split('\n');
		const errors = recorded('routes-errors.txt').split('\n');
		const routes = parseRoutes(first, {
			stdout: lines.slice(0, 4).join('\n'),
			stderr: errors.slice(0, 4).join('\n'),
		});
		expect(Object.fromEntries(routes)).toEqual({
			'10.5.0.1': {kind: 'way', device: 'eth1', gateway: '10.0.0.8', mtu: 1400},
			'10.6.0.1': {kind: 'way', device: 'eth1', gateway: '10.0.0.9', mtu: null},
			'10.7.0.1': {kind: 'way', device: 'eth1', gateway: 'fe80::1', mtu: null},
			'224.0.0.1': {kind: 'none', reason: 'no route'},
			'172.16.255.255': {kind: 'none', reason: 'it is a broadcast address'},
			'2001:db8::9': {kind: 'none', reason: 'no route'},
		});
		const second = addresses('2001:db8::1', '2001:db8::8', '2001:db8:5::1', '2001:db8:6::1');
		expect(
			Object.fromEntries(
				parseRoutes(second, {
					stdout: lines.slice(4).join('\n'),
					stderr: errors.slice(4).join('\n'),
				}),
			),
		).toMatchObject({
			'2001:db8::8': {kind: 'way', device: 'eth1', gateway: null},
			'2001:db8:5::1': {kind: 'way', device: 'eth1', gateway: '2001:db8::8', mtu: 1280},
			'2001:db8:6::1': {kind: 'none', reason: 'an unreachable route'},
		});
	});

	it('names each kind of route that refuses, and goes on with the next address', () => {
		const asked = addresses('10.99.0.1', '10.98.0.1', '10.97.0.1', '10.0.0.8');
		expect(
			Object.fromEntries(
				parseRoutes(asked, {
					stdout: recorded('refused-routes.txt'),
					stderr: recorded('refused-routes-errors.txt'),
				}),
			),
		).toEqual({
			'10.99.0.1': {kind: 'none', reason: 'a blackhole route'},
			'10.98.0.1': {kind: 'none', reason: 'an unreachable route'},
			'10.97.0.1': {kind: 'none', reason: 'a prohibiting route'},
			'10.0.0.8': {kind: 'way', device: 'eth1', gateway: null, mtu: null},
		});
	});

	it('knows an own address by its type or by the loopback device', () => {
		const stdout =
			'[{"type":"local","dst":"10.0.0.1","dev":"lo","flags":[],"cache":["local"]}]\n[{"dst":"2001:db8::1","from":"::","dev":"lo","table":"local","flags":[]}]\n';
		const asked = addresses('10.0.0.1', '2001:db8::1');
		expect([...parseRoutes(asked, {stdout, stderr: ''}).values()]).toEqual([
			{kind: 'local'},
			{kind: 'local'},
		]);
	});
});

describe('the files of the machine', () => {
	it('are known by their paths', () => {
		const {value} = parseMachineFiles(recorded('files.txt'), recorded('files-errors.txt'));
		expect(value?.number('/proc/sys/net/ipv4/ip_forward')).toEqual({value: 1, unknown: null});
		expect(value?.text(`${ipvsSysctls}/sync_threshold`).value).toBe('3\t50');
		expect(value?.text('/proc/net/ip_tables_names').unknown).toBe(
			'/proc/net/ip_tables_names: the director has no such file',
		);
		expect(value?.number(`${ipvsSysctls}/sync_threshold`).unknown).toMatch(/is not a number/);
	});

	it('are not known if the output was cut off, or if nothing could be read', () => {
		const cut = recorded('files.txt').slice(0, -5);
		expect(parseMachineFiles(cut, '').unknown).toMatch(/cut off/);
		expect(parseMachineFiles('end\n', 'sh: 3: grep: not found\n').unknown).toMatch(
			/grep: not found/,
		);
	});

	it('say when they may not be read', () => {
		const stderr = 'grep: /proc/sys/net/ipv4/vs/conntrack: Permission denied\n';
		const {value} = parseMachineFiles('/proc/modules:ip_vs 1\nend\n', stderr);
		expect(value?.text('/proc/sys/net/ipv4/vs/conntrack').unknown).toBe(
			'/proc/sys/net/ipv4/vs/conntrack: no permission to read it',
		);
	});

	it('come back as they were written, whatever their text', () => {
		const path = fc.stringMatching(/^\/proc\/[a-z0-9._-]{1,12}$/);
		const text = fc.string().filter(each => !each.endsWith('\n'));
		fc.assert(
			fc.property(fc.dictionary(path, text, {minKeys: 1}), texts => {
				const {value} = parseMachineFiles(formatMachineFiles(new Map(Object.entries(texts))), '');
				for (const [name, content] of Object.entries(texts)) {
					expect(value?.text(name).value).toBe(content);
				}
			}),
		);
	});
});

describe('/proc/net/netstat', () => {
	it('has the packets that the reverse path filter dropped', () => {
		const text = recorded('netstat.txt');
		expect(droppedByReversePath(text)).toBe(0);
		const [names = '', values = ''] = text.split('\n');
		const place = names.split(' ').indexOf('IPReversePathFilter');
		const words = values.split(' ');
		words[place] = '17';
		expect(droppedByReversePath([names, words.join(' ')].join('\n'))).toBe(17);
	});

	it('may lack the counter', () => {
		expect(droppedByReversePath('TcpExt: TW\nTcpExt: 4\n')).toBeNull();
		expect(droppedByReversePath('')).toBeNull();
	});
});

describe('iptables-save', () => {
	it('has the marks and the rewritten sources', () => {
		expect(parseIptables(recorded('iptables-save.txt'))).toEqual({
			marks: [
				{
					value: 7,
					mask: wholeMark,
					text: '-A PREROUTING -d 172.16.249.138/32 -p tcp -j MARK --set-xmark 0x7/0xffffffff',
				},
			],
			rewrites: [
				{
					text: '-A POSTROUTING -o eth1 -j MASQUERADE',
					outputDevice: 'eth1',
					isOfIpvs: false,
					hasOther: false,
				},
			],
		});
	});

	it.each([
		['-A POSTROUTING -m comment --comment "for the web" -o eth1 -j MASQUERADE', false, 'eth1'],
		['-A POSTROUTING -m ipvs --vaddr 172.16.249.138/32 -j SNAT --to-source 10.0.0.1', false, null],
		['-A POSTROUTING -s 10.0.0.0/24 -o eth0 -j MASQUERADE', true, 'eth0'],
		['-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE', true, 'docker0'],
		['-A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j MASQUERADE', true, null],
	])('knows what a rule asks besides its device: %s', (line, hasOther, outputDevice) => {
		expect(parseIptables(`*nat\n${line}\nCOMMIT\n`).rewrites).toMatchObject([
			{hasOther, outputDevice},
		]);
	});

	it('knows which marks a rule may set', () => {
		const {marks} = parseIptables(
			'-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000\n-A PREROUTING -j CONNMARK --restore-mark\n',
		);
		expect(marks.map(({value, mask}) => [value, mask])).toEqual([
			[0x4000, 0x4000],
			[0, 0],
		]);
		const [bits] = marks;
		const only = {marks: bits === undefined ? [] : [bits], rewrites: []};
		expect(markSetting(only, 7)).toEqual({isSet: false, perhaps: null});
		expect(markSetting(only, 0x4007).perhaps).toBe(bits);
	});
});

/** A rule of nftables in the form of libnftables-json(5). */
const nftRule = (...expr: readonly object[]) =>
	JSON.stringify({
		nftables: [
			{metainfo: {version: '1.0.6', json_schema_version: 1}},
			{
				chain: {
					family: 'ip',
					table: 'nat',
					name: 'post',
					handle: 1,
					type: 'nat',
					hook: 'postrouting',
				},
			},
			{rule: {family: 'ip', table: 'nat', chain: 'post', handle: 2, expr}},
		],
	});
const meta = (key: string) => ({meta: {key}});
const isDevice = (op: string, right: unknown) => ({match: {op, left: meta('oifname'), right}});

describe('nft -j list ruleset', () => {
	it('has the marks that rules set', () => {
		const {marks} = parseNft(
			nftRule(
				{match: {op: '==', left: {payload: {protocol: 'tcp', field: 'dport'}}, right: 80}},
				{mangle: {key: meta('mark'), value: 7}},
			),
		);
		expect(marks).toMatchObject([{value: 7, mask: wholeMark}]);
	});

	it('does not take a mark of connections, or a computed one, for a number', () => {
		expect(parseNft(nftRule({mangle: {key: {ct: {key: 'mark'}}, value: 9}})).marks).toEqual([]);
		expect(
			parseNft(nftRule({mangle: {key: meta('mark'), value: {ct: {key: 'mark'}}}})).marks,
		).toMatchObject([{value: 0, mask: 0}]);
	});

	it('has the rules that rewrite sources, and what they ask', () => {
		const of = (...expr: readonly object[]) => parseNft(nftRule(...expr)).rewrites;
		expect(of(isDevice('==', 'eth1'), {counter: {packets: 1}}, {masquerade: null})).toMatchObject([
			{outputDevice: 'eth1', hasOther: false},
		]);
		expect(of(isDevice('!=', 'docker0'), {masquerade: null})).toMatchObject([{hasOther: true}]);
		expect(of(isDevice('==', {set: ['a', 'b']}), {masquerade: null})).toMatchObject([
			{hasOther: true},
		]);
		expect(of({snat: {addr: '10.0.0.1'}})).toMatchObject([{outputDevice: null, hasOther: false}]);
	});

	it('says when only iptables-save can show a rule', () => {
		expect(parseNft(nftRule({xt: null})).needsIptables).toBe(true);
		expect(parseNft(nftRule({counter: null})).needsIptables).toBe(false);
	});

	it('refuses what is not such a text', () => {
		expect(() => parseNft('table ip nat {')).toThrow(/JSON|token/);
		expect(() => parseNft('{}')).toThrow('there is no list nftables');
	});
});

describe('for any input', () => {
	const value = fc.jsonValue();
	it('the readers of rows give data, and never throw for a row', () => {
		fc.assert(
			fc.property(fc.array(value), rows => {
				const text = JSON.stringify(rows);
				expect(() => [
					parseDevices(text),
					parseNeighbours(text),
					parsePolicyRules(text),
				]).not.toThrow();
				parseRoutes(addresses('10.0.0.1'), {stdout: text, stderr: text});
				parseNft(JSON.stringify({nftables: rows.map(rule => ({rule}))}));
			}),
		);
	});

	it('the readers of text give data', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), (text, other) => {
				parseIptables(`-A ${text}\n${other}`);
				parseMachineFiles(text, other);
				droppedByReversePath(`TcpExt: ${text}\nTcpExt: ${other}`);
			}),
		);
	});

	it('an address is in its own network, and in every larger one', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.ipV4().map(ipAddress),
					fc
						.tuple(...Array.from({length: 4}, () => fc.nat(0xffff)))
						.map(words =>
							ipAddress(`2001:db8:${words.map(word => word.toString(16)).join(':')}:0:1`),
						),
				),
				fc.nat(32),
				(address, prefixLength) => {
					expect(isInNetwork(address, {address, prefixLength})).toBe(true);
				},
			),
		);
	});
});
