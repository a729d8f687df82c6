import {expect, test} from 'vitest';
import {ParseError, parseText} from '../../source/ipvs/line-parser.ts';
import {saveFormatParser} from '../../source/ipvs/parse/save-format.ts';
import {visibleText} from '../../source/ipvs/visible-text.ts';

test.each([
	['\ufeff-A', '<U+FEFF byte order mark>-A'],
	['a\u00a0b\u200bc', 'a<U+00A0 no-break space>b<U+200B zero width space>c'],
	['\u0000\u001b[2J\u009b', '<U+0000 null character><U+001B escape>[2J<U+009B>'],
	['–A \u2212w', '<U+2013 en dash>A <U+2212 minus sign>w'],
	['\u202e08', '<U+202E right-to-left override>08'],
	['\u3164\u{e0041}', '<U+3164><U+E0041>'],
	['10.0.0.8\ufffd', '10.0.0.8<U+FFFD replacement character: a byte that is not UTF-8>'],
	['plain – no: text-with é, 漢字 and 🙂', 'plain <U+2013 en dash> no: text-with é, 漢字 and 🙂'],
])('%j is shown as %j', (text, shown) => {
	expect(visibleText(text)).toBe(shown);
});

function messageOf(text: string): string {
	try {
		parseText(saveFormatParser(), text);
	} catch (error) {
		if (error instanceof ParseError) {
			return error.message;
		}
	}

	return expect.fail('it was read');
}

test.each([
	[
		'\ufeff-A -t 10.1.1.1:80\n',
		'line 1: not a rule: a rule begins with -A or -a, this line with <U+FEFF byte order mark>-A: "<U+FEFF byte order mark>-A -t 10.1.1.1:80"',
	],
	[
		'-A -f 7\n–A -f 8\n',
		'line 2: not a rule: a rule begins with -A or -a, this line with <U+2013 en dash>A: "<U+2013 en dash>A -f 8"',
	],
	[
		'-A -f 7\u00a0-s\n',
		'line 1: the firewall mark is not a number from 1 to 4294967295: 7<U+00A0 no-break space>-s: "-A -f 7<U+00A0 no-break space>-s"',
	],
	[
		'-A -f -6 -s sh\n',
		'line 1: ipvsadm -S prints the firewall mark 4294967290 as -6, but ipvsadm -R does not accept that: write 4294967290: "-A -f -6 -s sh"',
	],
])('the problem in %j is visible', (text, message) => {
	expect(messageOf(text)).toBe(message);
});
