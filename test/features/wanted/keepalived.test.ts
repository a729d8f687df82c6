/**
 * Tests the grammar of keepalived.conf.
 */
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {splitLine, withoutComment} from '../../../source/features/wanted/keepalived/words.ts';
import type {WantedRules} from '../../../source/features/wanted/wanted.ts';
import {serverId} from '../../../source/ipvs/server.ts';
import {serviceId} from '../../../source/ipvs/service.ts';
import {keepalived, problemsOf} from './fixtures.ts';

/** The block of a virtual server with one real server. */
function virtualServer(
	name: string,
	lines = '',
	real = 'real_server 198.51.100.1 80 { weight 1 }',
) {
	return `virtual_server ${name} {\nlb_algo rr\nprotocol TCP\n${lines}\n${real}\n}\n`;
}

/** Returns `tcp:192.0.2.1:80 198.51.100.1:80=1` for each service. */
function inShort({services}: WantedRules): readonly string[] {
	return services.map(({rule, servers}) =>
		[
			serviceId(rule.key),
			...servers.map(server => `${serverId(server.rule)}=${server.rule.weight}`),
		].join(' '),
	);
}

async function errorOf(text: string): Promise<readonly string[]> {
	return problemsOf(await keepalived(text));
}

describe('a line', () => {
	test.each([
		['weight 1 # heavy', 'weight 1'],
		['weight 1! heavy', 'weight 1'],
		['notify "a # b" # c', 'notify "a # b"'],
		['path /a\\#b', 'path /a\\#b'],
		['! all of it', ''],
	])('%s is without its comment %s', (line, text) => {
		expect(withoutComment(line)).toBe(text);
	});

	test.each([
		['real_server 10.0.0.1 80{', ['real_server', '10.0.0.1', '80', '{']],
		['"a { b"c \'d "e\'', ['a { bc', 'd "e']],
		[`a \${B}c {d}`, ['a', `\${B}c`, '{', 'd', '}']],
		['"never closed', ['never closed']],
		['"" a', ['', 'a']],
		['a\\ b \\x', ['a b', 'x']],
	])('%s has the words %j', (line, words) => {
		expect(splitLine(line).map(token => ('word' in token ? token.word : token.brace))).toEqual(
			words,
		);
	});

	test('of words without signs of its own is split at its blanks', () => {
		fc.assert(
			fc.property(fc.array(fc.stringMatching(/^[\w.:/-]+$/), {maxLength: 6}), words => {
				expect(splitLine(words.join(' \t')).map(token => 'word' in token && token.word)).toEqual(
					words,
				);
			}),
		);
	});
});

describe('conditions', () => {
	const text = `@lb1 ${virtualServer('192.0.2.1 80')
		.replaceAll('\n', '\n@lb1 ')
		.replace(/@lb1 $/, '')}`;

	test('a line is for the machine that it names, or for all others', async () => {
		expect(inShort(await keepalived(text, 'lb1'))).toEqual(['tcp:192.0.2.1:80 198.51.100.1:80=1']);
		expect(inShort(await keepalived(text, 'lb2'))).toEqual([]);
		expect(inShort(await keepalived(text.replaceAll('@lb1', '@^lb1'), 'lb2'))).toEqual([
			'tcp:192.0.2.1:80 198.51.100.1:80=1',
		]);
	});
});

