import {describe, expect, test} from 'vitest';
import {ipAddress} from '../../../source/ipvs/address.ts';
import {parseText} from '../../../source/ipvs/line-parser.ts';
import {createKnownLines} from '../../../source/ipvs/parse/known-lines.ts';
import {liveRulesParser, saveFormatParser} from '../../../source/ipvs/parse/save-format.ts';
import type {RuleSet} from '../../../source/ipvs/rule-set.ts';
import {wellKnownNames} from '../../../source/ipvs/service-names.ts';
import {refusalOf} from './refusal.ts';

function rules(...lines: string[]): RuleSet {
	return parseText(saveFormatParser(), lines.join('\n'));
}

const service = '-A -t 10.1.1.1:80 -s wlc';

describe('a service', () => {
	test('without options gets the defaults of ipvsadm', () => {
		expect(rules('-A -t 10.1.1.1:80')).toEqual([
			{
				service: {
					key: {
						kind: 'address',
						protocol: 'tcp',
						family: 'ipv4',
						address: '10.1.1.1',
						port: 80,
					},
					scheduler: 'wlc',
					schedulerFlags: [],
					persistence: null,
					engine: null,
					onePacket: false,
				},
				servers: [],
			},
		]);
	});

	test.each([
		[
			'-A -f 7 -6 -s rr -p 100 -M 64',
			{
				key: {kind: 'fwmark', family: 'ipv6', fwmark: 7},
				persistence: {timeout: 100, netmask: '64'},
			},
		],
		['-A -f 4294967295 -s rr', {key: {kind: 'fwmark', family: 'ipv4', fwmark: 4_294_967_295}}],
		[
			'-A -u 10.1.1.1:5060 -s wlc -p 60 -M 255.255.255.0 --pe sip -o',
			{
				key: {protocol: 'udp'},
				persistence: {timeout: 60, netmask: '255.255.255.0'},
				engine: 'sip',
				onePacket: true,
			},
		],
		[
			'-A --sctp-service 10.1.1.1:100 -s sh -b sh-port,sh-fallback',
			{key: {protocol: 'sctp'}, schedulerFlags: ['sh-fallback', 'sh-port']},
		],
		['-A -b mh-port -s mh -t 10.1.1.1:80', {scheduler: 'mh', schedulerFlags: ['mh-port']}],
		['-A -t 10.1.1.1:80 -p', {persistence: {timeout: 360, netmask: '255.255.255.255'}}],
		['-A -p -t 10.1.1.1:80', {persistence: {timeout: 360}}],
		['-A -t 10.1.1.1:80 -M 255.255.0.0', {persistence: null}],
		['-A -t 10.1.1.1 -p 60', {key: {port: 0}}],
		['-A -t 2001:db8::1:84 -p 60', {key: {address: ipAddress('2001:db8::1:84'), port: 0}}],
		['-A -t [2001:DB8::1]:https', {key: {address: ipAddress('2001:db8::1'), port: 443}}],
		['-A -u 10.1.1.1:domain', {key: {port: 53}}],
	])('%s', (line, expected) => {
		expect(rules(line)).toMatchObject([{service: expected}]);
	});
});

describe('a server', () => {
	test('without options gets the defaults of ipvsadm', () => {
		const [group] = rules(service, '-a -t 10.1.1.1:80 -r 10.0.0.8');
		expect(group?.servers).toEqual([
			{
				address: '10.0.0.8',
				port: 80,
				forwarding: 'route',
				tunnel: null,
				weight: 1,
				upperThreshold: 0,
				lowerThreshold: 0,
			},
		]);
	});

	test.each([
		[
			'-r 10.0.0.8:8080 -m -w 5 -x 100 -y 80',
			{port: 8080, forwarding: 'masq', weight: 5, upperThreshold: 100, lowerThreshold: 80},
		],
		['-r 10.0.0.8:8080 -g -w 1', {port: 8080, forwarding: 'route'}],
		[
			'-r 10.0.0.8:80 -i',
			{forwarding: 'tunnel', tunnel: {type: 'ipip', port: null, checksum: null}},
		],
		[
			'-r 10.0.0.8:80 -i --tun-type gue --tun-port 6080 --tun-remcsum',
			{tunnel: {type: 'gue', port: 6080, checksum: 'remcsum'}},
		],
		[
			'-r 10.0.0.8:80 -i --tun-type gue --tun-port 6080',
			{tunnel: {type: 'gue', port: 6080, checksum: 'nocsum'}},
		],
		[
			'-r 10.0.0.8:80 -i --tun-type gre --tun-csum',
			{tunnel: {type: 'gre', port: null, checksum: 'csum'}},
		],
		['-r [2001:db8::8]:80 -i', {address: ipAddress('2001:db8::8'), forwarding: 'tunnel'}],
		['-r 10.0.0.8:http-alt -m -w 2147483647', {port: 8080, weight: 2_147_483_647}],
	])('%s', (words, expected) => {
		expect(rules(service, `-a -t 10.1.1.1:80 ${words}`)).toMatchObject([{servers: [expected]}]);
	});

	test('of a firewall mark has port 0 by default, and names of TCP', () => {
		expect(rules('-A -f 7', '-a -f 7 -r 10.0.0.8', '-a -f 7 -r 10.0.0.9:http')).toMatchObject([
			{servers: [{port: 0}, {port: 80}]},
		]);
	});
});

