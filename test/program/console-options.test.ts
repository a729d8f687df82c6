/**
 * The console that a command line selects.
 */
import {describe, expect, test} from 'vitest';
import {UsageError} from '../../source/commands/usage-error.ts';
import {initialState} from '../../source/console/state/console-state.ts';
import {initialOptions} from '../../source/program/console-session.ts';
import {assembly} from '../../source/program/features.ts';
import {consoleChoice} from '../support/console-choice.ts';
import {partsOfState} from '../support/parts-of.ts';

const options = (...words: string[]) => initialOptions(consoleChoice(words));

/** The state that a console begins with, and its parts. */
function begun(...words: string[]) {
	const state = initialState(assembly, options(...words), 0);
	return {...state, ...partsOfState(state)};
}

describe('the console', () => {
	test('opens on the services', () => {
		expect(begun('--filter', 'tcp', '--sort', '-active')).toMatchObject({
			view: 'services',
			services: {filter: 'tcp', sort: {column: 'active', descending: true}},
		});
	});

	test.each([
		['active', true],
		['-active', true],
		['+active', false],
		['service', false],
		['-service', true],
		['+service', false],
	])('sorts by %s as ps and top do', (sort, descending) => {
		expect(begun('--sort', sort).services.sort).toMatchObject({descending});
	});

	test('sorts the opened view', () => {
		expect(begun('--view', 'servers', '--sort', '+share')).toMatchObject({
			servers: {sort: {column: 'share', descending: false}},
			services: {sort: {column: 'service'}},
		});
	});

	test.each([
		[
			['--sort', 'actve'],
			"services have no column 'actve'; did you mean active? the columns are: ",
		],
		[['--view', 'log', '--sort', 'time'], '--sort: the view log has an order of its own'],
	])('refuses %j', (words, message) => {
		expect(() => options(...words)).toThrow(message);
	});

	test.each(['servers', 'snapshots', 'log'] as const)('opens on %s with their filter', view => {
		const opened = begun('--view', view, '--filter', 'x');
		expect(opened).toMatchObject({view, [view]: {filter: 'x'}});
		expect(opened.services.filter).toBe('');
	});

	test('opens on the connections with their filter, order and budget', () => {
		const opened = begun(
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
		expect(opened.services.filter).toBe('');
	});

	test('has the budget even if the connections are opened later', () => {
		expect(begun('--budget', '3').connections.budget).toBe(3000);
	});

	test('refuses an order that connections do not have', () => {
		expect(() => options('--view', 'connections', '--sort', 'weight')).toThrow(UsageError);
	});
});
