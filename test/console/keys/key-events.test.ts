import {expect, test} from 'vitest';
import {characterKey, keyEvents, pasteEvent} from '../../../source/console/keys/key-events.ts';

const names = (...[input, flags]: Parameters<typeof keyEvents>): readonly string[] =>
	keyEvents(input, flags).map(({key}) => key);

test.each([
	{input: 'a', flags: {}, keys: ['a']},
	{input: 'G', flags: {shift: true}, keys: ['G']},
	{input: ' ', flags: {}, keys: ['space']},
	{input: '', flags: {upArrow: true}, keys: ['up']},
	{input: '', flags: {pageDown: true}, keys: ['pagedown']},
	{input: '', flags: {return: true}, keys: ['enter']},
	{input: '', flags: {escape: true}, keys: ['esc']},
	{input: '', flags: {tab: true}, keys: ['tab']},
	{input: '', flags: {tab: true, shift: true}, keys: ['shift-tab']},
	{input: '', flags: {backspace: true}, keys: ['backspace']},
	{input: 'l', flags: {ctrl: true}, keys: ['ctrl-l']},
	{input: '', flags: {}, keys: []},
])('$input with $flags', ({input, flags, keys}) => {
	expect(names(input, flags)).toEqual(keys);
});

test('several keys that arrive in one piece all count', () => {
	expect(names('jjw5\r', {})).toEqual(['j', 'j', 'w', '5', 'enter']);
	expect(names('\t \u{7F}\u{C}', {})).toEqual(['tab', 'space', 'backspace', 'ctrl-l']);
});

test('a character outside of the basic plane is one key', () => {
	expect(keyEvents('😀x', {})).toEqual([
		{key: '😀', text: '😀'},
		{key: 'x', text: 'x'},
	]);
});

test('Esc and a key right after it are both pressed', () => {
	expect(names('q', {meta: true})).toEqual(['esc', 'q']);
});

test('only keys that write something have a text', () => {
	expect(characterKey(' ')).toEqual({key: 'space', text: ' '});
	expect(characterKey('\r').text).toBe('');
	expect(characterKey('\u{1}')).toEqual({key: 'ctrl-a', text: ''});
});

test('a pasted text is no key', () => {
	expect(pasteEvent('quit\r')).toEqual({key: 'paste', text: 'quit\r'});
});
