import {describe, expect, it} from 'vitest';
import {renderFrame} from '../../../source/console/screen/render-frame.tsx';
import {noFacts} from '../../../source/console/state/row-facts.ts';
import {RowSet} from '../../../source/console/state/row-set.ts';
import {setFilter} from '../../../source/console/state/view.ts';
import {receiveChecks} from '../../../source/features/checks/console/checks-actions.ts';
import type {Finding} from '../../../source/features/checks/run-checks.ts';
import {receiveNoAnswers} from '../../../source/features/connections/console/receive-no-answers.ts';
import {countsOfProblems, findProblems} from '../../../source/features/problems/find-problems.ts';
import {keyboard} from '../../support/keyboard.ts';
import {openConsole} from '../../support/open-console.ts';
import {partsOf} from '../../support/parts-of.ts';
import {director, server, service} from '../../support/sample-director.ts';

/** One service of each kind. */
const mixed = director([
	service('tcp:10.1.1.1:80', [
		server('10.0.0.8:80'),
		server('10.0.0.9:80', {weight: 0, activeConnections: 3}),
		server('10.0.0.10:80', {weight: 0}),
		server('10.0.0.11:80', {upperThreshold: 5, activeConnections: 5}),
	]),
	service('tcp:10.1.1.2:80', []),
	service('tcp:10.1.1.3:80', [server('10.0.0.8:80')]),
]);

describe('the problems of a director', () => {
	it('are one a row, in the order of the rows', () => {
		expect(findProblems(mixed, noFacts).map(({row, kind}) => `${row}: ${kind}`)).toEqual([
			'tcp:10.1.1.1:80 10.0.0.9:80: draining',
			'tcp:10.1.1.1:80 10.0.0.10:80: drained',
			'tcp:10.1.1.1:80 10.0.0.11:80: closed',
			'tcp:10.1.1.2:80: down',
		]);
	});

	it('are none if all is well', () => {
		const well = director([service('tcp:10.1.1.3:80', [server('10.0.0.8:80')])]);
		expect(findProblems(well, noFacts)).toEqual([]);
	});

	it('include what a check, a look at the connections, and somebody else did', () => {
		const facts = {
			noAnswers: new Map([['tcp:10.1.1.3:80', new Set(['10.0.0.8:80'] as const)]]),
			checked: RowSet.of(['tcp:10.1.1.1:80 10.0.0.8:80']),
			changed: RowSet.of(['tcp:10.1.1.3:80']),
		};
		const problems = findProblems(mixed, facts);
		expect(problems.map(({kind}) => kind)).toEqual([
			...['check', 'draining', 'drained', 'closed', 'down', 'outside', 'no-answer'],
		]);
	});

	it('are counted with the worst first, as many kinds as fit', () => {
		const problems = findProblems(mixed, noFacts);
		expect(countsOfProblems(problems, 60)).toBe('1 down, 1 closed, 1 draining, 1 drained');
		expect(countsOfProblems(problems, 20)).toBe('1 down, 1 closed');
		expect(countsOfProblems(problems, 3)).toBe('');
	});
});

describe('the key !', () => {
	it('goes from one problem to the next, and from the last to the first', () => {
		const {press, store} = keyboard(mixed);
		const row = () => store.getState().selection.row?.id;
		press('!');
		expect(row()).toBe('tcp:10.1.1.1:80 10.0.0.9:80');
		expect(store.getState().message?.text).toBe(
			'problem 1 of 4: 10.0.0.9:80 in tcp:10.1.1.1:80: draining: weight 0, connections are left',
		);
		press('!!!');
		expect(row()).toBe('tcp:10.1.1.2:80');
		press('!');
		expect(row()).toBe('tcp:10.1.1.1:80 10.0.0.9:80');
	});

	it('unfolds the service, and clears a filter that hides the row', () => {
		const {press, store} = keyboard(mixed);
		press('[');
		store.update(setFilter('10.1.1.3'));
		press('!');
		expect(store.getState().selection.row?.id).toBe('tcp:10.1.1.1:80 10.0.0.9:80');
		expect(partsOf(store).services.filter).toBe('');
	});

	it('works from another view, and says so if nothing is wrong', () => {
		const {press, store} = keyboard(mixed);
		press('6!');
		expect(store.getState().view).toBe('services');
		const well = keyboard(director([service('tcp:10.1.1.3:80', [server('10.0.0.8:80')])]));
		well.press('!');
		expect(well.store.getState().message?.text).toBe('nothing is wrong that lvstop knows of');
	});
});

it('what the checks found about the director, and not about a row, is among the problems', () => {
	const finding: Finding = {
		...({id: 'forwarding-off', severity: 'error', about: 'director'} as const),
		...{found: 'ip_forward is 0', why: '', mend: '', rows: RowSet.of([]), propose: null},
	};
	const well = keyboard(director([service('tcp:10.1.1.3:80', [server('10.0.0.8:80')])]), {
		theme: 'plain',
	});
	const {press, store} = well;
	const note: Finding = {...finding, id: 'a-note', severity: 'note', found: 'only a note'};
	store.update(receiveChecks({findings: [finding, note], unknown: []}, 0));
	press('!');
	expect(store.getState().message?.text).toBe(
		'no row has a problem, but view 7 has 1 finding about the director',
	);
	press(':problems<enter>');
	const frame = renderFrame(store.getState());
	expect(frame).toContain('1 finding about the director (view 7)');
	expect(frame).toContain('director: ip_forward is 0');
	expect(frame).not.toContain('only a note');
	expect(frame).not.toContain('Nothing is wrong');
	store.update(receiveChecks({findings: [note], unknown: []}, 0));
	expect(renderFrame(store.getState())).toContain('Nothing is wrong that lvstop knows of.');
});

it('all views fit into 60 columns, by short titles', async () => {
	const console = await openConsole({columns: 60, rows: 15}, mixed);
	expect(console.frame()).toContain('1 Svc  2 Srv  3 Conn  4 Traf  5 Snap  6 Log  7 Chk');
});

it.each([
	{columns: 80, rows: 24},
	{columns: 200, rows: 60},
])('the header counts problems at $columns×$rows, and :problems lists them', async size => {
	const console = await openConsole(size, mixed);
	console.store.update(receiveNoAnswers([{service: 'tcp:10.1.1.3:80', servers: ['10.0.0.8:80']}]));
	expect(console.store.getState().director.live).toBe(mixed);
	await console.press(':problems', '\r');
	const frame = console.frame();
	expect(frame).toContain('1 down, 1 no answer, 1 closed');
	expect(frame).toContain('1 row: no answer: connections stay in SYN_RECV');
	expect(frame).toContain('10.0.0.8:80 in tcp:10.1.1.3:80');
});
