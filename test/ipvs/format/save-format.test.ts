import {expect, test} from 'vitest';
import {formatSave} from '../../../source/ipvs/format/save-format.ts';
import {parseText} from '../../../source/ipvs/line-parser.ts';
import {saveFormatParser} from '../../../source/ipvs/parse/save-format.ts';

const rules = parseText(
	saveFormatParser(),
	`-A -f 4294967295 -6 -s sh -b flag-3
-a -f 4294967295 -6 -r [2001:db8::8]:0 -m -w 5 -x 100 -y 80
-A -t 10.1.1.1:80 -s sh -b sh-port,flag-3
`,
);

test('what ipvsadm prints lacks thresholds, has negative marks and flags without a name', () => {
	expect(formatSave(rules)).toBe(`-A -f -1 -6 -s sh -b ${''}
-a -f -1 -6 -r [2001:db8::8]:0 -m -w 5
-A -t 10.1.1.1:80 -s sh -b sh-port
`);
});

test('with thresholds the text is one that ipvsadm takes, and has everything', () => {
	expect(formatSave(rules, {thresholds: true})).toBe(`-A -f 4294967295 -6 -s sh -b flag-3
-a -f 4294967295 -6 -r [2001:db8::8]:0 -m -w 5 -x 100 -y 80
-A -t 10.1.1.1:80 -s sh -b sh-port,flag-3
`);
});

test('no rules are an empty text', () => {
	expect(formatSave([])).toBe('');
});
