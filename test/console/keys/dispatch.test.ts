import {expect, test} from 'vitest';
import {pressKey, pressKeys} from '../../../source/console/keys/dispatch.ts';
import {keyEvents, pasteEvent} from '../../../source/console/keys/key-events.ts';
import {parseKeyScript} from '../../../source/console/keys/key-script.ts';
import {eventually} from '../../support/eventually.ts';
import {keyboard} from '../../support/keyboard.ts';
import {partsOf} from '../../support/parts-of.ts';
import {director, sampleDirector, server, service} from '../../support/sample-director.ts';

test('a key runs the command of the table', () => {
	const {press, store} = keyboard(sampleDirector());
	press('jjk');
	expect(partsOf(store).services.cursor.index).toBe(1);
	press('G');
	expect(partsOf(store).services.cursor.index).toBe(13);
});

test('a key without a meaning is reported', () => {
	const {press, store} = keyboard(sampleDirector());
	press('Q');
	expect(store.getState().message?.text).toBe('Q does nothing here');
});

test('what a key could not do is shown once, and not kept among the messages', () => {
	const {press, store, context} = keyboard(sampleDirector());
	for (const [keys, said] of [
		['Q', 'Q does nothing here'],
		['w', 'this is a service'],
		['<esc>', 'no filter is set'],
		[':wieght<enter>', 'did you mean weight?'],
		['<esc>jw<enter>', 'no weight given'],
		['w3<enter><esc>', 'nothing was changed'],
		['e<tab>9<esc>', 'your changes will be lost'],
	] as const) {
		press(keys);
		expect(store.getState().message?.text).toContain(said);
	}

	press('<esc>');
	pressKey(context, pasteEvent('reboot'));
	expect(store.getState().message?.text).toContain('pasted text was ignored');
	expect(store.getState().messages.filter(({origin}) => origin !== 'services')).toEqual([]);
});

test('a key that cannot be used now says why', () => {
	const {press, store} = keyboard(sampleDirector());
	press('w');
	expect(store.getState().message?.text).toContain('this is a service');
	expect(store.getState().prompt).toBeNull();
});

test('the rest of yes, typed at a plan that y has confirmed, does nothing', async () => {
	const {press, store} = keyboard(sampleDirector());
	press('jw7<enter>yes<enter>');
	await eventually(() => expect(store.getState().applying).toBeNull());
	expect(store.getState()).toMatchObject({prompt: null, overlay: null});
	press('e');
	expect(store.getState().overlay?.place).toBe('form');
});

test('keys count again at once if they are not the rest of yes, and after two seconds', async () => {
	const {press, store, outside} = keyboard(sampleDirector());
	press('jw7<enter>yj');
	expect(partsOf(store).services.cursor.index).toBe(2);
	await eventually(() => expect(store.getState().applying).toBeNull());
	press('w7<enter>y');
	await eventually(() => expect(store.getState().applying).toBeNull());
	outside.time += 2000;
	press('e');
	expect(store.getState().overlay?.place).toBe('form');
});

test('the next key takes a message away', () => {
	const {press, store} = keyboard(sampleDirector());
	press('w');
	expect(store.getState().message).not.toBeNull();
	press('j');
	expect(store.getState().message).toBeNull();
});

test('letters are typed at a prompt, and are keys again after it', () => {
	const {press, store} = keyboard(sampleDirector());
	press('/q w+<enter>');
	expect(partsOf(store).services.filter).toBe('q w+');
	press('<esc>p');
	expect(store.getState().paused).toBe(true);
	expect(partsOf(store).services.filter).toBe('');
});

test('a pasted text is typed at a prompt', () => {
	const {press, store, context} = keyboard(sampleDirector());
	press('/');
	pressKey(context, pasteEvent('10.0.0.9\n'));
	expect(partsOf(store).services.filter).toBe('10.0.0.9');
});

/** Presses input that arrives together, and counts the state changes. */
function pressAtOnce({context, store}: ReturnType<typeof keyboard>, input: string): number {
	let changes = 0;
	const unsubscribe = store.subscribe(() => {
		changes += 1;
	});
	pressKeys(context, keyEvents(input, {}));
	unsubscribe();
	return changes;
}

test('a long text that comes as keys is put into the line at once', () => {
	const board = keyboard(sampleDirector());
	const text = '10.0.0.9 '.repeat(3000);
	expect(pressAtOnce(board, `/${text}`)).toBeLessThan(10);
	expect(partsOf(board.store).services.filter).toBe(text);
});