describe('spelling', () => {
	const expected = rules(service, '-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 5');

	test.each([
		[
			'long options',
			[
				'--add-service --tcp-service 10.1.1.1:80 --scheduler wlc',
				'--add-server --tcp-service 10.1.1.1:80 --real-server 10.0.0.8:80 --masquerading --weight 5',
			],
		],
		[
			'equals signs',
			[
				'-A --tcp-service=10.1.1.1:80 --scheduler=wlc',
				'-a --tcp-service=10.1.1.1:80 --real-server=10.0.0.8:80 -m --weight=5',
			],
		],
		[
			'arguments right behind the letter',
			['-A -t10.1.1.1:80 -swlc', '-a -t10.1.1.1:80 -r10.0.0.8:80 -mw5'],
		],
		['bundles', ['-At 10.1.1.1:80', '-at 10.1.1.1:80 -mr 10.0.0.8:80 -w 5']],
		[
			'the name of the program, blanks and tabs',
			[
				'  ipvsadm  -A\t-t 10.1.1.1:80',
				'',
				' \t ',
				'ipvsadm -a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 5  ',
			],
		],
		['carriage returns', [`${service}\r`, '-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 5\r', '\r']],
		[
			'comments, as ipvsadm-restore drops them',
			['# saved on lb1', service, '#-C', '-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 5'],
		],
	])('may have %s', (_, lines) => {
		expect(rules(...lines)).toEqual(expected);
	});

	test('a last line may lack its newline, and have one', () => {
		expect(parseText(saveFormatParser(), `${service}\n`)).toEqual(
			parseText(saveFormatParser(), service),
		);
	});

	test('services and servers may come in any order', () => {
		const groups = rules(
			'-a -u 10.1.1.1:53 -r 10.0.0.9:53 -m',
			service,
			'-A -u 10.1.1.1:53',
			'-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m',
			'-a -u 10.1.1.1:53 -r 10.0.0.8:53 -m',
		);
		expect(groups.map(({servers}) => servers.map(({address}) => address))).toEqual([
			['10.0.0.9', '10.0.0.8'],
			['10.0.0.8'],
		]);
	});

	test('an empty text is an empty table', () => {
		expect(rules()).toEqual([]);
	});
});

test('names of ports are found by the given table, for the protocol of the service', () => {
	const asked: string[] = [];
	const factory = saveFormatParser({
		names: {
			...wellKnownNames,
			port(name, protocol) {
				asked.push(`${name}/${protocol}`);
				return name === 'website' ? 8000 : null;
			},
		},
	});
	expect(parseText(factory, '-A -u 10.1.1.1:website\n')).toMatchObject([
		{service: {key: {port: 8000}}},
	]);
	expect(asked).toEqual(['website/udp']);
});

test('names of hosts are found by the given table, in the family that their spelling asks for', () => {
	const hosts = new Map([
		['www.example.org ipv4', ipAddress('10.1.1.1')],
		['web-8 ipv6', ipAddress('2001:db8::8')],
	]);
	const factory = saveFormatParser({
		names: {...wellKnownNames, host: (name, family) => hosts.get(`${name} ${family}`) ?? null},
	});
	const line = '-A -t www.example.org:80\n-a -t www.example.org:http -r [web-8]:http -i -w 1\n';
	expect(parseText(factory, line)).toMatchObject([
		{
			service: {key: {address: '10.1.1.1'}},
			servers: [{address: ipAddress('2001:db8::8'), port: 80}],
		},
	]);
	expect(refusalOf(factory, '-A -t web-8:80\n')).toMatchObject({
		reason: 'not a numeric address (save with -n to avoid names): web-8',
	});
});

test.each([
	['-A -u 10.1.1.1:5060 -s rr -p 60 pe sip ops', '-A -u 10.1.1.1:5060 -s rr -p 60 --pe sip -o'],
	['-A -f 7 -s wlc ops', '-A -f 7 -s wlc -o'],
])('%s, as ipvsadm 1.26 prints it, is read', (old, now) => {
	expect(rules(old)).toEqual(rules(now));
});

