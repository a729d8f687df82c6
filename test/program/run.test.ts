/**
 * Exit codes and their messages, and the options of all kinds of output.
 */
import {describe, expect, it, vi} from 'vitest';
import {run} from '../../source/program/run.ts';
import {type FakeProgram, fakeProgram} from '../support/fake-program.ts';

/** Runs the program to its end. */
async function ended(words: readonly string[], program: FakeProgram = fakeProgram()) {
	const code = await run(program, words);
	return {code, out: program.out(), err: program.err()};
}

describe('wrong usage', () => {
	it.each([
		[['--sort', 'nothing'], "--sort: services have no column 'nothing'; the columns are: service,"],
		[['--demo', 'moon'], "--demo: 'moon' is not one of: nat, every-kind, large, incident"],
		[['--view', 'moon'], "--view: 'moon' is not one of"],
		[['--interval', '0'], "--interval needs a number from 0.5 to 3600, not '0'"],
		[['--once', '-n', 'x'], "--count needs a number from 1 to 1000000000, not 'x'"],
		[['--frobnicate'], 'unknown option --frobnicate'],
		[['--demo', '--via', 'sudo'], 'only one of'],
		[['--once', '--demo', '--keys', '<nokey>'], '--keys: no such key: <nokey>'],
		[['--once', '--via', "sudo 'x"], '--via: '],
		[['--once', '--via', ' '], '--via needs a command'],
		[['--demo'], 'the console needs a terminal, but the output is not one; use --once to print'],
	])('%j ends with 2 and one line that says why', async (words, why) => {
		const {code, out, err} = await ended(words);

		expect(code).toBe(2);
		expect(out).toBe('');
		expect(err).toContain(`lvstop: ${why}`);
		expect(err.split('\n').slice(1)).toEqual([
			"'lvstop --help' shows all commands and options.",
			'',
		]);
	});
});

/** A mistyped name of every kind is answered with the nearest one. */
it.each([
	['--veiw services', '--view'],
	['--demo --once --view servcies', 'services'],
	['--demo --once --sort wieght', 'weight'],
	['--demo --once --sort -wieght', 'weight'],
	['--demo --once --view connections --sort clinet', 'client'],
	['--demo every-kid --once', 'every-kind'],
	['--source netlnik --once', 'netlink'],
	['--demo --once --keys j<entr>', '<enter>'],
	['wieght a b 5', 'weight'],
	['help wieght', 'weight'],
	['drain a b --tmeout 3', '--timeout'],
	['log --jsno', '--json'],
	['save --forse', '--force'],
	['diff --keepalivd x', '--keepalived'],
	['restore --finsh', '--finish'],
	['snapshots shwo golden', 'show'],
	['snapshots --jsno', '--json'],
	['undo --dryrun', '--dry-run'],
	['add sevrice tcp:10.1.1.1:80', 'service'],
	['edit server a b --wieght 5', '--weight'],
	['delete server a b --rael-server 5', '--real-server'],
	['zero --upd-service 10.1.1.1:53', '--udp-service'],
	['timeouts 0 0 60 --yse', '--yes'],
	['sync strat master', 'start'],
	['sync start master --synicd 5', '--syncid'],
	['ipvsadm --ad-server', '--add-server'],
	['ipvsadm -Z --dry-rnu', '--dry-run'],
])('%s ends with 2 and names %s', async (line, nearest) => {
	// A director that cannot be reached: a wrong line is refused before anything is read.
	const words = line.replace(/\ba b\b/, 'tcp:10.1.1.1:80 10.0.0.8').split(' ');
	const isDemo = words.includes('--demo') || words.includes('--source');
	const {code, out, err} = await ended(isDemo ? words : ['--via', '/nonexistent', ...words]);
	expect({code, out}).toEqual({code: 2, out: ''});
	expect(err).toContain(`did you mean ${nearest}?`);
});

it.each(['--once --json', '--json --once', '--json -n1'])('%s prints one object', async line => {
	const {code, out} = await ended(['--demo', ...line.split(' ')]);
	expect(code).toBe(0);
	expect(out).toMatch(/^[^\n]*\n$/);
	expect(JSON.parse(out)).toMatchObject({services: [{id: 'tcp:172.16.249.138:80'}]});
});

describe('help', () => {
	it.each([
		['help', 'undrain'],
		['undrain', '--help'],
	])('%j %j is that of undrain only', async (...words) => {
		const {code, out, err} = await ended(words);
		expect({code, err}).toEqual({code: 0, err: ''});
		expect(out).toMatch(/^usage: lvstop undrain SERVICE SERVER \[options\]\n/);
		expect(out).not.toContain('--timeout');
	});

	it('of the program is the same by word and by option', async () => {
		const {out} = await ended(['--help']);
		expect(await ended(['help'])).toEqual({code: 0, out, err: ''});
	});
});

