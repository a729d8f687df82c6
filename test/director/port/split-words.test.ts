import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createLocalPort} from '../../../source/director/port/local-port.ts';
import {showCommand} from '../../../source/director/port/show-command.ts';
import {splitWords, UnfinishedWords} from '../../../source/director/port/split-words.ts';

describe('splitting a text into words', () => {
	it.each([
		['ip netns exec lb', ['ip', 'netns', 'exec', 'lb']],
		['  docker\texec \n lb ', ['docker', 'exec', 'lb']],
		['', []],
		['   ', []],
		["ssh -o 'ProxyCommand=nc -X 5 %h %p' lb", ['ssh', '-o', 'ProxyCommand=nc -X 5 %h %p', 'lb']],
		['a "b c" d', ['a', 'b c', 'd']],
		['a\\ b c', ['a b', 'c']],
		[`x'y'"z"\\!`, ['xyz!']],
		[`'' ""`, ['', '']],
		['"a\\"b\\\\c\\d\\$e"', ['a"b\\c\\d$e']],
		[`'a\\b'`, ['a\\b']],
		['one \\\n two', ['one', 'two']],
		['on\\\ne', ['one']],
		['$HOME `id` *.c ~ a|b;c', ['$HOME', '`id`', '*.c', '~', 'a|b;c']],
	])('%j', (text, words) => {
		expect(splitWords(text)).toEqual(words);
	});

	it.each([`ssh 'lb`, 'ssh "lb', 'ssh "lb\\"', 'ssh lb\\'])('refuses %j', text => {
		expect(() => splitWords(text)).toThrow(UnfinishedWords);
	});

	it('restores what showCommand quotes', () => {
		fc.assert(
			fc.property(fc.array(fc.string({unit: 'grapheme'})), words => {
				expect(splitWords(showCommand(words))).toEqual(words);
			}),
		);
	});
});

describe('showing a command', () => {
	it('quotes what a shell would change', () => {
		expect(showCommand(['ipvsadm', '-e', '-t', '[2001:db8::1]:80', '-r', '10.0.0.8:80'])).toBe(
			"ipvsadm -e -t '[2001:db8::1]:80' -r 10.0.0.8:80",
		);
		expect(showCommand(['a b', "it's", '', '$x', 'A=1'])).toBe(`'a b' 'it'\\''s' '' '$x' 'A=1'`);
	});

	it('is read by a real shell as the same words', async () => {
		const words = [
			'[::1]:80',
			"it's",
			'',
			'$HOME',
			'`id`',
			'*',
			'~',
			'a\\b',
			'"',
			'#x',
			'!!',
			'A=b',
		];
		const {stdout} = await createLocalPort().run([
			'sh',
			'-c',
			`for word in ${showCommand(words)}; do printf '%s\\n' "$word"; done`,
		]);
		expect(stdout).toBe(`${words.join('\n')}\n`);
	});
});
