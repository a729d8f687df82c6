import {describe, expect, it} from 'vitest';
import {optionName} from '../../../../source/commands/option.ts';
import {
	daemonValues,
	rowOptions,
} from '../../../../source/features/edit/commands/ipvsadm-options.ts';
import {optionDefinitions} from '../../../../source/simulator/ipvsadm/options.ts';
import {editDirector, printed, web} from './edit-director.ts';

describe('lvstop ipvsadm', () => {
	it('completes an edit to the whole entry, says so, checks and logs it, and can be undone', async () => {
		const director = await editDirector();
		const before = await printed(director);
		const line = '-e -t 172.16.249.138:80 -r 10.0.0.8:80 -w 3';
		const title = `edit server 10.0.0.8:80 in ${web}: weight`;
		expect(await director.run('ipvsadm', line, {yes: true})).toEqual({
			code: 0,
			out: `${title}
  weight: 5 → 3
  not given, so kept; ipvsadm alone would reset this: forwarding masq, upper threshold 100, lower threshold 80
  ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 3 -x 100 -y 80
done: ${title}
`,
			err: '',
		});
		expect((await director.run('log', '')).out).toContain('-r 10.0.0.8:80 -m -w 3 -x 100 -y 80');
		const undone = await director.run('undo', '', {yes: true});
		expect(undone).toMatchObject({code: 0, err: ''});
		expect(undone.out).toContain(`undone: ${title}\n`);
		expect(await printed(director)).toBe(before);
	});

	it('completes a service in the same way', async () => {
		const director = await editDirector();
		const {out} = await director.run('ipvsadm', '-E -t 172.16.249.138:80 -s sh -p 60', {
			dryRun: true,
		});
		expect(out).toBe(`edit service ${web}: persistence
  persistence: 300 s mask 255.255.255.0 → 60 s mask 255.255.255.0
  not given, so kept; ipvsadm alone would reset this: scheduler flags sh-port, netmask 255.255.255.0
  warning: known clients keep their old persistence until it expires
  ipvsadm -E -t 172.16.249.138:80 -s sh -p 60 -M 255.255.255.0 -b sh-port
`);
	});

	it.each([
		'-A -t 10.1.1.1:80 -s rr',
		'-D -f 7',
		'-a -t 172.16.249.138:80 -r 10.0.0.10:81 -m -w 1',
		'-d -t 172.16.249.138:80 -r 10.0.0.8:80',
		'--set 0 0 60',
		'--start-daemon backup --mcast-interface eth0 --syncid 3',
	])('runs %s as it is written, and undoes it', async line => {
		const director = await editDirector();
		const settings = async () =>
			`${await director.ipvsadm('-Ln --timeout')}${await director.ipvsadm('-Ln --daemon')}`;
		const before = [await printed(director), await settings()];
		const {code, out, err} = await director.run('ipvsadm', line, {yes: true});
		expect({code, err}).toEqual({code: 0, err: ''});
		expect(out).toContain(`  ipvsadm ${line}\n`);
		expect([await printed(director), await settings()]).not.toEqual(before);
		expect(await director.run('undo', '', {yes: true})).toMatchObject({code: 0, err: ''});
		expect([await printed(director), await settings()]).toEqual(before);
	});

	it.each([
		['-Ln --stats', "lvstop does not run ipvsadm --list; 'lvstop --once' prints the table"],
		['-C', "lvstop does not run ipvsadm --clear; 'lvstop restore FILE'"],
		['-R', "lvstop does not run ipvsadm --restore; 'lvstop restore FILE'"],
		['-Sn', "lvstop does not run ipvsadm --save; 'lvstop save'"],
		['-v', "lvstop does not run ipvsadm --version; 'lvstop --version'"],
		['--edit-sever', 'unknown command --edit-sever; did you mean --edit-server?'],
		['edit', 'a command comes first, such as -e or --edit-server, not edit'],
		['-e -t 172.16.249.138:80 -r 10.0.0.8 --yse', 'unknown option --yse; did you mean --yes?'],
		['', 'usage: lvstop ipvsadm ARGUMENTS'],
	])('refuses %j and says what to use', async (line, message) => {
		const director = await editDirector();
		const before = await printed(director);
		const ended = await director.run('ipvsadm', line, {yes: true});
		expect(ended).toMatchObject({code: 2, out: ''});
		expect(ended.err).toContain(message);
		expect(await printed(director)).toBe(before);
	});

	it('is refused if the row changed during the question', async () => {
		const director = await editDirector();
		director.port.disturb({
			// The sysctls are read after the rows and before the question.
			hits(subject) {
				if (subject.endsWith('expire_nodest_conn')) {
					void director.ipvsadm('-e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 4 -x 100 -y 80');
				}

				return false;
			},
		});
		const line = '-e -t 172.16.249.138:80 -r 10.0.0.8:80 -w 3';
		expect(await director.run('ipvsadm', line, {answer: 'y'})).toMatchObject({
			code: 3,
			err: `lvstop: refused, nothing was changed: changed in the meantime: 10.0.0.8:80 in ${web}: weight is 4, not 5\n`,
		});
	});
});

it('the help tells the letters and arguments that ipvsadm has', () => {
	for (const [key, {short, argument, bare}] of Object.entries({...rowOptions, ...daemonValues})) {
		const long = optionName(key);
		const kind = argument === null ? 'none' : bare === undefined ? 'required' : 'optional';
		expect(optionDefinitions).toContainEqual(
			expect.objectContaining({long, short: short ?? null, argument: kind}),
		);
	}
});
