/**
 * The keys that change the row whose details are open: that row, and never another one.
 */
import {describe, expect, it, test} from 'vitest';
import {receivePoll} from '../../../source/console/state/director-reducers.ts';
import {keyboard} from '../../support/keyboard.ts';
import {read} from '../../support/open-console.ts';
import {director, server, service} from '../../support/sample-director.ts';

const web = 'tcp:10.1.1.1:80';
const two = director([service(web, [server('10.0.0.8:80'), server('10.0.0.9:80')])]);

/** The commands of the plan that is shown. */
function plan({store}: ReturnType<typeof keyboard>): readonly string[] {
	const {prompt} = store.getState();
	return prompt?.kind === 'confirm' ? prompt.plan.steps.map(({command}) => command.join(' ')) : [];
}

const edit = (weight: number, last: 8 | 9 = 8) =>
	`ipvsadm -e -t 10.1.1.1:80 -r 10.0.0.${last}:80 -m -w ${weight}`;

describe('in the details of a server', () => {
	test.each([
		['w5<enter>', edit(5)],
		['+', edit(2)],
		['d', edit(0)],
		['x', 'ipvsadm -d -t 10.1.1.1:80 -r 10.0.0.8:80'],
	])('%s shows the plan for it, over the details', (keys, command) => {
		const board = keyboard(two);
		board.press(`j<enter>${keys}`);
		expect(plan(board)).toEqual([command]);
		expect(board.store.getState().overlay?.place).toBe('details');
	});

	it('e opens its form', () => {
		const {press, store} = keyboard(two);
		press('j<enter>e');
		expect(store.getState().overlay?.kinds).toContain('form');
	});

	it('also over all its services', () => {
		const board = keyboard(two, {view: 'servers'});
		board.press('j<enter>d');
		expect(plan(board)).toEqual([edit(0, 9)]);
	});
});

it('the details of a service refuse the keys of servers, with the reason', () => {
	const {press, store} = keyboard(two);
	press('<enter>w');
	expect(store.getState().message?.text).toContain('this is a service');
	expect(store.getState().prompt).toBeNull();
});

it('marked servers are not changed from the details of one', () => {
	const {press, store} = keyboard(two);
	press('j<space><enter>w');
	expect(store.getState().message?.text).toBe(
		'servers are marked: go back to change them, or unmark them first',
	);
	expect(store.getState().prompt).toBeNull();
});

it('if the row goes away, the keys do not act on the row that the cursor comes to', () => {
	const {press, store} = keyboard(two);
	press('j<enter>');
	store.update(receivePoll(read(director([service(web, [server('10.0.0.9:80')])]))));
	for (const key of ['d', 'x', 'e', '+']) {
		press(key);
		expect(store.getState().message?.text).toBe('this row is gone');
		expect(store.getState().prompt).toBeNull();
	}
});

it('a read-only console has none of them', () => {
	const {press, store} = keyboard(two, {readOnly: true});
	press('j<enter>d');
	expect(store.getState().message?.text).toContain('read-only');
	expect(store.getState().prompt).toBeNull();
});
