import {describe, expect, test} from 'vitest';
import {createDirector, createEveryKind, fixture} from '../director.ts';

const recorded = fixture('errors.tsv')
	.trimEnd()
	.split('\n')
	.map(line => {
		const [exitCode, command = '', stderr] = line.split('\t');
		return {exitCode: Number(exitCode), line: command.replace(/^ipvsadm /, ''), stderr};
	});

test('answers like the real program, one command after the other', () => {
	const {run} = createEveryKind();
	const answers = recorded.map(({line}) => {
		const {exitCode, stderr} = run(line);
		return {exitCode, line, stderr: stderr.trimEnd().replaceAll('\n', ' | ')};
	});
	expect(answers).toEqual(recorded);
});

const onService = '-t 10.1.1.1:80';

describe.each([
	// What the kernel refuses, by the command that asked.
	['-A -t 10.1.1.1:80 -s rr', 255, 'Service already exists'],
	['-A -t 10.1.1.1:81 -s nosuch', 255, 'Scheduler or persistence engine not found'],
	['-E -t 10.1.1.1:80 --pe nosuch', 255, 'Scheduler or persistence engine not found'],
	['-E -t 10.1.1.1:81 -s nosuch', 255, 'No such service'],
	['-D -u 10.1.1.1:80', 255, 'No such service'],
	['-Z -f 9', 255, 'No such service'],
	['-Ln -f 9', 1, 'No such service'],
	['-a -u 10.1.1.1:80 -r 10.0.0.8', 255, 'Service not defined'],
	['-e -u 10.1.1.1:80 -r 10.0.0.8', 255, 'Service not defined'],
	['-d -u 10.1.1.1:80 -r 10.0.0.8', 255, 'Service not defined'],
	[`-a ${onService} -r 10.0.0.8:80 -m`, 255, 'Destination already exists'],
	[`-e ${onService} -r 10.0.0.8:8080 -m`, 255, 'No such destination'],
	[`-d ${onService} -r 10.0.0.8:8080`, 255, 'No such destination'],
	[`-e ${onService} -r 10.0.0.8:80 -m -y 1`, 255, 'Numerical result out of range'],
	[
		`-a ${onService} -r 224.0.0.1:80 -m`,
		255,
		'Invalid operation.  Possibly wrong module version, address not unicast, ...',
	],
	['--start-daemon master --mcast-interface nope', 255, 'No such device'],
	['--stop-daemon backup', 255, 'No daemon is running'],
	// What the program finds itself.
	['-n -L', 255, "Try `ipvsadm -h' or 'ipvsadm --help' for more information."],
	['-Ln -A', 2, "invalid option `-A'"],
	['-Ln foo', 2, 'unexpected argument foo'],
	['-Ln -n', 2, "multiple 'numeric' options specified"],
	['-A -t', 255, '-t: missing argument'],
	['-Lnq', 255, '-Lnq: unknown option'],
	['-L --stats=1', 255, '--stats=1: option does not take an argument'],
	['-A', 2, "You need to supply the 'service-address' option for the 'add-service' command"],
	['-C -n', 2, "Illegal 'numeric' option with the 'flush' command"],
	[
		`-d ${onService} -r 10.0.0.8 -m`,
		2,
		"Illegal 'forwarding-method' option with the 'delete-server' command",
	],
	[
		'-Lnc --timeout',
		2,
		"The option 'timeout' conflicts with the 'connection' option in the 'list' command",
	],
	['-Lnc --stats', 2, 'options conflicts in the list command'],
	['-Ln --timeout --persistent-conn', 2, 'options conflicts in the list command'],
	['-A -t [2001:db8::1]', 2, 'illegal virtual server address[:port] specified'],
	['-A -t 80', 2, 'illegal virtual server address[:port] specified'],
	['-A -t 10.1.1.1:nosvc', 2, 'illegal virtual server address[:port] specified'],
	[`-a ${onService} -r nowhere`, 2, 'illegal real server address[:port] specified'],
	['-A -t 10.2.2.2:0', 2, 'Zero port specified for non-persistent service'],
	['-A -t 10.2.2.2:80 -o', 2, 'One-Packet Scheduling is only for UDP virtual services'],
	['-A -t 10.2.2.2:80 -p 9 -M nowhere', 2, 'illegal virtual server persistent mask specified'],
	['-A -t [2001:db8::1]:80 -p 9 -M 129', 2, 'illegal ipv6 netmask specified'],
	['-A -t 10.2.2.2:80 -p 2678401', 2, "invalid timeout value `2678401' specified"],
	['-A -t 10.2.2.2:80 -b sh-port', 2, "incompatible scheduler flag `sh-port'"],
	['-A -t 10.2.2.2:80 -b nosuch', 2, "invalid scheduler flag `nosuch'"],
	['-A -f 0x7', 2, "invalid fwmark value `0x7' specified"],
	[`-a ${onService} -r 10.0.0.9 -m -w 2147483648`, 2, 'illegal weight specified'],
	[`-a ${onService} -r 10.0.0.9 -m -x -1`, 2, 'illegal u_threshold specified'],
	[`-a ${onService} -r 10.0.0.9 -m -y x`, 2, 'illegal l_threshold specified'],
	[
		`-a ${onService} -r [2001:db8::8]:80 -m`,
		2,
		'Different address family is allowed only for tunneling servers',
	],
	[
		`-a ${onService} -r 10.0.0.9 -m --tun-type gre`,
		2,
		'Tunnel options conflict with forward method',
	],
	[
		`-a ${onService} -r 10.0.0.9 -i --tun-type gue`,
		2,
		"You need to supply the 'tun-port' option for the 'gue' tunnel type",
	],
	[
		`-a ${onService} -r 10.0.0.9 -i --tun-type gre --tun-remcsum`,
		2,
		"Illegal 'tun-remcsum' option with the 'gre' tunnel type",
	],
	[
		`-a ${onService} -r 10.0.0.9 -i --tun-type gre --tun-csum --tun-nocsum`,
		2,
		"The option 'tun-csum' conflicts with the 'tun-nocsum' option in the 'gre' tunnel type",
	],
	[`-a ${onService} -r 10.0.0.9 -i --tun-type vxlan`, 2, 'illegal tunnel type specified'],
	['--set 1 2', 2, '--set option requires 3 timeout values'],
	['--set 1 2 x', 2, "invalid timeout value `x' specified"],
	['--start-daemon slave', 2, 'illegal start-daemon parameter specified'],
	['--stop-daemon slave', 2, 'illegal start_daemon specified'],
	['--start-daemon master --mcast-group 10.0.0.1', 2, "invalid IPv4 mcast-group `10.0.0.1'"],
])('ipvsadm %s', (line, exitCode, message) => {
	test(`ends with ${exitCode} and changes nothing`, () => {
		const {run, set} = createDirector();
		set(`-A ${onService} -s rr`, `-a ${onService} -r 10.0.0.8:80 -m -x 9`);
		const before = run('-R', '-Sn\n-Ln --thresholds\n').stdout;
		expect(run(line)).toEqual({exitCode, stdout: '', stderr: `${message}\n`});
		expect(run('-R', '-Sn\n-Ln --thresholds\n').stdout).toBe(before);
	});
});

test('-6 before -f says so, and an empty line', () => {
	const {run} = createDirector();
	expect(run('-A -6 -f 7').stderr).toBe('-6 used before -f\n\n');
});
