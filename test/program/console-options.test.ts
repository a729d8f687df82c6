/**
 * What the command line makes of a console.
 */
import {describe, expect, test} from 'vitest';
import {viewIds} from '../../source/console/state/views.ts';
import {sortColumns} from '../../source/features/services/sort-rows.ts';
import {consoleOptions} from '../../source/program/console-session.ts';
import {UsageError} from '../../source/program/options.ts';
import {parseOptions} from '../../source/program/parse-options.ts';

const known = {
	scenes: [],
	views: viewIds,
	printedViews: ['connections'],
	columns: sortColumns,
	commands: [],
};

const options = (...words: string[]) => consoleOptions(parseOptions(words, known));

describe('the console', () => {
	test('opens on the services', () => {
		expect(options('--filter', 'tcp', '--sort', '-active')).toMatchObject({
			view: 'services',
			filter: 'tcp',
			sort: {column: 'active', descending: false},
		});
	});

	test.each(['servers', 'snapshots', 'log'] as const)('opens on %s with their filter', view => {
		const opened = options('--view', view, '--filter', 'x');
		expect(opened).toMatchObject({view, [view]: {filter: 'x'}});
		expect(opened.filter ?? '').toBe('');
	});

	test('opens on the connections with their filter, order and budget', () => {
		const opened = options(
			...['--view', 'connections', '--filter', 'syn_recv'],
			...['--sort', 'expires', '--budget', '3'],
		);
		expect(opened).toMatchObject({
			view: 'connections',
			connections: {
				filter: 'syn_recv',
				sort: {column: 'expires', descending: true},
				budget: 3000,
			},
		});
		expect(opened.filter ?? '').toBe('');
	});

	test('has the budget also where the connections are opened later', () => {
		expect(options('--budget', '3').connections?.budget).toBe(3000);
	});

	test('refuses an order that connections do not have', () => {
		expect(() => options('--view', 'connections', '--sort', 'weight')).toThrow(UsageError);
	});
});
