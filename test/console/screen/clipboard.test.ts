import {expect, test} from 'vitest';
import {clipboardSequence, multiplexerOf} from '../../../source/console/screen/clipboard.ts';

const text = 'tcp:[2001:db8::1]:80 – 負';
const base64 = Buffer.from(text).toString('base64');

test('a terminal gets OSC 52, with the text in base64', () => {
	expect(clipboardSequence(text, null)).toBe(`\u{1B}]52;c;${base64}\u{7}`);
});

test('tmux gets it for itself, and in an envelope for the terminal outside', () => {
	expect(clipboardSequence(text, 'tmux')).toBe(
		`\u{1B}]52;c;${base64}\u{7}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;${base64}\u{7}\u{1B}\\`,
	);
});

test('screen gets it in an envelope', () => {
	expect(clipboardSequence(text, 'screen')).toBe(`\u{1B}P\u{1B}]52;c;${base64}\u{7}\u{1B}\\`);
});

test.each([
	[{TMUX: '/tmp/tmux-0/default,1,0'}, 'tmux'],
	[{STY: '1.pts-0.lb1'}, 'screen'],
	[{TMUX: ''}, null],
	[{}, null],
])('%j means %s', (environment, multiplexer) => {
	expect(multiplexerOf(environment)).toBe(multiplexer);
});