test('and into a field of a form, but not into a choice', () => {
	const board = keyboard(sampleDirector());
	board.press('A<tab>');
	const text = '1'.repeat(20_000);
	expect(pressAtOnce(board, text)).toBeLessThan(10);
	expect(JSON.stringify(partsOf(board.store).form)).toContain(text);
});

/** Everything that keys can change. */
function shown({store}: ReturnType<typeof keyboard>): string {
	const {prompt, overlay, view, messages, paused} = store.getState();
	const {services, form} = partsOf(store);
	const {filter, cursor} = services;
	return JSON.stringify({prompt, overlay, filter, cursor, form, view, messages, paused});
}

test.each([
	'/10.0<enter>jj',
	'A10.1.1.1<tab>80<tab> <tab>  ',
	':dra<tab>x<backspace>y',
	'jjG/w<esc>p',
])('keys that arrive together act as if pressed one by one: %s', script => {
	const one = keyboard(sampleDirector());
	const all = keyboard(sampleDirector());
	const events = parseKeyScript(script).flatMap(step => ('press' in step ? [step.press] : []));
	one.press(script);
	pressKeys(all.context, events);
	expect(shown(all)).toBe(shown(one));
});

test('a pasted text is never taken for keys', () => {
	const {store, context, outside} = keyboard(sampleDirector());
	pressKey(context, pasteEvent('jw5\ry'));
	expect(store.getState().message?.text).toBe('pasted text was ignored: it is not used as keys');
	expect(partsOf(store).services.cursor.index).toBe(0);
	expect(outside.asked).toEqual([]);
});

test('a weight is set with four keys', () => {
	const {press, outside} = keyboard(sampleDirector());
	press('jw5<enter>y');
	expect(outside.asked).toContainEqual({
		apply: ['ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 5'],
	});
});

test('quick presses of + make one plan, and - in it takes one back', () => {
	const {press, outside} = keyboard(sampleDirector());
	press('j+++-y');
	expect(outside.asked).toContainEqual({
		apply: ['ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 3'],
	});
});

test.each(['n', '<esc>', 'q'])('%s leaves a plan alone', key => {
	const {press, store, outside} = keyboard(sampleDirector());
	press(`jw5<enter>${key}`);
	expect(store.getState().prompt).toBeNull();
	expect(outside.asked).toEqual([]);
});

test('a plan that drops traffic is confirmed by a word, not by a key', () => {
	const {press, outside, store} = keyboard(
		director([service('tcp:10.1.1.1:80', [server('10.0.0.1:80')])]),
	);
	press('jw0<enter>y<enter>');
	expect(outside.asked).toEqual([]);
	expect(store.getState().message?.text).toBe('type yes to confirm: this drops traffic');
	press('es<enter>');
	expect(outside.asked).toContainEqual({
		apply: ['ipvsadm -e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 0'],
	});
});

test('the terminal is left, suspended and redrawn', () => {
	const {press, terminal} = keyboard(sampleDirector());
	press('<ctrl-l><ctrl-z>q');
	press('/<ctrl-c>');
	expect(terminal).toEqual(['redraw', 'suspend', 'quit', 'quit']);
});

test('q in the help only leaves the help', () => {
	const {press, terminal, store} = keyboard(sampleDirector());
	press('?q');
	expect(store.getState().overlay).toBeNull();
	expect(terminal).toEqual([]);
});

test('the help scrolls, and not past its end', () => {
	const {press, store} = keyboard(sampleDirector());
	press('?GG');
	const end = store.getState().overlay?.scroll ?? 0;
	expect(end).toBeGreaterThan(0);
	press('k');
	expect(store.getState().overlay?.scroll).toBe(end - 1);
	press('g');
	expect(store.getState().overlay?.scroll).toBe(0);
});

test('while a plan runs, q does not interrupt it, and Ctrl-C does', async () => {
	const {press, store, terminal} = keyboard(sampleDirector());
	press('jw5<enter>yq');
	expect(store.getState().applying).not.toBeNull();
	expect(terminal).toEqual([]);
	expect(store.getState().message?.text).toMatch(
		/^wait: weight of .*; press Ctrl-C to interrupt it$/,
	);
	press('<ctrl-c>');
	expect(terminal).toEqual(['quit']);
	await eventually(() => expect(store.getState().applying).toBeNull());
	press('q');
	expect(terminal).toEqual(['quit', 'quit']);
});
