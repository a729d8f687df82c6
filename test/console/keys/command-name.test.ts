import {expect, test} from 'vitest';
import {commonStart} from '../../../source/console/keys/command-name.ts';
import {assembly} from '../../../source/program/features.ts';
import {keyboard} from '../../support/keyboard.ts';
import {partsOf} from '../../support/parts-of.ts';
import {sampleDirector} from '../../support/sample-director.ts';

test('a command runs by its name', () => {
	const {press, store} = keyboard(sampleDirector());
	press(':pause<enter>');
	expect(store.getState().paused).toBe(true);
});

test('a command runs by any unambiguous start of its name', () => {
	const {press, store} = keyboard(sampleDirector());
	press(':rev<enter>');
	expect(partsOf(store).services.sort.descending).toBe(true);
});

test('a command without a key runs by its name', () => {
	const {press, store} = keyboard(sampleDirector());
	press(':theme<enter>');
	expect(store.getState().theme).toBe('light');
});

test('the key of a command is as good as its name', () => {
	const {press, store} = keyboard(sampleDirector());
	press('j:w<enter>');
	expect(store.getState().prompt).toMatchObject({name: 'weight'});
});

test('an uncertain name is asked about', () => {
	const {press, store} = keyboard(sampleDirector());
	press(':fold-<enter>');
	expect(partsOf(store).services.folded.size).toBe(6);
	press(':sort<enter>');
	expect(store.getState().message?.text).toBe('sort: sort-next, sort-previous?');
});

test('a name that is a whole command runs although others start with it', () => {
	const {press, store} = keyboard(sampleDirector());
	press(':fold<enter>');
	expect([...partsOf(store).services.folded]).toEqual(['tcp:172.16.249.138:80']);
});

test('an unknown name is reported, and can be corrected', () => {
	const {press, store} = keyboard(sampleDirector());
	press(':explode<enter>');
	expect(store.getState().message?.text).toBe('no command explode in this view');
	press('<ctrl-u>pause<enter>');
	expect(store.getState().paused).toBe(true);
	expect(store.getState().prompt).toBeNull();
});

test('Tab completes as far as it is certain', () => {
	const {press, store} = keyboard(sampleDirector());
	press(':so<tab>');
	expect(store.getState().prompt).toMatchObject({input: {text: 'sort-', position: 5}});
	press('n<tab><enter>');
	expect(partsOf(store).services.sort.column).toBe('via');
});

test('the common start of all names', () => {
	expect(commonStart([])).toBe('');
	expect(commonStart(['mark'])).toBe('mark');
	expect(commonStart(['mark', 'mark-all', 'messages'])).toBe('m');
});

test.each(assembly.bindings.filter(({changes}) => changes))(
	'a read-only console does not run $command by name either',
	({command}) => {
		const {press, store, outside} = keyboard(sampleDirector(), {readOnly: true});
		press(`j:${command}<enter>5<enter>y`);
		expect(outside.asked).not.toContainEqual({apply: expect.anything()});
		// An unknown command can be corrected; nothing else is asked.
		expect(store.getState().prompt ?? {name: 'command'}).toMatchObject({name: 'command'});
	},
);
