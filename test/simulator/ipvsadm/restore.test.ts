import {expect, test} from 'vitest';
import {createDirector} from '../director.ts';

const first = '-A -t 10.1.1.1:80 -s rr';
const second = '-A -u 10.1.1.1:53 -s rr';

test.each([
	// What goes in, the exit code, what is said, and which services are there afterwards.
	['blanks, tabs and CRLF', `\n  ${first.replaceAll(' ', '\t ')} \r\n\r\n${second}`, 0, '', 2],
	['the program’s name anywhere', `ipvsadm -A ipvsadm -t 10.1.1.1:80 -s rr\nipvsadm\n`, 0, '', 1],
	['one blank at the end of the file', `${second}\n${first} `, 0, '', 2],
	['two blanks at the end of the file lose the line', `${second}\n${first}  `, 0, '', 1],
	[
		'a refusal in the middle is forgotten',
		`${first}\n${first}\n${second}\n`,
		0,
		'Service already exists\n',
		2,
	],
	[
		'a refusal at the end counts',
		`${second}\n${first}\n${first}\n`,
		255,
		'Service already exists\n',
		2,
	],
	['an unknown option goes on', `${first} --bogus\n${second}\n`, 0, '--bogus: unknown option\n', 1],
	[
		'a mistake stops',
		`${first}\n-A -t nowhere\n${second}\n`,
		2,
		'illegal virtual server address[:port] specified\n',
		1,
	],
	[
		'a comment stops',
		`${first}\n# x\n${second}\n`,
		255,
		"Try `ipvsadm -h' or 'ipvsadm --help' for more information.\n",
		1,
	],
	['a comment behind stops', `${first} # x\n${second}\n`, 2, 'unexpected argument #\n', 0],
	[
		'a restore inside stops',
		`${first}\n-R\n${second}\n`,
		255,
		"Try `ipvsadm -h' or 'ipvsadm --help' for more information.\n",
		1,
	],
	['a listing of nothing stops', `${first}\n-Ln -f 9\n${second}\n`, 1, 'No such service\n', 1],
	['a clear inside', `${first}\n-C\n${second}\n`, 0, '', 1],
	['nothing at all', '', 0, '', 0],
])('%s', (_, input, exitCode, stderr, services) => {
	const {run} = createDirector();
	expect(run('-R', input)).toEqual({exitCode, stdout: '', stderr});
	expect(run('-Sn').stdout.match(/^-A/gm) ?? []).toHaveLength(services);
});

test('any command is accepted, and their output is joined', () => {
	const {run} = createDirector();
	expect(run('-R', `${first}\n-S -n\n--set 5 6 7\n-L --timeout\n-h\n${second}\n`).stdout).toMatch(
		/^-A -t 10\.1\.1\.1:80 -s rr\nTimeout \(tcp tcpfin udp\): 5 6 7\nipvsadm v1\.31 /,
	);
	expect(run('-Sn').stdout).toBe(`${first}\n`);
});
