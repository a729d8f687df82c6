import {expect, test} from 'vitest';
import type {KnownValues} from '../../../source/files/configuration/key.ts';
import {parseConfiguration} from '../../../source/files/configuration/parse-configuration.ts';
import {configurationOf} from '../../../source/files/configuration/read-configuration.ts';

const known: KnownValues = {
	views: ['services', 'traffic'],
	columns: {services: {all: ['service', 'active', 'trend'], sortable: ['service', 'active']}},
	sources: ['auto', 'netlink', 'ipvsadm'],
	themes: ['dark', 'light', 'mono'],
	roles: ['cursor', 'bad'],
	isLook: text => text === 'bold',
	namesShown: ['beside', 'instead', 'off'],
	placeOf: text => (text.startsWith('10.') ? text : null),
};
const parse = (text: string) => parseConfiguration('/etc/lvstop/config.toml', text, known);
const meaning = (text: string) => {
	const {settings, problems} = parse(text);
	expect(problems).toEqual([]);
	return configurationOf({settings: settings.map(setting => ({...setting, file: 'x'}))});
};

test('every key explains its effect', () => {
	expect(
		meaning(`
			# seconds
			interval = 2.5
			budget = 3
			read-only = true
			dry-run = true
			units = "bytes"
			theme = "light"
			view = "traffic"
			keep-snapshots = 20
			via = "sudo -n"
			source = "ipvsadm"
			[sort]
			services = "-active"
			[filter]
			services = "tcp 10.0.0.8"
			traffic = "x"
		`),
	).toEqual({
		interval: 2500,
		budget: 3000,
		readOnly: true,
		readOnlyFile: 'x',
		dryRun: true,
		units: 'bytes',
		theme: 'light',
		view: 'traffic',
		keepSnapshots: 20,
		via: 'sudo -n',
		source: 'ipvsadm',
		sort: {services: '-active'},
		filter: {services: 'tcp 10.0.0.8', traffic: 'x'},
	});
});

test('an empty file has no effect', () => {
	expect(parse('# nothing\n')).toEqual({settings: [], problems: []});
});

test.each([
	['interval = 0.1', 'interval must be a number from 0.5 to 3600, not 0.1'],
	['interval = "fast"', 'interval must be a number from 0.5 to 3600, not "fast"'],
	['interval = nan', 'interval must be a number from 0.5 to 3600, not null'],
	['budget = 61', 'budget must be a number from 0.1 to 60, not 61'],
	['read-only = "yes"', 'read-only must be true or false, not "yes"'],
	['units = "kb"', 'units must be one of "bits", "bytes", not "kb"'],
	['theme = "plain"', 'theme must be one of "auto", "dark", "light", "mono", not "plain"'],
	['view = "traffics"', 'view must be one of "services", "traffic", not "traffics"'],
	[
		'[sort]\nservices = "weight"',
		'sort.services must be a column name, with - or + before it for a direction: service, active, not "weight"',
	],
	['[sort]\nservice = "active"', 'unknown key service in [sort]; did you mean services?'],
	['[sort]\ntraffic = "active"', 'unknown key traffic in [sort]; the keys are: services'],
	['[filter]\nservices = 80', 'filter.services must be text, not 80'],
	['filter = 80', 'filter must be a table, not 80'],
	['filter = 2026-01-01', 'filter must be a table, not that'],
	['host = "-oProxyCommand=x"', 'host must be a host, such as "root@lb1", not "-oP'],
	['host = "lb1;touch"', 'host must be a host, such as "root@lb1", not "lb1;touch"'],
	['host = "root@$(id)"', 'host must be a host, such as "root@lb1", not "root@$(id)"'],
	['via = ""', 'via must be a command that does not begin with -, not ""'],
	['via = "sudo"\nhost = "lb1"', 'only one of via and host can be used'],
	['keep-snapshots = 0', 'keep-snapshots must be a whole number of 1 or more, not 0'],
	['keep-snapshots = 2.5', 'keep-snapshots must be a whole number of 1 or more, not 2.5'],
	['[interval]\nseconds = 2', 'interval must be a number from 0.5 to 3600, not that'],
	['intervall = 2', 'unknown key intervall; did you mean interval?'],
	['readonly = true', 'unknown key readonly; did you mean read-only?'],
	['keep_snapshots = 2', 'unknown key keep_snapshots; did you mean keep-snapshots?'],
	['"constructor" = 2', 'unknown key constructor; the keys are: interval, budget, read-only, '],
])('%s is an error that says what is allowed', (text, message) => {
	const {problems} = parse(text);
	expect(problems).toHaveLength(1);
	expect(problems[0]).toContain(`/etc/lvstop/config.toml: ${message}`);
});

test('a file that is no TOML is an error with its line', () => {
	expect(parse('interval = 2\nunits = bits\n').problems).toEqual([
		expect.stringMatching(/^\/etc\/lvstop\/config\.toml:2: /),
	]);
});

test('a mistake does not hide the values that are right', () => {
	const {settings, problems} = parse(
		'interval = 1\nintervall = 2\nunits = "kb"\nview = "traffic"\n',
	);
	expect(settings.map(({path}) => path)).toEqual([['interval'], ['view']]);
	expect(problems).toHaveLength(2);
});
