import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {optionName} from '../../source/commands/option.ts';
import {UsageError} from '../../source/commands/usage-error.ts';
import {parseCommandLine} from '../../source/program/command-line.ts';
import type {ConsoleChoice} from '../../source/program/console-options.ts';
import {consoleOptions} from '../../source/program/console-options.ts';
import {generalOptions} from '../../source/program/general-options.ts';
import {subcommands} from '../../source/program/subcommands.ts';
import {consoleChoice} from '../support/console-choice.ts';

const everyMinute: Partial<ConsoleChoice> = {interval: 60_000};

describe('a command line without a subcommand', () => {
	it('opens the console every two seconds when it says nothing', () => {
		expect(consoleChoice([])).toMatchObject({
			mode: 'console',
			interval: 2000,
			count: Number.POSITIVE_INFINITY,
			readOnlyBy: null,
			director: {demo: null, via: null, host: null, netns: null, container: null},
			color: true,
			budget: 1000,
		});
	});

	it.each([
		[['--once'], {mode: 'text', count: 1}],
		[['-b', '-n', '3'], {mode: 'text', count: 3}],
		[['-bn3'], {mode: 'text', count: 3}],
		[['-b'], {mode: 'text', count: Number.POSITIVE_INFINITY}],
		[['--json'], {mode: 'json', count: Number.POSITIVE_INFINITY}],
		[['--json', '-n1'], {mode: 'json', count: 1}],
		[['--once', '--json'], {mode: 'json', count: 1}],
		[['--json', '--once', '-n2'], {mode: 'json', count: 2}],
		[['-d', '0.5'], {interval: 500}],
		[['--interval=60'], everyMinute],
		[['--demo'], {director: {demo: 'nat'}}],
		[['--demo', 'large', '--once'], {director: {demo: 'large'}, mode: 'text'}],
		[['--demo=large'], {director: {demo: 'large'}}],
		[['--once', '--demo'], {director: {demo: 'nat'}, mode: 'text'}],
		[['--filter', '--demo'], {director: {demo: null}, filter: '--demo'}],
		[['--via', 'docker exec lb'], {director: {via: ['docker', 'exec', 'lb']}}],
		[['--netns', 'lb'], {director: {netns: 'lb', source: 'auto'}}],
		[['--netns', 'lb', '--source', 'netlink'], {director: {netns: 'lb', source: 'netlink'}}],
		[['--host', 'lb1', '--source=ipvsadm'], {director: {host: 'lb1', source: 'ipvsadm'}}],
		[['--netns', '/run/docker/netns/x'], {director: {netns: '/run/docker/netns/x'}}],
		[['--container', 'lb'], {director: {container: 'lb'}}],
		[['--host', 'root@lb1'], {director: {host: 'root@lb1'}}],
		[['--sort', '-active'], {sort: '-active'}],
		[['--read-only', '--no-color'], {readOnlyBy: 'the option --read-only', color: false}],
		[['--filter', '10.0.0.8', '--view', 'services'], {filter: '10.0.0.8', view: 'services'}],
		[['--filter', 'a', '--filter', 'b'], {filter: 'b'}],
		[['--keys', 'w5'], {keys: [{press: {key: 'w'}}, {press: {key: '5'}}]}],
		[['--keys', '-'], {keys: [{press: {key: '-'}}]}],
		[['--budget', '2.5'], {budget: 2500}],
		[
			['--once', '--view', 'connections', '--sort', 'client'],
			{view: 'connections', sort: 'client'},
		],
	])('understands %j', (words, options) => {
		expect(consoleChoice(words)).toMatchObject(options);
	});

	it.each([
		[['--nosuch'], 'unknown option --nosuch'],
		[['--onec'], 'unknown option --onec; did you mean --once?'],
		[['--read_only'], 'unknown option --read_only; did you mean --read-only?'],
		[['-x'], 'unknown option -x'],
		[['--wait'], '--wait is an option of drain, but no command was given'],
		[
			['services'],
			"unknown command 'services'; the commands are: weight, drain, undrain, check, add, edit, delete, zero, timeouts, sync, ipvsadm, undo, log, save, diff, restore, snapshots, config, help",
		],
		[['--demo', 'moon'], "--demo: 'moon' is not one of: nat, every-kind, large, incident"],
		[['--keys', '<nokey>'], '--keys: no such key: <nokey>'],
		[['--keys', 'j<entr>'], '--keys: no such key: <entr>; did you mean <enter>?'],
		[['--via', "sudo 'x"], '--via: '],
		[['--via', ' '], '--via needs a command'],
		[['-n', 'x'], "--count needs a number from 1 to 1000000000, not 'x'"],
		[['-n', '1.5'], "--count needs a whole number, not '1.5'"],
		[['-d', '0'], "--interval needs a number from 0.5 to 3600, not '0'"],
		[['--budget', '0'], "--budget needs a number from 0.1 to 60, not '0'"],
		[['--json', '-b'], '--json already prints every reading; leave out -b'],
		[['--json', '--keys', 'j'], '--keys needs a screen, and --json has none'],
		[
			['--host', 'lb1', '--source', 'netlink'],
			'--source netlink is only for a director on this host',
		],
		[['--demo', '--via', 'sudo'], 'only one of --via and --demo can be used'],
		[['--read-only', '--no-read-only'], 'only one of --read-only and --no-read-only can be used'],
		[['--host', '-oProxyCommand=id'], "--host needs [USER@]HOST, not '-oProxyCommand=id'"],
		[['--read-only=yes'], '--read-only takes no argument'],
		[['--filter'], '--filter needs an argument: --filter TEXT'],
	])('refuses %j in one line', (words, message) => {
		expect(() => consoleChoice(words)).toThrow(UsageError);
		expect(() => consoleChoice(words)).toThrow(message);
	});

	it.each([
		[['--view', 'moon'], "--view: 'moon' is not one of: services, "],
		[['--sort', 'moon'], "--sort: services have no column 'moon'; the columns are: service, "],
	])('suggests names for %j', (words, message) => {
		expect(() => consoleChoice(words)).toThrow(message);
	});
});