it('an option of another command changes nothing, and the help of the command is named', async () => {
	const words =
		'weight tcp:172.16.249.138:80 10.0.0.8 5 --demo --finish --wait --keep-weights --yes';
	expect(await ended(words.split(' '))).toEqual({
		code: 2,
		out: '',
		err: "lvstop: --finish is an option of restore, not of weight\n'lvstop weight --help' shows its options.\n",
	});
});

it('a subcommand that is used wrongly names its help, even after it has started', async () => {
	const {code, err} = await ended(['weight', 'www', '10.0.0.8', '5', '--demo']);
	expect(code).toBe(2);
	expect(err).toContain("'www' is not a service");
	expect(err).toContain("'lvstop weight --help' shows its options.\n");
});

describe('an output that breaks', () => {
	it('is no failure if its reader has seen enough', async () => {
		const program = fakeProgram();
		program.breakOutput('EPIPE');
		expect((await ended(['--demo', '--once'], program)).code).toBe(0);
	});

	it('is no failure if it was a terminal that is gone', async () => {
		const program = fakeProgram();
		program.stdout.isTTY = true;
		program.breakOutput('EIO');
		expect((await ended(['--help'], program)).code).toBe(0);
	});

	describe.each(['ENOSPC', 'EIO'])('to a file, by %s,', problem => {
		it.each([['--help'], ['--demo', '--once'], ['--demo', '--json', '-n', '1']])(
			'is a failure (%s)',
			async (...words) => {
				const program = fakeProgram();
				program.breakOutput(problem);
				const {code, err} = await ended(words, program);

				expect(code).toBe(1);
				expect(err).toBe(`lvstop: the output could not be written: write ${problem}\n`);
			},
		);
	});

	it('does not interrupt the work if only the messages cannot be written', async () => {
		const program = fakeProgram();
		program.stderr.destroy(Object.assign(new Error('write EPIPE'), {code: 'EPIPE'}));
		const {code, out} = await ended(['--demo', '--once'], program);
		expect(code).toBe(0);
		expect(out).toContain('10.0.0.8:80');
	});

	it('is waited for until everything has been taken', async () => {
		const program = fakeProgram();
		program.stall();
		const end = vi.fn();
		const done = run(program, ['--help']).then(end);
		await program.clock.pass(1000);
		expect(end).not.toHaveBeenCalled();

		program.take();
		await done;
		expect(end).toHaveBeenCalledWith(0);
	});
});

describe('--keys with --once', () => {
	it('waits until the checks have run, and until the settings of the director have been read', async () => {
		const checked = await ended(['--demo', 'incident', '--once', '--keys', '7']);
		expect(checked.out).toMatch(/> error +neighbour-failed/);
		const director = await ended(['--demo', 'nat', '--once', '--keys', ':director<enter>']);
		expect(director.out).toMatch(/am_droprate +10 +10/);
	});

	const weight = ['--demo', 'nat', '--once', '--keys', 'jw7<enter>y<wait>'];

	it('prints the screen as it is after the keys, without escape sequences', async () => {
		const {code, out} = await ended(weight);

		expect(code).toBe(0);
		expect(out).toMatch(/10\.0\.0\.8:80 +NAT +7 /);
		expect(out).toContain('done: weight of 10.0.0.8:80 in tcp:172.16.249.138:80: 1 → 7');
		expect(out).not.toContain('\u{1B}');
		expect(out.split('\n')).toHaveLength(24 + 1);
	});

	it('takes the size of the screen from COLUMNS and LINES', async () => {
		const {out} = await ended(
			['--demo', '--once', '--keys', '?'],
			fakeProgram({COLUMNS: '100', LINES: '40'}),
		);
		expect(out.split('\n')).toHaveLength(40 + 1);
		expect(Math.max(...out.split('\n').map(line => line.length))).toBeGreaterThan(80);
	});

	it('changes nothing with --read-only, and says why', async () => {
		const {out} = await ended(['--read-only', '--demo', '--once', '--keys', 'jw']);

		expect(out).toMatch(/10\.0\.0\.8:80 +NAT +1 /);
		expect(out).toContain('read-only: the option --read-only says so');
	});

	it('begins with the filter and the order of the options', async () => {
		const {out} = await ended(
			['--demo', 'incident', '--once', '--filter', 'draining', '--sort', 'weight', '--keys', 'G'],
			fakeProgram(),
		);

		expect(out).toContain('10.0.2.32:5432');
		expect(out).not.toContain('10.0.2.31:5432');
		expect(out).toContain('filter: draining');
	});

	it('ends when a key leaves the console', async () => {
		expect((await ended(['--demo', '--once', '--keys', 'qjjj'])).code).toBe(0);
	});
});

it('--help shows every option, and ends with 0', async () => {
	const {code, out, err} = await ended(['--help']);

	expect(code).toBe(0);
	expect(err).toBe('');
	expect(out).toMatch(/^lvstop shows what a Linux IPVS \(LVS\) director is doing/);
	for (const option of ['--once', '-b, --batch', '--json', '--via COMMAND', '--keys SCRIPT']) {
		expect(out).toContain(option);
	}
});
