/**
 * Inputs for the parsers: recorded output of kernels and programs, and the same with faults.
 */
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';

const fixtures = join(import.meta.dirname, '../fixtures');

/** The size of the text that is used; a whole connection table would add nothing. */
const longest = 3000;

/** The recorded texts of files with this name, from every recording, each with whole lines. */
export function recorded(name: string): readonly string[] {
	return readdirSync(fixtures, {recursive: true, encoding: 'utf8'})
		.filter(path => path.endsWith(`/${name}`))
		.map(path => readFileSync(join(fixtures, path), 'utf8'))
		.map(text => text.slice(0, text.lastIndexOf('\n', longest) + 1))
		.filter(text => text !== '')
		.toSorted((one, other) => other.length - one.length);
}

/** Files of other programs; `all.conf` is what main.conf and its includes are together. */
export function wantedFiles(program: string, names: readonly string[]): readonly string[] {
	const read = (name: string) => readFileSync(join(fixtures, 'wanted', program, name), 'utf8');
	const parts = ['main.conf', 'conf.d/10-nat.conf', 'conf.d/20-groups.conf', 'conf.d/tunnels.inc'];
	return names.map(name => (name === 'all.conf' ? parts.map(read).join('') : read(name)));
}

/** Replacements: limits of numbers, separators of other places, control sequences. */
const oddPieces = [
	...['', '0', '-1', '+1', '1e9', '0x10', '00', 'NaN', '4294967296', '99999999999999999999999'],
	...[' ', '\t', '\r', '\n', '\n\n', '\u0000', '\u001b[2J', '\u009b', '\ufeff', '\u202e', '\u00a0'],
	...[
		'-',
		'--',
		'=',
		',',
		':',
		'::',
		'[',
		']',
		'[]:',
		'(',
		')',
		'(null)',
		'%',
		'\\',
		'"',
		"'",
		'{',
	],
	...[
		'virtual_server ',
		'real_server ',
		`$A=\${A}`,
		'~SEQ(A,1,9) ',
		'~LST(A,1) ',
		'@lb1 ',
		'}\n',
		'! ',
	],
	...['-A', '-a', '-C', '-R', '#', '->', 'TCP', 'FWM', 'IPv6', '10.0.0.8:80', '[2001:db8::1]:80'],
	...['\ud800', '\u{1f600}', '__proto__', 'constructor', 'é'.repeat(40), 'x'.repeat(300), '}'],
];

const piece = fc.oneof(
	{weight: 4, arbitrary: fc.constantFrom(...oddPieces)},
	{weight: 1, arbitrary: fc.string({unit: 'binary', maxLength: 8})},
);

/** A place in a text, as a share of its length. */
const share = fc.double({min: 0, max: 1, noNaN: true});

/** One fault: some characters at a position are replaced by something odd, or by another part of the text. */
const fault = fc.record({
	at: share,
	gone: fc.oneof(fc.nat(2), fc.nat(40)),
	put: fc.oneof(piece, fc.record({from: share, length: fc.nat(120)})),
});

/** Recorded texts with some faults, and arbitrary texts. */
export function faulty(texts: readonly string[]): fc.Arbitrary<string> {
	const mutated = fc
		.record({
			text: fc.constantFrom(...texts),
			faults: fc.array(fault, {minLength: 1, maxLength: 4}),
		})
		.map(({text, faults}) =>
			faults.reduce((changed, {at, gone, put}) => {
				const place = Math.floor(at * changed.length);
				const added =
					typeof put === 'string'
						? put
						: text.slice(Math.floor(put.from * text.length)).slice(0, put.length);
				return changed.slice(0, place) + added + changed.slice(place + gone);
			}, text),
		);
	return fc.oneof(
		{weight: 8, arbitrary: mutated},
		{weight: 1, arbitrary: fc.array(piece, {maxLength: 20}).map(pieces => pieces.join(''))},
		{weight: 1, arbitrary: fc.string({unit: 'binary', maxLength: 200})},
	);
}

/** The characters that make a line long. */
const fillings = [
	...[' ', '\t', '0', 'a', '-', ':', ',', '.', '[', '(', '"', '\\', '%', '='],
	...['a ', '0,', ':0', '-a ', '<a'],
];

/** A long input of a given size, and its construction. */
interface LongInput {
	readonly name: string;
	readonly make: (size: number) => string;
}

/**
 * Long inputs: a line of the text with one character repeated at its start, after its first word and at its end; and
 * the line itself repeated.
 */
export function longInputs(text: string): readonly LongInput[] {
	const lines = text.split('\n');
	const line = lines.toSorted((one, other) => other.length - one.length)[0] ?? '';
	const before = text.slice(0, text.indexOf(line));
	const places = new Set([0, line.search(/\S\s/) + 1, line.length]);
	return [
		...fillings.flatMap(filling =>
			[...places].map(place => ({
				name: `${JSON.stringify(filling)} over and over at ${place}`,
				make: (size: number) =>
					before +
					line.slice(0, place) +
					filling.repeat(Math.ceil(size / filling.length)) +
					`${line.slice(place)}\n`,
			})),
		),
		{
			name: 'a line over and over',
			make: size => before + `${line}\n`.repeat(Math.ceil(size / (line.length + 1))),
		},
	];
}
