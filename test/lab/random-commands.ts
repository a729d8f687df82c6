/**
 * Random commands for ipvsadm: sensible ones on a few rows, so that they interact, and random arguments.
 */
import fc from 'fast-check';

type Words = readonly string[];

const services: readonly Words[] = [
	['-t', '10.1.1.1:80'],
	['-u', '10.1.1.1:53'],
	['--sctp-service', '10.1.1.1:132'],
	['-t', '[2001:db8::1]:443'],
	['-f', '7'],
	['-f', '7', '-6'],
];
const serverAddresses = [
	'10.0.0.8:80',
	'10.0.0.9:8080',
	'200.0.0.1',
	'[2001:db8::8]:80',
	'[fd00::9]:1',
];

function optional(arbitrary: fc.Arbitrary<Words>): fc.Arbitrary<Words> {
	return fc.oneof(fc.constant([]), arbitrary);
}

/** Words of several parts, one after the other. */
function inOrder(...parts: readonly fc.Arbitrary<Words>[]): fc.Arbitrary<Words> {
	return fc.tuple(...parts).map(chosen => chosen.flat());
}

function option(name: string, values: readonly string[]): fc.Arbitrary<Words> {
	return optional(fc.constantFrom(...values).map(value => [name, value]));
}

function flag(...names: readonly string[]): fc.Arbitrary<Words> {
	return optional(fc.constantFrom(...names).map(name => [name]));
}

const service = fc.constantFrom(...services);
const server = fc.constantFrom(...serverAddresses).map(address => ['-r', address]);

const serviceCommand = inOrder(
	fc.constantFrom(['-A'], ['-E']),
	service,
	option('-s', ['rr', 'wlc', 'sh', 'mh', 'none', 'nosuch']),
	optional(fc.constantFrom(['-p'], ['-p', '5'], ['-p', '2678400'])),
	option('-M', ['64', '255.255.0.0']),
	option('--pe', ['sip', 'nosuch']),
	flag('-o'),
	option('-b', ['sh-port', 'flag-3', 'mh-fallback,mh-port']),
);

const serverCommand = inOrder(
	fc.constantFrom(['-a'], ['-e']),
	service,
	server,
	flag('-m', '-g', '-i'),
	option('-w', ['0', '1', '9', '65536']),
	option('-x', ['0', '10', '20']),
	option('-y', ['0', '15']),
	option('--tun-type', ['ipip', 'gre', 'gue']),
	option('--tun-port', ['6080']),
	flag('--tun-csum', '--tun-remcsum', '--tun-nocsum'),
);

const otherCommand = fc.oneof(
	inOrder(fc.constant(['-D']), service),
	inOrder(fc.constant(['-d']), service, server),
	inOrder(fc.constant(['-Z']), optional(service)),
	inOrder(
		fc.constant(['-L', '-n']),
		optional(service),
		flag('--stats', '--rate', '--thresholds', '--tun-info'),
	),
	fc.constantFrom<Words>(['-C'], ['-S', '-n'], ['--set', '0', '7', '0'], ['-L', '--timeout']),
	fc.constantFrom<Words>(
		['--start-daemon', 'master', '--mcast-interface', 'br0'],
		['--stop-daemon', 'master'],
		['-L', '--daemon'],
	),
);

/** A command that mostly makes sense. Services come often, or nothing would be there to meet. */
export const sensibleCommand: fc.Arbitrary<Words> = fc.oneof(
	{weight: 3, arbitrary: serviceCommand},
	{weight: 4, arbitrary: serverCommand},
	{weight: 2, arbitrary: otherCommand},
);

const anyWord = fc.constantFrom(
	...[
		'-A',
		'-E',
		'-D',
		'-C',
		'-L',
		'-Z',
		'-S',
		'-a',
		'-e',
		'-d',
		'--set',
		'-R',
		'-h',
		'--list',
		'-Ln',
	],
	...[
		'-t',
		'-u',
		'-f',
		'-s',
		'-p',
		'-M',
		'-r',
		'-g',
		'-i',
		'-m',
		'-w',
		'-x',
		'-y',
		'-n',
		'-c',
		'-6',
		'-o',
		'-X',
	],
	...[
		'--sctp-service',
		'--stats',
		'--rate',
		'--exact',
		'--thresholds',
		'--persistent-conn',
		'--timeout',
	],
	...[
		'--daemon',
		'--nosort',
		'--sort',
		'--pe',
		'-b',
		'--tun-type',
		'--tun-port',
		'--tun-csum',
		'--tun-info',
	],
	...[
		'--syncid',
		'--weight=5',
		'--tcp-service=10.1.1.1:80',
		'--stats=1',
		'-w5',
		'-p9',
		'-nX',
		'-mw',
		'--',
		'-',
	],
	...[
		'10.1.1.1:80',
		'10.1:80',
		'[2001:db8::1]:443',
		'10.0.0.8',
		'7',
		'0',
		'-1',
		'65536',
		'rr',
		'sh',
		'sh-port',
	],
	...['gue', 'sip', '255.255.0.0', '64', 'nonsense', ''],
);

/** A command and arguments that need not fit together. */
export const anyArguments: fc.Arbitrary<Words> = inOrder(
	fc.constantFrom(['-A'], ['-a'], ['-e'], ['-E'], ['-L'], ['-Z'], ['-S'], ['--set'], ['-d'], []),
	fc.array(anyWord, {maxLength: 7}),
);