describe('a firewall mark that ipvsadm prints as a negative number', () => {
	const text = '-A -f -6 -s rr\n-a -f -6 -r 10.0.0.8:0 -m -w 1\n';
	const known = createKnownLines();
	const live = parseText(liveRulesParser({known}), text).rules;

	test('is read if ipvsadm printed it just now', () => {
		expect(live).toMatchObject([
			{service: {key: {kind: 'fwmark', family: 'ipv4', fwmark: 4_294_967_290}}, servers: [{}]},
		]);
	});

	test('is refused in a file, as ipvsadm -R refuses it, whatever was read before', () => {
		expect(refusalOf(saveFormatParser({known}), text)).toEqual({
			line: 1,
			reason:
				'ipvsadm -S prints the firewall mark 4294967290 as -6, but ipvsadm -R does not accept that: ' +
				'write 4294967290',
		});
	});
});

describe('unreadable', () => {
	const server = '-a -t 10.1.1.1:80 -r 10.0.0.8:80';

	test.each([
		[
			'a server of another service',
			[service, '-a -u 10.1.1.1:80 -r 10.0.0.8:80', '-a -u 10.1.1.1:80 -r 10.0.0.9:80'],
			2,
			'no -A line adds the service udp:10.1.1.1:80',
		],
		['a service twice', [service, service], 2, 'the service tcp:10.1.1.1:80 is added twice'],
		[
			'a server twice',
			[service, server, `${server} -m`],
			3,
			'the server 10.0.0.8:80 is added to its service twice',
		],
		[
			'another command',
			['-C', service],
			1,
			'not a rule: a rule begins with -A or -a, this line with -C',
		],
		[
			'an edit',
			[service, '-E -t 10.1.1.1:80 -s rr'],
			2,
			'not a rule: a rule begins with -A or -a, this line with -E',
		],
		[
			'an indented comment',
			[' # saved'],
			1,
			'not a rule: a rule begins with -A or -a, this line with #',
		],
		['a comment behind a rule', [`${service} # web`], 1, 'unexpected argument #'],
		[
			'the command not in front',
			['-t 10.1.1.1:80 -A'],
			1,
			'not a rule: a rule begins with -A or -a, this line with -t',
		],
		[
			'a host name',
			['-A -t www.example.org:80'],
			1,
			'not a numeric address (save with -n to avoid names): www.example.org',
		],
		[
			'a short IPv4 address',
			['-A -t 10.1:80'],
			1,
			'not a numeric address (save with -n to avoid names): 10.1',
		],
		[
			'an unknown service name',
			['-A -t 10.1.1.1:website'],
			1,
			'unknown service name (save with -n to avoid names): website',
		],
		[
			'a service name of another protocol',
			['-A -t 10.1.1.1:ntp'],
			1,
			'unknown service name (save with -n to avoid names): ntp',
		],
		[
			'a port beyond 65535',
			['-A -t 10.1.1.1:65536'],
			1,
			'the port is not a number from 0 to 65535: 65536',
		],
		[
			'brackets without a port',
			['-A -t [2001:db8::1]'],
			1,
			'an address in brackets needs a port: [2001:db8::1]',
		],
		[
			'IPv4 in brackets',
			['-A -t [10.1.1.1]:80'],
			1,
			'not a numeric address (save with -n to avoid names): 10.1.1.1',
		],
		[
			'a protocol that ipvsadm cannot name',
			['-A --xxx-service 10.1.1.1:80'],
			1,
			'unknown option --xxx-service',
		],
		['no service', ['-A -s wlc'], 1, 'not exactly one service'],
		['two services', [`${service} -u 10.1.1.1:80`], 1, 'not exactly one service'],
		['an option twice', [`${service} -s rr`], 1, 'the option --scheduler is given twice'],
		['an unknown option', [`${service} --bogus`], 1, 'unknown option --bogus'],
		["a server's option on a service", [`${service} -w 5`], 1, 'unknown option -w'],
		['an argument missing', ['-A -t 10.1.1.1:80 -s'], 1, '--scheduler has no argument'],
		[
			'flags without a name, as ipvsadm prints them',
			['-A -t 10.1.1.1:80 -s sh -b '],
			1,
			'--sched-flags has no argument',
		],
		['an argument for an option without', [`${service} --ops=yes`], 1, '--ops takes no argument'],
		[
			"another scheduler's flag",
			[`${service} -b sh-port`],
			1,
			'not flags of the scheduler wlc: sh-port',
		],
		[
			'an option for a scheduler',
			['-A -t 10.1.1.1:80 -s -o'],
			1,
			'not the name of a scheduler: -o',
		],
		[
			'a timeout that is none',
			[`${service} -p 1h`],
			1,
			'the persistence timeout is not a number from 0 to 4294967295: 1h',
		],
		['a prefix length for IPv4', [`${service} -p 60 -M 24`], 1, 'not a dotted netmask: 24'],
		[
			'a prefix length beyond 128',
			['-A -t [::1]:80 -p 60 -M 129'],
			1,
			'the prefix length is not a number from 1 to 128: 129',
		],
		[
			'a netmask that ipvsadm would lose',
			['-A -M 64 -f 7 -6 -p 60'],
			1,
			'-M must come after the service',
		],
		['a netmask in front of -6', ['-A -f 7 -M 64 -6 -p 60'], 1, '-M must come after the service'],
		['-6 in front of -f', ['-A -6 -f 7'], 1, '-6 must come after -f'],
		['-6 without -f', [`${service} -6`], 1, '-6 belongs to -f'],
		['mark 0', ['-A -f 0'], 1, 'the firewall mark is not a number from 1 to 4294967295: 0'],
		[
			'a hexadecimal mark',
			['-A -f 0x7'],
			1,
			'the firewall mark is not a number from 1 to 4294967295: 0x7',
		],
		['no real server', [service, '-a -t 10.1.1.1:80 -m'], 2, 'no real server'],
		[
			'a server without a port in front of its service',
			[service, '-a -r 10.0.0.8 -t 10.1.1.1:80 -m'],
			2,
			'a server without a numeric port must come after the service',
		],
		['two forwarding methods', [service, `${server} -g -m`], 2, 'more than one forwarding method'],
		[
			'an unknown forwarding method',
			[service, `${server} (null) -w 1`],
			2,
			'unexpected argument (null)',
		],
		[
			'a weight that is none',
			[service, `${server} -w x`],
			2,
			'the weight is not a number from 0 to 2147483647: x',
		],
		[
			'a threshold that is none',
			[service, `${server} -x -1`],
			2,
			'--u-threshold is not a number from 0 to 2147483647: -1',
		],
		[
			'a tunnel option without a tunnel',
			[service, `${server} -m --tun-type ipip`],
			2,
			'--tun-type without -i',
		],
		[
			'an unknown tunnel',
			[service, `${server} -i --tun-type vxlan`],
			2,
			'unknown type of tunnel: vxlan',
		],
		[
			'gue without a port',
			[service, `${server} -i --tun-type gue`],
			2,
			'a gue tunnel needs --tun-port',
		],
		[
			'gue with port 0',
			[service, `${server} -i --tun-type gue --tun-port 0`],
			2,
			'the tunnel port is not a number from 1 to 65535: 0',
		],
		[
			'gre with a port',
			[service, `${server} -i --tun-type gre --tun-port 1`],
			2,
			'a tunnel of type gre has no port',
		],
		[
			'gre with a remote checksum',
			[service, `${server} -i --tun-type gre --tun-remcsum`],
			2,
			'a gre tunnel has no remote checksum',
		],
		[
			'ipip with a checksum',
			[service, `${server} -i --tun-csum`],
			2,
			'an ipip tunnel has no checksum',
		],
		[
			'two checksums',
			[service, `${server} -i --tun-type gre --tun-csum --tun-nocsum`],
			2,
			'more than one kind of checksum',
		],
	])('%s', (_, lines, line, reason) => {
		expect(refusalOf(saveFormatParser(), lines.join('\n'))).toEqual({line, reason});
	});
});