describe('parameters', () => {
	test('are replaced where they are used, again and again, by what was defined last', async () => {
		const base = `\${BASE} 80`;
		const text = `$BASE=192.0.\${PART}\n$PART=2.1\n${virtualServer(base)}$PART=2.2\n${virtualServer(base)}`;
		expect(inShort(await keepalived(text))).toEqual([
			'tcp:192.0.2.1:80 198.51.100.1:80=1',
			'tcp:192.0.2.2:80 198.51.100.1:80=1',
		]);
	});

	test('a name without braces ends with a blank, and one that is not defined stays', async () => {
		expect(await errorOf(`$A=9\n${virtualServer('$A.1 80')}`)).toEqual([
			'k.conf:2: error: not an address: $A.1; not compared: virtual_server $A.1 80',
		]);
		expect(await errorOf(virtualServer(`\${B} 80`))).toEqual([
			`k.conf:1: error: not an address: \${B}; not compared: virtual_server \${B} 80`,
		]);
	});

	test('several lines become blocks, within each other and for a range of numbers', async () => {
		const text = `$RS= \\
real_server 198.51.100.\${R} 80 { \\
	weight \${R} \\
}
$VS= \\
virtual_server 192.0.2.\${V} 80 { \\
	lb_algo rr \\
	protocol TCP \\
	$R=7 \\
	$RS \\
	~SEQ(R, 8, 9) $RS \\
}
~SEQx(V, 0x10, 1, 0x10) $VS
~SEQ(V, 2) $VS
`;
		expect(inShort(await keepalived(text))).toEqual([
			'tcp:192.0.2.10:80 198.51.100.7:80=7 198.51.100.8:80=8 198.51.100.9:80=9',
			'tcp:192.0.2.1:80 198.51.100.7:80=7 198.51.100.8:80=8 198.51.100.9:80=9',
			'tcp:192.0.2.2:80 198.51.100.7:80=7 198.51.100.8:80=8 198.51.100.9:80=9',
		]);
	});

	test('the machine has a name in them, and signs of comments can be written', async () => {
		const text = virtualServer('192.0.2.1 80', `\${_INSTANCE}\${_HASH}\${_BANG}`);
		expect(await errorOf(text)).toEqual([
			'k.conf:4: note: not a keyword of a virtual server, keepalived ignores it: lb1#!',
		]);
	});
});

describe('defaults are those of keepalived', () => {
	test('weight, port, method and flags come from the virtual server as it was until then', async () => {
		const {services} = await keepalived(
			virtualServer(
				'192.0.2.1 80',
				'weight 5\nlvs_method TUN type gue port 7 csum',
				'real_server 198.51.100.1 { }\nlvs_method DR\nreal_server 198.51.100.2 8080 { weight 2 }',
			),
		);
		expect(services[0]?.servers.map(({rule}) => rule)).toMatchObject([
			{port: 80, forwarding: 'tunnel', tunnel: {type: 'gue', port: 7, checksum: 'csum'}, weight: 5},
			{port: 80, forwarding: 'route', tunnel: null, weight: 2},
		]);
	});

	test('a service without a port is persistent, and ops is for UDP', async () => {
		const {services} = await keepalived(virtualServer('192.0.2.1', 'ops'));
		expect(services[0]?.rule).toMatchObject({
			persistence: {timeout: 360, netmask: '255.255.255.255'},
			onePacket: false,
		});
	});

	test('a firewall mark has the family of its servers', async () => {
		const real = (address: string, method: string) =>
			`real_server ${address} { lvs_method ${method} }`;
		const text = [
			virtualServer('fwmark 1', '', real('2001:db8::1', 'DR')),
			virtualServer('fwmark 2', '', `${real('2001:db8::1', 'TUN')}\n${real('192.0.2.1', 'TUN')}`),
			virtualServer('fwmark 3', 'ip_family inet6', real('192.0.2.1', 'TUN')),
			virtualServer('fwmark 4', '', real('2001:db8::1', 'TUN')),
		].join('');
		expect(inShort(await keepalived(text)).map(line => line.split(' ')[0])).toEqual([
			...['fwm6:1', 'fwm:2', 'fwm6:3', 'fwm6:4'],
		]);
	});

	test('a service that is there twice is told and not compared', async () => {
		const text = virtualServer('192.0.2.1 80') + virtualServer('192.0.2.1 80', 'weight 9');
		expect(await errorOf(text)).toEqual([
			'k.conf:7: error: tcp:192.0.2.1:80 is there already at k.conf:1; not compared',
		]);
		expect(await keepalived(text)).toMatchObject({services: [], unread: ['tcp:192.0.2.1:80']});
	});

	test('with nftables_ipvs nothing is said about a group of addresses', async () => {
		const text = `global_defs {\nnftables_ipvs\n}\nvirtual_server_group G {\n192.0.2.1 80\n}\n${virtualServer('group G')}`;
		expect(await keepalived(text)).toMatchObject({
			services: [],
			unread: expect.arrayContaining(['tcp:192.0.2.1:80']),
		});
	});
});

