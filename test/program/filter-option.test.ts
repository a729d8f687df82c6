/**
 * `--filter` on the command line: the same language as on the screen, checked before the director is read.
 */
import {expect, test} from 'vitest';
import {filterMistake, filterViews} from '../../source/program/check-filter.ts';
import {assembly} from '../../source/program/features.ts';
import {run} from '../../source/program/run.ts';
import {fakeProgram} from '../support/fake-program.ts';

async function ended(...words: readonly string[]) {
	const program = fakeProgram();
	const code = await run(program, words);
	return {code, out: program.out(), err: program.err()};
}

test('every view with a filter has the same language on the command line', () => {
	const languages = assembly.views.flatMap(({id, filter}) =>
		filter === null ? [] : [[id, filter] as const],
	);
	expect(filterViews).toEqual(Object.fromEntries(languages));
	expect(assembly.views.every(({list, filter}) => (list === null) === (filter === null))).toBe(
		true,
	);
});

test.each([
	[
		['--once', '--filter', 'tcp stae:draining'],
		"--filter: there is no term 'stae'; did you mean state?\n  tcp stae:draining\n      ^^^^\n",
	],
	[
		['--json', '--filter', 'weight=heavy'],
		'--filter: heavy is not a number such as 5, 0.5 or 1k\n  weight=heavy\n         ^^^^^\n',
	],
	[
		['--once', '--view', 'connections', '--filter', 'conn/s>1'],
		'--filter: conn/s is counted for a service and a server, not for a connection; filter by it in the Services view',
	],
	[
		['--view', 'log', '--filter', 'weight=0', '--once', '--keys', 'q'],
		'--filter: weight cannot be used in the Log view, which has: time,',
	],
	[
		['--view', 'traffic', '--filter', 'x', '--once', '--keys', 'q'],
		'--filter: the view traffic has no rows to filter\n',
	],
])('%j ends with 2 and shows the place', async (words, why) => {
	const {code, out, err} = await ended('--demo', ...words);
	expect({code, out}).toEqual({code: 2, out: ''});
	expect(err).toContain(`lvstop: ${why}`);
});

test('escape sequences in a wrong filter are shown, and the mark is below them', () => {
	expect(filterMistake('\u{1B}[31m stae:x', 'services')).toBe(
		"there is no term 'stae'; did you mean state?\n  \\x1b[31m stae:x\n           ^^^^",
	);
});

test('a printed table and JSON have the rows of the filter', async () => {
	const filter = ['--demo', 'every-kind', '--filter', 'state:drained'];
	const {code, out} = await ended('--once', ...filter);
	const rows = out.split('\n').filter(line => /^ {5}\S/.test(line));
	expect(code).toBe(0);
	expect(rows.length).toBeGreaterThan(0);
	expect(rows.every(line => line.includes('drained'))).toBe(true);

	const json = await ended('--json', '-n', '1', ...filter);
	const {services} = JSON.parse(json.out);
	const servers = services.flatMap(({servers: own}: {servers: {state: string}[]}) => own);
	expect(servers).toHaveLength(rows.length);
	expect(servers.every(({state}: {state: string}) => state === 'drained')).toBe(true);
});

test.each([
	[['--once'], 'state:no-answer'],
	[['--once'], 'not state:no-answer'],
	[['--json', '-n', '1'], 'state:no-answer'],
])(
	'%j says that it could not look for servers that do not answer, if %s asks',
	async (how, filter) => {
		// A large table with good figures is not looked at.
		const {code, err} = await ended('--demo', 'incident', ...how, '--filter', filter);
		expect({code, err}).toEqual({
			code: 0,
			err: 'lvstop: it is not known which servers do not answer: the connection table was not looked at\n',
		});
	},
);

test('nothing is said where the look found that all answer, or nobody asked', async () => {
	expect(await ended('--demo', 'nat', '--once', '--filter', 'state:no-answer')).toMatchObject({
		err: '',
	});
	expect(await ended('--demo', 'incident', '--once', '--filter', 'state:normal')).toMatchObject({
		err: '',
	});
});

test('JSON with a filter keeps the figures of the whole service', async () => {
	const whole = JSON.parse((await ended('--demo', '--json', '-n', '1')).out).services;
	const part = JSON.parse(
		(await ended('--demo', '--json', '-n', '1', '--filter', 'server:10.0.0.8:80')).out,
	).services;
	expect(part.length).toBeGreaterThan(0);
	for (const {servers, ...service} of part) {
		const same = whole.find(({id}: {id: string}) => id === service.id);
		expect(service.inactiveConnections).toBe(same.inactiveConnections);
		expect(servers.every(({id}: {id: string}) => id === '10.0.0.8:80')).toBe(true);
	}
});

test('a mistyped view is answered with the nearest one, and no view is listed twice', async () => {
	const {code, err} = await ended('--view', 'service');
	expect(code).toBe(2);
	expect(err).toContain("--view: there is no 'service'; did you mean services?");
	expect(err.match(/\bservices\b/g)).toHaveLength(1);
});
