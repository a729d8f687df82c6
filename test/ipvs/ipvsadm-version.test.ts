import {describe, expect, it, test} from 'vitest';
import {agedOptions, isAtLeast, parseIpvsadmVersion} from '../../source/ipvs/ipvsadm-version.ts';

describe('the version that ipvsadm prints', () => {
	test.each([
		[
			'ipvsadm v1.24 2003/06/07 (compiled with getopt_long and IPVS v1.2.0)\n',
			{major: 1, minor: 24},
		],
		['ipvsadm v1.26 2008/5/15 (compiled with popt and IPVS v1.2.1)\n', {major: 1, minor: 26}],
		['ipvsadm v1.28 2015/02/09 (compiled with popt and IPVS v1.2.1)\n', {major: 1, minor: 28}],
		['ipvsadm v1.31 2019/12/24 (compiled with popt and IPVS v1.2.1)\n', {major: 1, minor: 31}],
		['', null],
		['ipvsadm: command not found\n', null],
	])('%j', (text, version) => {
		expect(parseIpvsadmVersion(text)).toEqual(version);
	});
});

it('orders versions by their numbers', () => {
	const version = {major: 1, minor: 28};
	expect(isAtLeast(version, {major: 1, minor: 28})).toBe(true);
	expect(isAtLeast(version, {major: 1, minor: 29})).toBe(false);
	expect(isAtLeast({major: 2, minor: 0}, version)).toBe(true);
	expect(isAtLeast({major: 0, minor: 99}, version)).toBe(false);
});

test.each([
	['-e -t 10.1.1.1:80 -r 10.0.0.8:80 -i -w 5', []],
	['-A -t 10.1.1.1:80 -s rr -p 60 -M 255.255.255.0', []],
	['-A -u 10.1.1.1:5060 -s rr -p 60 --pe sip -o', ['--pe 1.26', '-o 1.26']],
	['-A -t 10.1.1.1:80 -s sh -b sh-port', ['-b 1.27']],
	['-A -t 10.1.1.1:80 -s mh -b mh-fallback,mh-port', ['-b mh-fallback,mh-port 1.30']],
	['-D --sctp-service 10.1.1.1:80', ['--sctp-service 1.28']],
	[
		'-a -f 1 -r 10.0.0.8:0 -i -w 1 --tun-type gre --tun-csum',
		['--tun-type 1.31', '--tun-csum 1.31'],
	],
	['--start-daemon master --mcast-interface eth0 --syncid 1', []],
	['--start-daemon master --mcast-interface eth0 --sync-maxlen 1400', ['--sync-maxlen 1.29']],
])('%s needs %j', (command, needed) => {
	expect(
		agedOptions(command.split(' ')).map(
			({option, since}) => `${option} ${since.major}.${since.minor}`,
		),
	).toEqual(needed);
});
