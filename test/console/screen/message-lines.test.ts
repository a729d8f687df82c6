/**
 * Long messages can be read in whole.
 */
import fc from 'fast-check';
import {describe, expect, it, test} from 'vitest';
import {clickAt} from '../../../source/console/mouse/click-at.ts';
import {messageLines} from '../../../source/console/screen/message-lines.ts';
import {renderFrame} from '../../../source/console/screen/render-frame.tsx';
import {clearMessage, say} from '../../../source/console/state/message.ts';
import {plainText} from '../../../source/console/text/paint.ts';
import {type Keyboard, keyboard} from '../../support/keyboard.ts';
import {openConsole} from '../../support/open-console.ts';
import {sampleDirector} from '../../support/sample-director.ts';
import {screenSizes} from '../../support/screen-sizes.ts';

const long =
	'refused, nothing was changed: changed in the meantime: 10.0.0.8:80 in tcp:172.16.249.138:80: weight is 3, not 1; somebody else has edited it since the last reading';

function opened(columns: number, rows: number, keys = ''): Keyboard {
	const console = keyboard(sampleDirector(), {size: {columns, rows}, theme: 'plain'});
	console.press(keys);
	console.store.update(say('error', long, 'weight'));
	return console;
}

const linesOf = ({store}: Keyboard) => renderFrame(store.getState()).split('\n');

/** The words of all lines from one on, without the state of the view. */
const wordsOf = (lines: readonly string[]) =>
	lines.map(line => line.replace(/ \d+\/\d+ *$/, '').trim()).join(' ');

test.each(screenSizes)('a long message at %ix%i', async (columns, rows) => {
	const console = await openConsole({columns, rows}, sampleDirector());
	console.store.update(say('error', long, 'weight'));
	await expect(`${await console.drawn()}\n`).toMatchFileSnapshot(
		`../../frames/message-long-${columns}x${rows}.txt`,
	);
});

it('is whole on the screen, however long it is, and the row at the cursor stays', () => {
	fc.assert(
		fc.property(
			fc.integer({min: 60, max: 200}),
			fc.integer({min: 15, max: 60}),
			fc.integer({min: 0, max: 13}),
			(columns, rows, downs) => {
				const console = opened(columns, rows, '<down>'.repeat(downs));
				const lines = linesOf(console);
				expect(lines).toHaveLength(rows);
				expect(wordsOf(lines)).toContain(long);
				expect(lines.filter(line => line.startsWith('>'))).toHaveLength(1);
			},
		),
		{numRuns: 60},
	);
});

it('moves nothing above it, and gives the lines back', () => {
	const console = opened(60, 15);
	const taken = messageLines(console.store.getState()).length - 1;
	expect(taken).toBeGreaterThan(0);
	const before = linesOf(console);
	console.store.update(clearMessage);
	const after = linesOf(console);
	expect(before.slice(0, 13 - taken)).toEqual(after.slice(0, 13 - taken));
	expect(messageLines(console.store.getState())).toHaveLength(1);
});

it('is above the prompt while something is typed, and above a plan', () => {
	const typing = opened(60, 15, '/tcp');
	expect(wordsOf(linesOf(typing).slice(-6))).toContain(long);
	expect(linesOf(typing).at(-2)).toMatch(/^ filter: tcp/);
	const plan = opened(60, 15, 'A<down>10.1.1.9<down>80<enter>');
	expect(linesOf(plan)).toHaveLength(15);
	expect(linesOf(plan).join('\n')).toContain('ipvsadm -A -t 10.1.1.9:80');
	expect(linesOf(plan).join('\n')).toContain('y yes   n no');
});

describe('what does not fit even so', () => {
	it('is cut, with the key that shows it in full', () => {
		const console = opened(60, 15);
		console.store.update(say('error', `${long}; `.repeat(9), 'weight'));
		const lines = linesOf(console);
		expect(lines).toHaveLength(15);
		expect(lines.at(-2)).toMatch(/… \(m\)/);
		expect(lines.filter(line => line.startsWith('>'))).toHaveLength(1);
	});
});

it('a click on it does not choose the row that it covers', () => {
	const console = opened(60, 15);
	const state = console.store.getState();
	const taken = messageLines(state).length - 1;
	for (let y = 13 - taken; y < 14; y += 1) {
		expect(clickAt(state, {x: 5, y})).toBeNull();
	}

	expect(clickAt(state, {x: 5, y: 12 - taken})).toMatchObject({kind: 'choose'});
	expect(plainText(messageLines(state)[0] ?? [])).toMatch(/^ refused/);
});
