import {describe, expect, test} from 'vitest';
import {commonStart} from '../../../source/console/state/text-input.ts';
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
	press(':sort-<enter>');
	expect(store.getState().message?.text).toBe('sort-: sort-next, sort-previous?');
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

test('a mistyped name is answered with the nearest one', () => {
	const {press, store} = keyboard(sampleDirector());
	press(':wieght<enter>');
	expect(store.getState().message?.text).toBe(
		'no command wieght in this view; did you mean weight?',
	);
});

test('Tab completes as far as it is certain, then goes through the possibilities and back', () => {
	const {press, store} = keyboard(sampleDirector());
	const typed = () => {
		const {prompt} = store.getState();
		return prompt?.kind === 'text' ? prompt.input.text : null;
	};
	press(':so<tab>');
	expect(typed()).toBe('sort');
	press('<tab><tab>');
	expect(typed()).toBe('sort-next');
	press('<tab><tab>');
	expect(typed()).toBe('sort ');
	press('<shift-tab>');
	expect(typed()).toBe('sort-previous');
	press('<ctrl-u>sort-n<tab><enter>');
	expect(partsOf(store).services.sort.column).toBe('via');
});

test('a command takes what is typed after it', () => {
	const {press, store, outside} = keyboard(sampleDirector());
	press(':sort active<enter>');
	expect(partsOf(store).services.sort).toEqual({column: 'active', descending: true});
	press(':filter state:draining<enter>');
	expect(partsOf(store).services.rows.map(({id}) => id)).toEqual([
		'tcp:172.16.249.138:443',
		'tcp:172.16.249.138:443 10.0.0.8:443',
	]);
	press(':interval 5<enter>:theme mono<enter>:units bytes<enter>');
	expect(store.getState()).toMatchObject({interval: 5000, theme: 'mono', units: 'bytes'});
	expect(outside.asked).toContainEqual({interval: 5000});
	press('j:weight 5<enter>');
	expect(store.getState().prompt).toMatchObject({
		kind: 'confirm',
		plan: {steps: [{command: expect.arrayContaining(['-w', '5'])}]},
	});
});

test.each([
	['sort actve', "there is no column 'actve'; did you mean active?"],
	['filter stae:up', "there is no term 'stae'; did you mean state?"],
	['theme dakr', "there is no theme 'dakr'; did you mean dark?"],
	['interval soon', 'enter a number of seconds, such as 2 or 0.5'],
	['weight 70000', 'a weight is at most 65535'],
	['pause now', 'pause takes no argument'],
])(':%s says what is wrong and can be corrected', (typed, answer) => {
	const {press, store} = keyboard(sampleDirector());
	press(`j:${typed}<enter>`);
	expect(store.getState().message?.text).toBe(answer);
	expect(store.getState().prompt).toMatchObject({name: 'command', input: {text: typed}});
});

test('the argument of a command is completed', () => {
	const {press, store} = keyboard(sampleDirector());
	press(':sort act<tab><enter>:filter state:drainin<tab><enter>');
	expect(partsOf(store).services).toMatchObject({
		sort: {column: 'active'},
		filter: 'state:draining',
	});
});

test('earlier commands come back, the newest first, and then what was typed', () => {
	const {press, store} = keyboard(sampleDirector());
	press(':pause<enter>:theme mono<enter>:nonsense<enter><esc>:un<up>');
	expect(store.getState().prompt).toMatchObject({input: {text: 'theme mono'}});
	press('<up><up>');
	expect(store.getState().prompt).toMatchObject({input: {text: 'pause'}});
	press('<down><down>');
	expect(store.getState().prompt).toMatchObject({input: {text: 'un'}});
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

test('the prompt itself is no command', () => {
	const {press, store} = keyboard(sampleDirector());
	press(':command<enter>');
	expect(store.getState().message?.text).toMatch(/^no command command in this view/);
});

describe('in a list or a text over the view', () => {
	test.each(['?', ':problems<enter>', ':messages<enter>'])(
		'%s, a command of the view leaves it',
		keys => {
			const {press, store} = keyboard(sampleDirector());
			press(`${keys}:log<enter>`);
			expect(store.getState()).toMatchObject({view: 'log', overlay: null});
		},
	);

	test('nothing can be changed: the row that it would change is not shown', () => {
		const {press, store} = keyboard(sampleDirector());
		press('j:problems<enter>');
		for (const command of ['weight 5', 'w', 'drain']) {
			press(`:${command}<enter>`);
			expect(store.getState()).toMatchObject({
				overlay: {place: 'problems'},
				prompt: {name: 'command'},
				message: {
					text: `${command.split(' ')[0]} is not for what is shown here: press Esc first`,
				},
			});
			press('<esc>');
		}

		press(':dra<tab>');
		expect(store.getState().prompt).toMatchObject({input: {text: 'dra'}});
	});
});