describe('a server in the words of ipvsadm itself', () => {
	const spelledOut = (line: string) =>
		line
			.replace('-a ', '--add-server ')
			.replace(' -r ', ' --real-server=')
			.replace(' -m ', ' --masquerading ')
			.replace(' -g ', ' --gatewaying ');

	test.each([
		'-a -t 10.1.1.1:80 -r 10.0.0.8:8080 -m -w 0',
		'-a -t 10.1.1.1:80 -r 10.0.0.8:80 -g -w 65535',
		'-a -u [2001:db8::1]:53 -r [2001:db8::0:8]:53 -m -w 1',
		'-a -t 10.1.1.1:http -r 10.0.0.8:80 -m -w 1',
	])('is the same as with long options: %s', line => {
		const made = line.replace(/^-a (-. \S+).*/, '-A $1 -s rr\n');
		const plain = rules(made, line);
		expect(plain[0]?.servers).toHaveLength(1);
		expect(plain).toEqual(rules(made, spelledOut(line)));
	});

	test.each([
		'-a -t 10.1.1.1:80 -r 10.0.0.256:80 -m -w 1',
		'-a -t 10.1.1.1:80 -r 10.0.0.8:80000 -m -w 1',
		'-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 2147483648',
		'-a -t 10.1.1:80 -r 10.0.0.8:80 -m -w 1',
		'-a -t 10.1.1.1:nosuch -r 10.0.0.8:80 -m -w 1',
	])('is refused for the same reason: %s', line => {
		expect(refusalOf(saveFormatParser(), line)).toEqual(
			refusalOf(saveFormatParser(), spelledOut(line)),
		);
	});
});
