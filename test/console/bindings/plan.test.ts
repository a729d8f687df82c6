/**
 * A plan is confirmed only after its commands were on the screen.
 */
import fc from 'fast-check';
import {expect, it} from 'vitest';
import {pressKey} from '../../../source/console/keys/dispatch.ts';
import {namedKey} from '../../../source/console/keys/key-events.ts';
import {renderFrame} from '../../../source/console/screen/render-frame.tsx';
import type {TerminalSize} from '../../../source/console/state/layout.ts';
import {type Keyboard, keyboard} from '../../support/keyboard.ts';
import {director, server, service} from '../../support/sample-director.ts';

const smallest = {columns: 60, rows: 15};

/** Services with this many servers each, and the plan that doubles all weights. */
function doubling(services: number, servers: number, size: TerminalSize): Keyboard {
	const rows = Array.from({length: services}, (_, at) =>
		service(
			`tcp:10.1.1.${at + 1}:80`,
			Array.from({length: servers}, (_, host) => server(`10.0.${at}.${host + 1}:80`, {weight: 5})),
		),
	);
	const console = keyboard(director(rows), {size, theme: 'plain'});
	console.press('*wx2<enter>');
	return console;
}

const applied = ({outside}: Keyboard) =>
	outside.asked.filter(each => typeof each === 'object' && each !== null && 'apply' in each).length;

const screenOf = ({store}: Keyboard) => renderFrame(store.getState());

it('refuses y until every command was on the screen, at 60×15', () => {
	const console = doubling(1, 10, smallest);
	expect(screenOf(console)).toContain('↓ read on, then y');
	console.press('y');
	expect(applied(console)).toBe(0);
	expect(console.store.getState().message?.text).toMatch(
		/^read all commands first: .*more lines\)/,
	);
	console.press('<pagedown><pagedown><pagedown><pagedown>');
	expect(screenOf(console)).toContain('y yes   n no');
	console.press('<pageup><pageup><pageup>y');
	expect(applied(console)).toBe(1);
});

it('counts what was read, whatever the size and the way of scrolling', () => {
	fc.assert(
		fc.property(
			fc.integer({min: 1, max: 20}),
			fc.integer({min: 60, max: 120}),
			fc.integer({min: 15, max: 40}),
			fc.array(fc.constantFrom('up', 'down', 'pageup', 'pagedown'), {maxLength: 12}),
			(servers, columns, rows, keys) => {
				const console = doubling(1, servers, {columns, rows});
				const seen = new Set<string>();
				const look = () => {
					for (const [, host = ''] of screenOf(console).matchAll(/-r 10\.0\.0\.(\d+):80/g)) {
						seen.add(host);
					}
				};
				look();
				for (const key of keys) {
					pressKey(console.context, namedKey(key));
					look();
				}

				const mayAgree = screenOf(console).includes('y yes');
				expect(mayAgree && seen.size < servers).toBe(false);
				console.press('y');
				expect(applied(console)).toBe(mayAgree ? 1 : 0);
			},
		),
		{numRuns: 60},
	);
});

it('the command of every plan for one server is on the screen when y counts, at 60×15', () => {
	const web = service('tcp:10.1.1.1:80', [
		server('10.0.0.1:80', {weight: 5}),
		server('10.0.0.2:80'),
	]);
	for (const keys of ['<down>d', '<down>w7<enter>', '<down>+', '<down>x', 'z', 'x']) {
		const console = keyboard(director([web]), {size: smallest, theme: 'plain'});
		console.press(keys);
		console.press('<down><down><down><down><down><down>');
		const screen = screenOf(console);
		if (/y yes|Type yes/.test(screen)) {
			console.press('<up><up><up><up><up><up>');
			expect(`${screen}${screenOf(console)}`).toMatch(/^ {3}ipvsadm -[edDZ]/m);
		}
	}
});

it('a long plan that needs a word can be paged while the word is typed', () => {
	const console = doubling(3, 12, smallest);
	expect(screenOf(console)).toContain('Type yes');
	console.press('ye<pagedown><pagedown>s');
	const {prompt} = console.store.getState();
	expect(prompt).toMatchObject({kind: 'confirm', input: {text: 'yes'}});
	expect(prompt?.kind === 'confirm' && prompt.scroll > 6).toBe(true);
	console.press('<pageup><pageup><up>');
	expect(console.store.getState().prompt).toMatchObject({scroll: 0, input: {text: 'yes'}});
	console.press('<enter>');
	expect(applied(console)).toBe(1);
});

it('takes no answer while the terminal is too small to show the plan', () => {
	const console = doubling(1, 1, {columns: 80, rows: 24});
	console.store.update(() => ({size: {columns: 59, rows: 15}}));
	expect(screenOf(console)).toContain('lvstop needs a larger terminal');
	console.press('y<enter>q');
	expect([applied(console), console.terminal]).toEqual([0, []]);
	console.store.update(() => ({size: {columns: 80, rows: 24}}));
	expect(screenOf(console)).toContain('y yes   n no');
	console.press('y');
	expect(applied(console)).toBe(1);
});

it('what is typed after y acts on nothing', () => {
	const console = doubling(1, 2, {columns: 80, rows: 24});
	console.press('yes<enter>xdw9uy');
	expect(applied(console)).toBe(1);
	expect(console.store.getState()).toMatchObject({overlay: null, prompt: null});
});
