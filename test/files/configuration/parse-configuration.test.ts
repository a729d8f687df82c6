import {expect, test} from 'vitest';
import {parseConfiguration} from '../../../source/files/configuration/parse-configuration.ts';

const known = {views: ['services', 'traffic'], columns: ['service', 'active']};
const parse = (text: string) => parseConfiguration('/etc/lvstop/config.toml', text, known);

test('every key explains its effect', () => {
	expect(
		parse(`
			# seconds
			interval = 2.5
			budget = 3
			read-only = true
			units = "bytes"
			theme = "light"
			view = "traffic"
			sort = "-active"
			filter = "tcp 10.0.0.8"
			keep-snapshots = 20
		`),
	).toEqual({
		interval: 2500,
		budget: 3000,
		readOnly: true,
		units: 'bytes',
		theme: 'light',
		view: 'traffic',
		sort: '-active',
		filter: 'tcp 10.0.0.8',
		keepSnapshots: 20,
	});
});

test('an empty file has no effect', () => {
	expect(parse('# nothing\n')).toEqual({});
});

test.each([
	['interval = 0.1', 'interval must be a number from 0.5 to 3600, not 0.1'],
	['interval = "fast"', 'interval must be a number from 0.5 to 3600, not "fast"'],
	['interval = nan', 'interval must be a number from 0.5 to 3600, not null'],
	['budget = 61', 'budget must be a number from 0.1 to 60, not 61'],
	['read-only = "yes"', 'read-only must be true or false, not "yes"'],
	['units = "kb"', 'units must be one of "bits", "bytes", not "kb"'],
	['theme = "plain"', 'theme must be one of "dark", "light", "mono", not "plain"'],
	['view = "traffics"', 'view must be one of "services", "traffic", not "traffics"'],
	[
		'sort = "weight"',
		'sort must be a column name, with - before it to reverse the order: service, active, not "weight"',
	],
	['filter = 80', 'filter must be text, not 80'],
	['keep-snapshots = 0', 'keep-snapshots must be a whole number of 1 or more, not 0'],
	['keep-snapshots = 2.5', 'keep-snapshots must be a whole number of 1 or more, not 2.5'],
	['[interval]\nseconds = 2', 'interval must be a number from 0.5 to 3600, not that'],
	['intervall = 2', 'unknown key intervall; did you mean interval?'],
	['readonly = true', 'unknown key readonly; did you mean read-only?'],
	['keep_snapshots = 2', 'unknown key keep_snapshots; did you mean keep-snapshots?'],
	['"constructor" = 2', 'unknown key constructor; the keys are: interval, budget, read-only, '],
])('%s is an error that says what is allowed', (text, message) => {
	expect(() => parse(text)).toThrow(`/etc/lvstop/config.toml: ${message}`);
});

test('a file that is no TOML is an error with its line', () => {
	expect(() => parse('interval = 2\nunits = bits\n')).toThrow(/^\/etc\/lvstop\/config\.toml:2: /);
});