describe('a command line with a subcommand', () => {
	it.each([
		['before', ['--host', 'lb1', '-y', '--timeout', '3', 'drain', 'a', 'b']],
		['after', ['drain', 'a', 'b', '--host', 'lb1', '-y', '--timeout=3']],
		['on both sides of', ['--host=lb1', 'drain', 'a', '--timeout', '3', 'b', '--yes']],
	])('takes options %s the subcommand and its words', (_, words) => {
		const {subcommand, given, ...line} = parseCommandLine(words);
		expect(subcommand?.name).toBe('drain');
		expect(line).toEqual({asks: 'work', words: ['a', 'b']});
		expect(Object.fromEntries(given)).toEqual({host: ['lb1'], yes: [''], timeout: ['3']});
	});

	it.each([
		[['restore', '-'], ['-'], []],
		[['weight', 'a', 'b', '-12', '--yes'], ['a', 'b', '-12'], ['yes']],
		[['restore', '--', '--dry-run'], ['--dry-run'], []],
		[['restore', '--yes', '--', '-'], ['-'], ['yes']],
		[['--demo', 'restore', 'x'], ['x'], ['demo']],
		[['--demo', 'large', 'restore', 'x'], ['x'], ['demo']],
		[['restore', 'x', '--demo'], ['x'], ['demo']],
		[['diff', 'x', '--service', 'fwm:1', '--service', 'fwm:2'], ['x'], ['service']],
	])('distinguishes words from options in %j', (typed, words, given) => {
		const line = parseCommandLine(typed);
		expect(line.words).toEqual(words);
		expect([...line.given.keys()]).toEqual(given);
	});

	it.each([
		[
			'weight a b 5 --finish --wait --keep-weights --yes',
			'--finish is an option of restore, not of weight',
		],
		['--wait weight a b 5', '--wait is an option of drain, not of weight'],
		['save --keep-weights', '--keep-weights is an option of diff and restore, not of save'],
		['drain a b -n 3', '-n is an option of log, not of drain'],
		['drain a b --once', '--once is an option of lvstop without a command, not of drain'],
		['drain a b --tmeout 3', 'unknown option --tmeout; did you mean --timeout?'],
		['--tmeout 3 drain a b', 'unknown option --tmeout; did you mean --timeout?'],
		['undrain a b --time 3', 'unknown option --time'],
		['drain a b --timeout', '--timeout needs an argument: --timeout S'],
		['drian a b', "unknown command 'drian'; did you mean drain?"],
	])('refuses %j', (line, message) => {
		const parse = () => parseCommandLine(line.split(' '));
		expect(parse).toThrow(UsageError);
		expect(parse).toThrow(new RegExp(`^${message.replaceAll(/[?()]/g, '\\$&')}$`));
	});

	it.each([
		['weight a b', 'usage: lvstop weight SERVICE SERVER WEIGHT'],
		['drain a b c', 'usage: lvstop drain SERVICE SERVER'],
		['log more', 'usage: lvstop log'],
		[
			'diff',
			'usage: lvstop diff FILE [FILE], or lvstop diff --keepalived FILE [FILE], or lvstop diff --ldirectord FILE [FILE]',
		],
		['diff --keepalived a --ldirectord b', 'only one of --keepalived and --ldirectord can be used'],
		['diff --ldirectord a --config-id lb1', '--config-id belongs to --keepalived'],
		['drain a b --timeout never', "--timeout needs a number from 0 to 1000000, not 'never'"],
	])('refuses %j before anything is read', (typed, message) => {
		const line = parseCommandLine(typed.split(' '));
		expect(() => line.subcommand?.prepare(line, {})).toThrow(new UsageError(message));
	});

	it('never runs a command with an option that is not its own', () => {
		const ownNames = (options: object) =>
			new Set(Object.keys({...options, ...generalOptions}).map(optionName));
		const everyName = [
			...ownNames(Object.assign({}, consoleOptions, ...subcommands.map(({options}) => options))),
		];
		fc.assert(
			fc.property(
				fc.constantFrom(...subcommands),
				fc.constantFrom(...everyName),
				fc.nat({max: 3}),
				({name, options}, option, place) => {
					fc.pre(!ownNames(options).has(option));
					const words = [name, 'a', 'b'];
					words.splice(place, 0, `--${option}=1`);
					expect(() => parseCommandLine(words)).toThrow(UsageError);
				},
			),
		);
	});
});