describe('what is wrong costs its block and is told with its line:', () => {
	test.each([
		['lvs_method dr', 'not NAT, DR or TUN: dr'],
		['lvs_method TUN type gue', 'a gue tunnel needs a port, others have none'],
		['lvs_method TUN type gre remcsum', 'not a tunnel: type gre remcsum'],
		['protocol ICMP', 'not TCP, UDP or SCTP: ICMP'],
		['persistence_timeout 1h', 'persistence_timeout is not a number from 1 to 2678400: 1h'],
		['persistence_granularity 24', 'not a netmask: 24'],
		['quorum -1', 'the quorum is not a number from 1 to 4294967295: -1'],
		['ip_family inet6', 'not the family of the addresses'],
		['sorry_server localhost 80', 'not an address: localhost'],
		['real_server 198.51.100.1 80', 'it has no braces'],
		[
			'real_sever 198.51.100.1 80 { }',
			'keepalived does not know this block, and loses track of the others: real_sever 198.51.100.1 80',
		],
		['real_server 198.51.100.1 99999 { }', 'the port is not a number from 0 to 65535: 99999'],
		[
			'real_server 198.51.100.1 80 {\nweight 7000000000\n}',
			'the weight is not a number from 0 to 2147483647: 7000000000',
		],
		[
			'real_server 198.51.100.1 80 {\nuthreshold x\n}',
			'uthreshold is not a number from 0 to 4294967295: x',
		],
	])('%s', async (line, reason) => {
		const text = virtualServer('192.0.2.1 80', line) + virtualServer('192.0.2.2 80');
		const read = await keepalived(text);
		expect(problemsOf(read)).toEqual([expect.stringMatching(/^k.conf:[45]: error: /)]);
		expect(problemsOf(read)[0]).toContain(
			`error: ${reason}; not compared: virtual_server 192.0.2.1 80`,
		);
		expect(inShort(read)).toEqual(['tcp:192.0.2.2:80 198.51.100.1:80=1']);
		expect(read.unread).toContain('tcp:192.0.2.1:80');
	});

	test.each([
		['192.0.2.9-3 80', 'the range has no addresses: 192.0.2.9-3'],
		['192.0.2.0-2001:db8::1 80', 'the range has no addresses: 192.0.2.0-2001:db8::1'],
		['192.0.2.1/29 80', 'the range does not begin at its first address: 192.0.2.1/29'],
		['10.0.0.0/8 80', 'the range has more than 65536 addresses: 10.0.0.0/8'],
		['2001:db8::/1 80', 'the range has more than 65536 addresses: 2001:db8::/1'],
		['fwmark 0', 'the firewall mark is not a number from 1 to 4294967295: 0'],
		['fwmark 1 ipv4', 'not inet or inet6: ipv4'],
	])('%s in a group', async (line, reason) => {
		const text = `virtual_server_group G {\n${line}\n}\n${virtualServer('group G')}`;
		expect(await errorOf(text)).toEqual([
			`k.conf:2: error: ${reason}; not compared: virtual_server_group G`,
			'k.conf:4: error: it is not known what is in the virtual_server_group G; not compared: virtual_server group G',
		]);
	});
});

describe('hostile files', () => {
	const bombs = {
		'parameters that double': `$A0=xx\n${Array.from({length: 60}, (_, n) => `$A${n + 1}=\${A${n}}\${A${n}}`).join('\n')}\n\${A60}\n`,
		'a parameter of itself': `$A=\${A}x\n\${A}\n`,
		'lines of itself': '$A= \\\n$A \\\n$A\n\n$A\n',
		'a long repetition': '~SEQ(A, 0, 999999999) x\n',
		'repetitions of nothing': '~SEQ(A, 0, 999999999) ~SEQ(B, 0, 999999999) @nobody x\n',
		'repetitions that are deep': `${'~SEQ(A, 1, 1) '.repeat(2000)}x\n`,
	};

	test.each(Object.entries(bombs))('%s end soon, and the good block is read', async (_, bomb) => {
		const read = await keepalived(bomb + virtualServer('192.0.2.1 80'));
		expect(problemsOf(read)[0]).toMatch(/^k.conf:\d+: error: /);
		expect(inShort(read)).toEqual(['tcp:192.0.2.1:80 198.51.100.1:80=1']);
	});

	test('a good block in front of a bomb is read', async () => {
		for (const bomb of Object.values(bombs)) {
			expect(inShort(await keepalived(virtualServer('192.0.2.1 80') + bomb))).toEqual([
				'tcp:192.0.2.1:80 198.51.100.1:80=1',
			]);
		}
	});

	test('blocks may be open however deep', async () => {
		const read = await keepalived(`${'a {\n'.repeat(100_000)}${virtualServer('192.0.2.1 80')}`);
		expect(inShort(read)).toEqual(['tcp:192.0.2.1:80 198.51.100.1:80=1']);
	});
});
