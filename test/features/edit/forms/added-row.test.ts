/**
 * After a row was added, no key acts on another row than the one that the operator has in mind.
 */
import {expect, it} from 'vitest';
import {receivePoll} from '../../../../source/console/state/director-reducers.ts';
import {setFilter} from '../../../../source/console/state/view.ts';
import type {LiveService} from '../../../../source/director/polling/live.ts';
import {type Keyboard, keyboard} from '../../../support/keyboard.ts';
import {read} from '../../../support/open-console.ts';
import {director, server, service} from '../../../support/sample-director.ts';

const production = service('tcp:10.1.1.1:80', [
	server('10.0.0.1:80', {weight: 3}),
	server('10.0.0.2:80'),
]);
const added = service('tcp:10.1.1.2:443', []);

function receive({store}: Keyboard, ...services: readonly LiveService[]): void {
	store.update(receivePoll(read(director(services))));
}

const rowOf = ({store}: Keyboard) => store.getState().selection.row?.id;
const saidBy = ({store}: Keyboard) => store.getState().message?.text;

/** A console on which these keys have added something, before a reading has it. */
async function after(keys: string): Promise<Keyboard> {
	const console = keyboard(director([production]));
	console.press(keys);
	await expect.poll(() => console.store.getState().applying).toBeNull();
	return console;
}

const addService = 'A<tab>10.1.1.2<tab>443<enter>y';

it('refuses keys for a row until the new service is there, and then acts on that', async () => {
	const console = await after(addService);
	for (const key of ['a', 'e', 'x', 'z', 'd', 'w', '+']) {
		console.press(key);
		expect(saidBy(console)).toBe(
			'wait: the cursor goes to tcp:10.1.1.2:443 with the next reading; or choose another row',
		);
		expect(console.store.getState()).toMatchObject({prompt: null, overlay: null});
	}

	receive(console, production);
	expect(rowOf(console)).toBe(production.id);
	receive(console, production, added);
	expect(rowOf(console)).toBe(added.id);
	console.press('a10.0.0.9<enter>y');
	expect(console.outside.asked.at(-1)).toEqual({
		apply: ['ipvsadm -a -t 10.1.1.2:443 -r 10.0.0.9:443 -g -w 1'],
	});
});

it('waits no longer if the operator chooses another row', async () => {
	const console = await after(addService);
	console.press('<down>a');
	expect(console.store.getState().overlay?.place).toBe('form');
	console.press('<esc>');
	receive(console, production, added);
	expect(rowOf(console)).toBe(`${production.id} 10.0.0.1:80`);
});

it('goes to a new server, or to its service if that is folded', async () => {
	const console = await after('a10.0.0.9<enter>y');
	const more = service(production.id, [...production.servers, server('10.0.0.9:80')]);
	receive(console, more);
	expect(rowOf(console)).toBe(`${production.id} 10.0.0.9:80`);

	const folded = await after('[a10.0.0.9<enter>y');
	receive(folded, more);
	expect(rowOf(folded)).toBe(production.id);
	folded.press('a');
	expect(folded.store.getState().overlay?.place).toBe('form');
});

it('says so if the filter hides the new row', async () => {
	const console = await after(addService);
	console.store.update(setFilter('10.1.1.1'));
	receive(console, production, added);
	expect(saidBy(console)).toBe('the filter hides tcp:10.1.1.2:443: the cursor stays here');
	expect(rowOf(console)).toBe(production.id);
});

it('a key that was meant for a row that is gone does not act on its neighbour', () => {
	const console = keyboard(director([production]));
	console.press('<down>');
	receive(console, service(production.id, [server('10.0.0.2:80')]));
	console.press('x');
	expect(saidBy(console)).toMatch(
		/^10\.0\.0\.1:80 is no longer in the table; the cursor moved to .*: press the key again/,
	);
	expect(console.store.getState().prompt).toBeNull();
	console.press('x');
	expect(console.store.getState().prompt?.kind).toBe('confirm');
});