describe('a command line with a subcommand that takes the options of ipvsadm', () => {
	it.each([
		['ipvsadm -e -t a -r b -w 3 -y 5', '-e -t a -r b -w 3 -y 5', {}],
		['ipvsadm -d -t a -r b --yes', '-d -t a -r b', {yes: ['']}],
		['--host lb1 ipvsadm --dry-run -Z', '-Z', {host: ['lb1'], dryRun: ['']}],
		['--demo ipvsadm -Z', '-Z', {demo: ['nat']}],
		['ipvsadm --demo large -Z', '-Z', {demo: ['large']}],
		['ipvsadm --demo -Z', '-Z', {demo: ['nat']}],
		['ipvsadm --via=sudo --set 900 120 300', '--set 900 120 300', {via: ['sudo']}],
		['ipvsadm --set 900 120 300 --via sudo', '--set 900 120 300', {via: ['sudo']}],
		['add server a b -p 5 --persistent=6', 'server a b -p 5 --persistent=6', {}],
		['edit service a --no-ops -n 3', 'service a -n 3', {noOps: ['']}],
		['ipvsadm -- --yes', '--yes', {}],
		['zero', '', {}],
	])('leaves ipvsadm what is its own: %s', (typed, words, given) => {
		const line = parseCommandLine(typed.split(' '));
		expect(line.asks).toBe('work');
		expect(line.words.join(' ')).toBe(words);
		expect(Object.fromEntries(line.given)).toEqual(given);
	});

	it.each([
		['ipvsadm -h', 'help', 'ipvsadm'],
		['ipvsadm -e -t a --help', 'help', 'ipvsadm'],
		['help edit', 'help', 'edit'],
		['edit server -V', 'version', 'edit'],
	])('%s asks for something to read', (typed, asks, name) => {
		const line = parseCommandLine(typed.split(' '));
		expect(line.asks).toBe(asks);
		expect(line.subcommand?.name).toBe(name);
	});

	it.each([
		['-y 5 add server', "unknown command '5'; "],
		['--onec ipvsadm -Z', 'unknown option --onec'],
		['--wait edit server', '--wait is an option of drain, not of edit'],
		['ipvsadm -Z --via', '--via needs an argument: --via COMMAND'],
		['ipvsadm -Z --yes=no', '--yes takes no argument'],
	])('refuses %j', (typed, message) => {
		expect(() => parseCommandLine(typed.split(' '))).toThrow(message);
	});
});

describe('help', () => {
	it.each([
		['help', null],
		['--help', null],
		['help drain', 'drain'],
		['drain --help', 'drain'],
		['-h drain', 'drain'],
		['drain a b --nosuch -h', 'drain'],
		['help help', null],
	])('%j asks for it', (line, name) => {
		const {asks, subcommand} = parseCommandLine(line.split(' '));
		expect(asks).toBe('help');
		expect(subcommand?.name ?? null).toBe(name);
	});

	it('is not to be had of what there is not', () => {
		expect(() => parseCommandLine(['help', 'drian'])).toThrow('did you mean drain?');
	});

	it('wins over the version, which wins over work', () => {
		expect(parseCommandLine(['--version', '--help']).asks).toBe('help');
		expect(parseCommandLine(['drain', 'a', 'b', '-V']).asks).toBe('version');
	});
});

describe('the tables of options', () => {
	// After a command with ipvsadm's options every letter is ipvsadm's.
	const withLetters = subcommands.filter(({ipvsadmOptions}) => ipvsadmOptions === undefined);
	const withoutLetters = subcommands.filter(({ipvsadmOptions}) => ipvsadmOptions !== undefined);
	const tables = [generalOptions, consoleOptions, ...subcommands.map(({options}) => options)];
	const all = [generalOptions, consoleOptions, ...withLetters.map(({options}) => options)].flatMap(
		table => Object.entries(table),
	);

	it('have the same shape in every command, so that an option is recognised before the command is known', () => {
		for (const [key, {short, argument}] of all) {
			for (const [otherKey, other] of all) {
				if (key === otherKey) {
					expect({key, short: other.short, takes: other.argument !== null}).toEqual({
						key,
						short,
						takes: argument !== null,
					});
				} else if (short !== undefined) {
					expect(other.short).not.toBe(short);
				}
			}
		}
	});

	it('have no letters, and the same names, in a command with the options of ipvsadm', () => {
		const known = new Map(all);
		for (const [key, {short, argument}] of withoutLetters.flatMap(({options}) =>
			Object.entries(options),
		)) {
			expect(short).toBeUndefined();
			expect(argument).toBe(known.get(key)?.argument ?? null);
		}
	});

	it('do not hide an option of every command behind one of a single command', () => {
		for (const table of tables.slice(1)) {
			expect(Object.keys(table).filter(key => Object.hasOwn(generalOptions, key))).toEqual([]);
		}
	});
});
