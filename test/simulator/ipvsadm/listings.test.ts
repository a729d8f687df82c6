import {describe, expect, test} from 'vitest';
import {createDirector, createEveryKind, fixture} from '../director.ts';

/** The numbers of connections that the fixtures were recorded with, which a table without traffic has not. */
function withoutConnections(text: string): string {
	return text.replaceAll(/ \d+ +\d+ +$/gm, ' 0          0         ');
}

describe('the table of the fixtures is listed as it was recorded', () => {
	const {run} = createEveryKind();

	test.each([
		['-S -n', 'ipvsadm-Sn'],
		['-S', 'ipvsadm-S'],
		['-Ln --timeout', 'ipvsadm-Ln--timeout'],
		['-Ln --daemon', 'ipvsadm-Ln--daemon'],
	])('ipvsadm %s', (line, file) => {
		expect(run(line)).toEqual({exitCode: 0, stdout: fixture(`every-kind/${file}.txt`), stderr: ''});
	});

	test.each([
		['-Ln', 'ipvsadm-Ln'],
		['-Ln --thresholds', 'ipvsadm-Ln--thresholds'],
	])('ipvsadm %s, but for the connections', (line, file) => {
		expect(run(line).stdout).toBe(withoutConnections(fixture(`every-kind/${file}.txt`)));
	});
});

test.each([
	['-Ln', 'ipvsadm-Ln'],
	['-Ln --stats', 'ipvsadm-Ln--stats'],
	['-Ln --stats --exact', 'ipvsadm-Ln--stats--exact'],
	['-Ln --rate', 'ipvsadm-Ln--rate'],
	['-Ln --rate -X', 'ipvsadm-Ln--rate--exact'],
	['-Ln --thresholds', 'ipvsadm-Ln--thresholds'],
	['-Ln --persistent-conn', 'ipvsadm-Ln--persistent-conn'],
	['-Ln --daemon', 'ipvsadm-Ln--daemon'],
	['-Ln --timeout', 'ipvsadm-Ln--timeout'],
	['-Lnc', 'ipvsadm-Lnc'],
	['-Lnc --persistent-conn', 'ipvsadm-Lnc--persistent-conn'],
	['-Sn', 'ipvsadm-Sn'],
])('an empty table: ipvsadm %s', (line, file) => {
	expect(createDirector().run(line).stdout).toBe(fixture(`empty/${file}.txt`));
});

test('of several views the first in ipvsadm’s own order is shown', () => {
	const {run} = createEveryKind();
	const same = (line: string, other: string) =>
		expect(run(line).stdout, line).toBe(run(other).stdout);
	same('-Ln --rate --stats', '-Ln --stats');
	same('-Ln --thresholds --rate', '-Ln --rate');
	same('-Ln --persistent-conn --thresholds', '-Ln --thresholds');
	same('-Ln --tun-info --persistent-conn', '-Ln --persistent-conn');
});

test('one service is listed without the version line', () => {
	const {run} = createEveryKind();
	expect(run('-Ln -f 8 -6').stdout).toBe(`Prot LocalAddress:Port Scheduler Flags
  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn
FWM  8 IPv6 fo
  -> [2001:db8::8]:0              Masq    1      0          0         
  -> [2001:db8::9]:0              Masq    1      0          0         
`);
});

test('without -n ports have names, and the columns keep their places', () => {
	const {run, set} = createDirector();
	set('-A -t 10.1.1.1:80 -s rr', '-a -t 10.1.1.1:80 -r 127.0.0.1:8080 -m');
	expect(run('-L --rate -t 10.1.1.1:http').stdout.split('\n').slice(2)).toEqual([
		'TCP  10.1.1.1:http                       0        0        0        0        0',
		'  -> localhost:http-alt                  0        0        0        0        0',
		'',
	]);
});

test('help and version go to standard output', () => {
	const {run} = createDirector();
	expect(run('-v')).toEqual({
		exitCode: 0,
		stdout: 'ipvsadm v1.31 2019/12/24 (compiled with popt and IPVS v1.2.1)\n',
		stderr: '',
	});
	expect(run('--help').stdout).toMatch(/^ipvsadm v1\.31 .*\nUsage: ipvsadm /);
});
