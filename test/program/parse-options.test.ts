import {describe, expect, it} from 'vitest';
import {type Options, UsageError} from '../../source/program/options.ts';
import {parseOptions} from '../../source/program/parse-options.ts';

const known = {
	scenes: ['nat', 'large'],
	views: ['services'],
	printedViews: ['connections'],
	columns: ['service', 'active'],
	commands: ['weight', 'drain'],
};

const parse = (...words: string[]) => parseOptions(words, known);

describe('the command line', () => {
	it('opens the console every two seconds when it says nothing', () => {
		expect(parse()).toMatchObject({
			mode: 'console',
			interval: 2000,
			count: Number.POSITIVE_INFINITY,
			readOnly: false,
			demo: null,
			via: null,
			color: true,
		} satisfies Partial<Options>);
	});

	it.each([
		[['--once'], {mode: 'text', count: 1}],
		[['-b', '-n', '3'], {mode: 'text', count: 3}],
		[['-b'], {mode: 'text', count: Number.POSITIVE_INFINITY}],
		[['--json'], {mode: 'json', count: Number.POSITIVE_INFINITY}],
		[['--json', '-n1'], {mode: 'json', count: 1}],
		[['-d', '0.5'], {interval: 500}],
		[['--interval=3'], {interval: 3000}],
		[['--demo'], {demo: 'nat'}],
		[['--demo', 'large', '--once'], {demo: 'large', mode: 'text'}],
		[['--demo=large'], {demo: 'large'}],
		[['--once', '--demo'], {demo: 'nat', mode: 'text'}],
		[['--via', 'docker exec lb'], {via: 'docker exec lb'}],
		[['--netns', 'lb'], {netns: 'lb', source: 'auto'}],
		[['--netns', 'lb', '--source', 'netlink'], {netns: 'lb', source: 'netlink'}],
		[['--host', 'lb1', '--source=ipvsadm'], {host: 'lb1', source: 'ipvsadm'}],
		[['--host', 'root@lb1'], {host: 'root@lb1'}],
		[['--sort', '-active'], {sort: '-active'}],
		[['--read-only', '--no-color'], {readOnly: true, color: false}],
		[['--filter', '10.0.0.8', '--view', 'services'], {filter: '10.0.0.8', view: 'services'}],
		[['--keys', 'w5<enter>'], {keys: 'w5<enter>'}],
		[['--view', 'services'], {budget: 1000}],
		[['--budget', '2.5'], {budget: 2500}],
		[
			['--once', '--view', 'connections', '--sort', 'client'],
			{view: 'connections', sort: 'client'},
		],
		[
			['weight', 'fwm:7', '10.0.0.8', '5', '--dry-run'],
			{mode: 'command', command: {name: 'weight', words: ['fwm:7', '10.0.0.8', '5']}, dryRun: true},
		],
		[
			['drain', '-y', '--wait', '--timeout', '1.5', '--delete', 'a', 'b'],
			{
				command: {name: 'drain', words: ['a', 'b']},
				yes: true,
				wait: true,
				timeout: 1500,
				delete: true,
			},
		],
		[['-h'], {mode: 'help'}],
		[['--version', '--once'], {mode: 'version'}],
	])('understands %j', (words, options) => {
		expect(parse(...words)).toMatchObject(options);
	});

	it.each([
		[['--nosuch'], "Unknown option '--nosuch'"],
		[['services'], "there is no command 'services'; there are: weight, drain"],
		[['--demo', 'nosuch'], "--demo: there is no 'nosuch'; there are: nat, large"],
		[['--view', 'nosuch'], "--view: there is no 'nosuch'; there are: services"],
		[['--view', 'connections'], "--view: there is no 'connections'; there are: services"],
		[['--sort', 'nosuch'], "--sort: there is no 'nosuch'; there are: service, active"],
		[['-n', 'x'], "--count takes a number from 1 to 1000000000, not 'x'"],
		[['-n', '1.5'], "--count takes a whole number, not '1.5'"],
		[['-d', '0'], "--interval takes a number from 0.5 to 3600, not '0'"],
		[['--budget', '0'], "--budget takes a number from 0.1 to 60, not '0'"],
		[['--json', '--once'], '--json prints by itself; leave out --once or -b'],
		[['--source', 'text'], "--source: there is no 'text'; there are: auto, netlink, ipvsadm"],
		[
			['--host', 'lb1', '--source', 'netlink'],
			'--source netlink is for a director on this machine',
		],
		[['--demo', '--via', 'sudo'], 'only one of --demo, --via, --host and --netns can be used'],
		[['--host', '-oProxyCommand=id'], "--host takes [USER@]HOST, not '-oProxyCommand=id'"],
		[['--read-only=yes'], "Option '--read-only' does not take an argument"],
		[['--filter'], "Option '--filter <value>' argument missing"],
	])('refuses %j in one line', (words, message) => {
		expect(() => parse(...words)).toThrow(new UsageError(message));
	});
});
