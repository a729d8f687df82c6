import {expect, test} from 'vitest';
import {createDirector} from '../director.ts';

const service = '-A -t 10.1.1.1:80 -s rr';

/** The output of `-S -n` after these commands. */
function saved(...lines: readonly string[]): string {
	const {run, set} = createDirector();
	set(...lines);
	return run('-S -n').stdout;
}

test.each([
	// The arguments, and the rule that they make.
	['-A -t 10.1.1.1:80', '-A -t 10.1.1.1:80 -s wlc'],
	['-A -u 10.1:sip -p --pe sip -o', '-A -u 10.0.0.1:5060 -s wlc -p 360 --pe sip -o'],
	['-A -t 010.0.0.1:http -s rr', '-A -t 8.0.0.1:80 -s rr'],
	['-At=10.1.1.1:80 -s=sh -bsh-port,flag-1', '-A -t 10.1.1.1:80 -s sh -b sh-fallback,sh-port'],
	['-A -t 10.1.1.1:80 -p -M 24', '-A -t 10.1.1.1:80 -s wlc -p 360 -M 0.0.0.24'],
	['-A -M 255.0.0.0 -t [2001:db8::1]:80 -p9', '-A -t [2001:db8::1]:80 -s wlc -p 9'],
	['-A -M 255.0.0.0 -t 10.1.1.1:80 -p 9', '-A -t 10.1.1.1:80 -s wlc -p 9 -M 255.0.0.0'],
	['-A -t 2001:db8::1 -p 9 -M 64', '-A -t [2001:db8::1]:0 -s wlc -p 9 -M 64'],
	['-A -t [10.1.1.1]:80 -p 9', '-A -t 10.1.1.1:0 -s wlc -p 9'],
	['-A -f 7 -M 255.0.0.0 -6 -p 9', '-A -f 7 -6 -s wlc -p 9'],
	['-A -f 4294967295', '-A -f -1 -s wlc'],
	['-A -t 10.1.1.1:80 -s sh -b flag-3', '-A -t 10.1.1.1:80 -s sh -b '],
])('ipvsadm %s adds %s', (line, rule) => {
	expect(saved(line)).toBe(`${rule}\n`);
});

test.each([
	['-r 10.0.0.8', '-r 10.0.0.8:80 -g -w 1'],
	['-r 10.0.0.8:8080', '-r 10.0.0.8:80 -g -w 1'],
	['-r 10.0.0.8:8080 -i', '-r 10.0.0.8:80 -i -w 1 --tun-type ipip'],
	['-r 10.0.0.8:8080 -m -w 0', '-r 10.0.0.8:8080 -m -w 0'],
	['-r 10.0.0.8 -m -w 65536', '-r 10.0.0.8:80 -m -w 65536'],
	['-r [2001:db8::8]:9 -i', '-r [2001:db8::8]:80 -i -w 1 --tun-type ipip'],
	[
		'-r 10.0.0.8 -i --tun-type gue --tun-port 6080',
		'-r 10.0.0.8:80 -i -w 1 --tun-type gue --tun-port 6080 --tun-nocsum',
	],
	['-r 10.0.0.8 -i --tun-type gre --tun-csum', '-r 10.0.0.8:80 -i -w 1 --tun-type gre --tun-csum'],
])('ipvsadm -a … %s adds %s', (words, rule) => {
	expect(saved(service, `-a -t 10.1.1.1:80 ${words}`)).toBe(
		`${service}\n-a -t 10.1.1.1:80 ${rule}\n`,
	);
});

test('a server before its service has port 0 with -m', () => {
	expect(saved(service, '-a -r 10.0.0.8 -t 10.1.1.1:80 -m')).toContain('-r 10.0.0.8:0 -m -w 1\n');
});

test('an edit of a service resets everything that is not given', () => {
	const whole = '-A -u 10.1.1.1:53 -s sh -p 9 -M 255.0.0.0 --pe sip -o -b sh-port';
	expect(saved(whole, '-E -u 10.1.1.1:53')).toBe('-A -u 10.1.1.1:53 -s wlc\n');
});

test('an edit of a server resets everything that is not given', () => {
	const {run, set} = createDirector();
	const server = '-t 10.1.1.1:80 -r 10.0.0.8:80';
	set(service, `-a ${server} -m -w 9 -x 20 -y 10`, `-e ${server}`);
	expect(run('-Sn').stdout).toContain(`-a ${server} -g -w 1\n`);
	expect(run('-Ln --thresholds').stdout).toMatch(/10\.0\.0\.8:80 +0 +0 +0 +0 +\n/);
});

test('one mark is two services, one a family', () => {
	const {run, set} = createDirector();
	set('-A -f 7 -s rr', '-A -f 7 -6 -s wlc', '-D -f 7');
	expect(run('-Sn').stdout).toBe('-A -f 7 -6 -s wlc\n');
});

test('rows further apart than 2^31 come in the wrong order', () => {
	expect(saved('-A -t 1.1.1.1:80', '-A -t 200.1.1.1:80')).toMatch(
		/200\.1\.1\.1.*\n.* 1\.1\.1\.1:80/,
	);
	// The same servers in the same order as in the kernel lab.
	const hosts = [
		'9.9.9.9',
		'1.1.1.1',
		'10.0.0.1',
		'100.0.0.1',
		'130.0.0.1',
		'172.16.0.1',
		'192.168.0.1',
		'200.1.1.1',
	];
	const listed = saved(service, ...hosts.map(host => `-a -t 10.1.1.1:80 -r ${host} -m`));
	expect(listed.match(/(?<=-r )[\d.]+/g)).toEqual([
		'130.0.0.1',
		'172.16.0.1',
		'192.168.0.1',
		'200.1.1.1',
		'1.1.1.1',
		'9.9.9.9',
		'10.0.0.1',
		'100.0.0.1',
	]);
});

test('--nosort lists the newest server first', () => {
	const {run, set} = createDirector();
	set(service, ...[2, 1, 3].map(host => `-a -t 10.1.1.1:80 -r 10.0.0.${host} -m`));
	expect(run('-Ln --nosort').stdout.match(/10\.0\.0\.\d/g)).toEqual([
		'10.0.0.3',
		'10.0.0.1',
		'10.0.0.2',
	]);
});

test('--set leaves a timeout of 0 as it is', () => {
	const {run, set} = createDirector();
	set('--set 600 0 30');
	expect(run('-L --timeout').stdout).toBe('Timeout (tcp tcpfin udp): 600 120 30\n');
});

test('sync daemons and servers of another family exclude each other', () => {
	const {run, set} = createDirector();
	const mixed = '-a -t 10.1.1.1:80 -r [2001:db8::8]:80 -i';
	set(service, '--start-daemon master');
	expect(run(mixed).exitCode).toBe(255);
	set('--stop-daemon master', mixed);
	expect(run('--start-daemon master').exitCode).toBe(255);
});

test('a sync daemon gets the defaults of the kernel, and a length that fits', () => {
	const {run, set} = createDirector();
	set('--start-daemon backup --mcast-group ff02::81 --sync-maxlen 500 --mcast-ttl 7');
	set('--start-daemon master --syncid 5');
	expect(run('-L --daemon').stdout).toBe(
		'master sync daemon (mcast=eth0, syncid=5, maxlen=1472, group=224.0.0.81, port=8848, ttl=1)\n' +
			'backup sync daemon (mcast=eth0, syncid=0, maxlen=1024, group=ff02::81, port=8848, ttl=7)\n',
	);
});
