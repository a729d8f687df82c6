import {expect, test} from 'vitest';
import {KeyScriptError, parseKeyScript} from '../../../source/console/keys/key-script.ts';

const keys = (script: string): readonly string[] =>
	parseKeyScript(script).map(step => ('press' in step ? step.press.key : 'WAIT'));

test('characters stand for themselves and names are in brackets', () => {
	expect(keys('/tcp 80<enter><down>w5<enter>y<wait>')).toEqual([
		...['/', 't', 'c', 'p', 'space', '8', '0', 'enter', 'down'],
		...['w', '5', 'enter', 'y', 'WAIT'],
	]);
});

test('the keys that choose a column can be written', () => {
	expect(keys('>><')).toEqual(['>', '>', '<']);
	expect(keys('<lt><gt>')).toEqual(['<', '>']);
});

test('control keys', () => {
	expect(keys('<ctrl-l>')).toEqual(['ctrl-l']);
});

test('a name that is no key is an error that names it', () => {
	expect(() => parseKeyScript('j<entre>')).toThrow(
		new KeyScriptError('no such key: <entre>; did you mean <enter>?'),
	);
});
