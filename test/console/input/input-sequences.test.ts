/**
 * Sequences of the mouse and answers of the terminal are taken out of the input, wherever it is split, and nothing else is
 * changed.
 */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type InputPart, inputSequences} from '../../../source/console/input/input-sequences.ts';
import type {MouseEvent} from '../../../source/console/mouse/mouse-sequence.ts';

const esc = '\u{1B}';
const press = (x: number, y: number): MouseEvent => ({kind: 'press', x, y});
const wheel = (by: number): MouseEvent => ({kind: 'wheel', by});

/** The parts of some pieces of input, and then what was held back. */
function split(...pieces: readonly string[]): readonly InputPart[] {
	const {push, release} = inputSequences();
	const parts: InputPart[] = [...pieces.flatMap(piece => push(piece)), release()];
	const all: InputPart[] = [];
	for (const part of parts.filter(part => part !== '')) {
		const last = all.at(-1);
		if (typeof part === 'string' && typeof last === 'string') {
			all.splice(-1, 1, last + part);
		} else {
			all.push(part);
		}
	}

	return all;
}

describe('sequences of the mouse', () => {
	it.each([
		[`${esc}[<0;1;1M`, [press(0, 0)]],
		[`${esc}[<0;200;60M`, [press(199, 59)]],
		[`${esc}[<0;20;10m`, []],
		[`${esc}[<64;5;5M`, [wheel(-1)]],
		[`${esc}[<65;5;5M`, [wheel(1)]],
		// Other buttons, and the left one with Shift, Alt, Ctrl or in motion.
		...[1, 2, 3, 4, 8, 16, 32, 35, 66, 67, 68, 80, 128].map(
			button => [`${esc}[<${button};5;5M`, []] as const,
		),
		[`${esc}[<0;0;5M`, []],
		// Without the form that was asked for.
		[`${esc}[M !!`, [press(0, 0)]],
		[`${esc}[M yy`, [press(88, 88)]],
		[`${esc}[M#yy`, []],
		[`${esc}[M\`yy`, [wheel(-1)]],
		[`${esc}[M \u{FFFD}yj`, [press(0xff_fd - 33, 88), 'j']],
	] as const)('%j', (input, parts) => {
		expect(split(input)).toEqual(parts);
	});

	it('keys before, between and behind stay in their order', () => {
		expect(split(`j${esc}[<0;3;4M${esc}[A${esc}[<65;3;4Mq`)).toEqual([
			'j',
			press(2, 3),
			`${esc}[A`,
			wheel(1),
			'q',
		]);
	});

	it('Esc before one is a key', () => {
		expect(split(`${esc}${esc}[<0;3;4M`)).toEqual([`${esc}[27u`, press(2, 3)]);
	});

	it('in pasted text are text', () => {
		const pasted = `${esc}[200~a${esc}[<0;3;4M${esc}${esc}[201~`;
		expect(split(`${pasted}${esc}[<0;3;4Mj`)).toEqual([pasted, press(2, 3), 'j']);
	});
});

describe('other input', () => {
	const keys = [
		...['j', 'é', '負', '😀', '\r', '\t', '\u{3}', ' ', 'M', '[', '<', '0;1;1M'],
		...['[A', '[1;5C', '[5~', 'OP', '[27u', '[Z', '[200~', '[?1u', '[<u', ']a', '[<0;1q'].map(
			rest => esc + rest,
		),
	];

	it.each(keys)('%j passes at once', key => {
		const {push, held} = inputSequences();
		expect(push(key)).toEqual([key]);
		expect(held()).toBe(null);
	});

	it.each([
		[esc, `${esc}[27u`],
		[esc + esc, `${esc}[27u${esc}[27u`],
		[`${esc}[`, `${esc}[27u[`],
	])('%j at the end is held back, and then is the key Esc', (end, released) => {
		const {push, held, release} = inputSequences();
		expect(push(`j${end}`)).toEqual(['j']);
		expect(held()).toBe('key');
		expect(release()).toBe(released);
		expect(held()).toBe(null);
	});

	it.each([
		[esc, '[<0;3;4M'],
		[`${esc}[`, '<0;3;4M'],
		[`${esc}[`, 'M #$'],
	])('%j is the key Esc in time, but what belongs to the mouse is no text (%j)', (end, rest) => {
		const {push, release} = inputSequences();
		push(end);
		release();
		expect(push(`${rest}j`)).toEqual([press(2, 3), 'j']);
		push(end);
		release();
		expect(push('[5~')).toEqual(['[5~']);
		expect(push(rest)).toEqual([rest]);
	});

	it('the rest of a press behind two keys Esc is no text either', () => {
		const {push, release} = inputSequences();
		push(`${esc}${esc}[`);
		expect(release()).toBe(`${esc}[27u${esc}[27u[`);
		expect(push('<0;3;4Mj')).toEqual([press(2, 3), 'j']);
	});

	it('the beginning of a press is no key, however long the rest takes', () => {
		const {push, held} = inputSequences();
		expect(push(`${esc}[<0;3`)).toEqual([]);
		expect(held()).toBe('mouse');
		expect(push(`;4M`)).toEqual([press(2, 3)]);
	});

	it('an end that was held back comes with what follows it', () => {
		const {push, held} = inputSequences();
		expect(push(esc)).toEqual([]);
		expect(push('[A')).toEqual([`${esc}[A`]);
		expect(push(`${esc}[<0;1`)).toEqual([]);
		expect(push('q')).toEqual([`${esc}[<0;1q`]);
		expect(held()).toBe(null);
	});
});

const background = (isLight: boolean): InputPart => ({kind: 'background', isLight});
const last: InputPart = {kind: 'last'};

describe('answers of the terminal', () => {
	it.each([
		['rgb:ffff/ffff/ffff', true],
		['rgb:0000/0000/0000', false],
		['rgb:ff/ff/ff', true],
		['rgb:f/f/f', true],
		['rgba:ffff/ffff/ffff/8000', true],
		['#fdf6e3', true],
		['#002b36', false],
		// Solarized, and a yellow and a blue of equal strength.
		['rgb:fdfd/f6f6/e3e3', true],
		['rgb:0000/2b2b/3636', false],
		['rgb:ff/ff/00', true],
		['rgb:00/00/ff', false],
		['rgb:80/80/80', true],
		['rgb:7f/7f/7f', false],
	])('%s is light: %s', (colour, isLight) => {
		for (const end of ['\u{7}', `${esc}\\`]) {
			expect(split(`${esc}]11;${colour}${end}`)).toEqual([background(isLight)]);
		}
	});

	it.each([
		// Another question, the question itself, and colours that nobody knows.
		`${esc}]10;rgb:ff/ff/ff\u{7}`,
		`${esc}]4;0;rgb:ff/ff/ff${esc}\\`,
		`${esc}]11;?\u{7}`,
		`${esc}]11;\u{7}`,
		`${esc}]11;rgb:ff/ff\u{7}`,
		`${esc}]11;rgb:fffff/ff/ff\u{7}`,
		`${esc}]11;rgb:ff/ff/ff/ff\u{7}`,
		`${esc}]11;#fff\u{7}`,
	])('%j is neither a colour nor keys', answer => {
		expect(split(`j${answer}k`)).toEqual(
			/rgb:ff\/ff\/ff\/ff/.test(answer) ? ['j', background(true), 'k'] : ['jk'],
		);
	});

	it('end with the attributes, whatever these are', () => {
		expect(split(`${esc}]11;rgb:ff/ff/ff\u{7}${esc}[?62;22;52c`)).toEqual([background(true), last]);
		expect(split(`${esc}[?6c`)).toEqual([last]);
		// GNU screen answers the second question first.
		expect(split(`${esc}[?1;2c${esc}]11;rgb:0/0/0${esc}\\`)).toEqual([last, background(false)]);
	});

	it('are no keys if their end is lost, and the next keys are', () => {
		expect(split(`${esc}]11;rgb:ffff/ffjq`)).toEqual(['jq']);
		expect(split(`${esc}]11;rgb:ffff/ff${esc}[A`)).toEqual([`${esc}[A`]);
		expect(split(`${esc}]11;rgb:ffff/ff${esc}`)).toEqual([]);
		expect(split(`${esc}]11;rgb:ffff/ffj${esc}[<0;3;4M`)).toEqual(['j', press(2, 3)]);
	});

	it.each([']11;rgb:ff/ff/ff', ']11;rgb:ff/ff/ff\u{1B}', ']4;', '[?', '[?62;22'])(
		'%j is no key, however long the rest takes, and then the rest is none',
		start => {
			const rest = start.startsWith('[') ? 'c' : start.endsWith(esc) ? '\\' : '\u{7}';
			const {push, held, release} = inputSequences();
			expect(push(`j${esc}${start}`)).toEqual(['j']);
			expect(held()).toBe('answer');
			expect(release()).toBe('');
			expect(held()).toBe(null);
			expect(push(`${rest}k`).filter(part => typeof part === 'string')).toEqual(['k']);
		},
	);

	it.each([esc, `${esc}[`, `${esc}]`, `${esc}]1`])(
		'%j is a key in time, but the rest is none, even in pieces',
		start => {
			const {push, release} = inputSequences();
			push(start);
			expect(release()).not.toBe('');
			const rest = (
				start.endsWith('[') ? `${esc}[?62;22c` : `${esc}]11;rgb:ff/ff/ff${esc}\\`
			).slice(start.length);
			expect(push(rest.slice(0, 5))).toEqual([]);
			expect(push(`${rest.slice(5)}k`)).toEqual([
				start.endsWith('[') ? last : background(true),
				'k',
			]);
		},
	);

	it('a key after the lost end of one counts, even if it could be a part of it', () => {
		const {push, release} = inputSequences();
		push(`${esc}]11;rgb:ff`);
		expect(release()).toBe('');
		expect(push('d')).toEqual(['d']);
		push(`${esc}]11;rgb:ff`);
		release();
		expect(push('dj')).toEqual(['dj']);
	});

	it('Esc in front of one is a key', () => {
		const {push, release} = inputSequences();
		expect(push(`${esc}${esc}]11;rgb:ff/ff/ff\u{7}`)).toEqual([`${esc}[27u`, background(true)]);
		push(`${esc}${esc}]11;rg`);
		expect(release()).toBe(`${esc}[27u`);
	});

	it.each([']', ']1', ']11'])('Alt and %j are keys in time', keys => {
		const {push, held, release} = inputSequences();
		expect(push(esc + keys)).toEqual([]);
		expect(held()).toBe('answer');
		expect(release()).toBe(esc + keys);
	});

	it('may have keys in their middle, wherever reads end: the keys count, and the rest is none', () => {
		const keys = ['j', 'yes', 'é', '\r', `${esc}[A`, `${esc}OP`, `j${esc}[1;5C`];
		fc.assert(
			fc.property(
				fc.constantFrom('rgb:ffff/ffff/dddd', 'rgb:1d1d/1f1f/2121', '#fdf6e3'),
				fc.constantFrom('\u{7}', `${esc}\\`),
				fc.constantFrom(...keys),
				fc.nat(),
				fc.tuple(fc.boolean(), fc.boolean()),
				(colour, end, key, place, [isReadBefore, isReadAfter]) => {
					const cut = place % colour.length;
					const [first, rest] = [`${esc}]11;${colour.slice(0, cut)}`, colour.slice(cut) + end];
					const pieces = [first, key, `${rest}k`].join('|');
					const reads = pieces
						.replace('|', isReadBefore ? '|' : '')
						.replace(/\|(?=[^|]*$)/, isReadAfter ? '|' : '')
						.split('|');
					const found = split(...reads, `${esc}[?62;22cq`);
					expect(found.filter(part => typeof part === 'object')).toEqual([
						background(!colour.startsWith('rgb:1d')),
						last,
					]);
					expect(found.filter(part => typeof part === 'string').join('')).toBe(`${key}kq`);
				},
			),
		);
	});

	it('that were torn end with the attributes: later keys are keys, whatever they are', () => {
		const later = 'ff/ffff/ffff\u{7}';
		expect(split(`${esc}]11;rgb:ffj`, `${esc}[?6c`, later)).toEqual(['j', last, later]);
		// Keys that could be the rest of an answer, but do not make one.
		expect(split(`${esc}]11;rgb:ffj`, 'd', 'bad\r')).toEqual(['jdbad\r']);
	});

	it('are not looked for in pasted text', () => {
		const pasted = `${esc}[200~${esc}]11;rgb:ff/ff/ff\u{7}${esc}[?6c${esc}[201~`;
		expect(split(pasted)).toEqual([pasted]);
	});
});

const cell = fc.integer({min: 0, max: 400});
const event = fc.oneof(
	fc.record({kind: fc.constant('press' as const), x: cell, y: cell}),
	fc.record({kind: fc.constant('wheel' as const), by: fc.constantFrom(1, -1)}),
	fc.record({kind: fc.constant('background' as const), isLight: fc.boolean()}),
	fc.constant(last),
);
const text = fc.constantFrom(
	...['j', 'yes', 'é負😀', '\r', `${esc}[A`, `${esc}[1;5C`, `${esc}OP`, `${esc}[27u`],
	`${esc}[200~pasted ${esc}[<0;1;1M ${esc}[M y!${esc}]11;rgb:f/f/f${esc}[20${esc}[201~`,
	// What can stand in an answer.
	...['d', '1', 'bad', '11;rgb:', 'c', ';', '/', ':'],
);

function sent(part: InputPart): string {
	if (typeof part === 'string') {
		return part;
	}

	switch (part.kind) {
		case 'press':
			return `${esc}[<0;${part.x + 1};${part.y + 1}M${esc}[<0;${part.x + 1};${part.y + 1}m`;
		case 'wheel':
			return `${esc}[<${part.by === 1 ? 65 : 64};7;7M`;
		case 'background':
			// In both forms.
			return part.isLight
				? `${esc}]11;rgb:ffff/ffff/dddd${esc}\\`
				: `${esc}]11;rgb:1d1d/1f1f/2121\u{7}`;
		case 'last':
			return `${esc}[?62;22c`;
	}
}

/** The input of some parts, in pieces that end at these places. */
function piecesOf(parts: readonly InputPart[], cuts: readonly number[]): readonly string[] {
	const input = parts.map(sent).join('');
	const places = [0, ...cuts.toSorted((a, b) => a - b), input.length];
	return places.slice(1).map((end, index) => input.slice(places[index], end));
}

const isEvent = (part: InputPart) => typeof part === 'object';
const keysOf = (parts: readonly InputPart[]) =>
	parts.filter(part => typeof part === 'string').join('');

describe('input in pieces', () => {
	it('means the same wherever it is split', () => {
		fc.assert(
			fc.property(
				fc.array(fc.oneof(text, event), {maxLength: 12}),
				fc.array(fc.nat({max: 300}), {maxLength: 8}),
				(parts, cuts) => {
					const found = split(...piecesOf(parts, cuts));
					expect(found).toEqual(split(parts.map(sent).join('')));
					expect(found.filter(isEvent)).toEqual(parts.filter(isEvent));
					expect(keysOf(found)).toBe(keysOf(parts));
				},
			),
		);
	});

	it('means the same if every character comes alone', () => {
		const input = `j${esc}[<0;12;3M${esc}[<0;12;3m${esc}[B${esc}[<65;1;1Mk`;
		expect(split(...input)).toEqual(['j', press(11, 2), `${esc}[B`, wheel(1), 'k']);
	});

	it('never turns an answer into keys, however late its second piece is', () => {
		const keys = fc.constantFrom('', 'j', 'd', '1', `${esc}[A`, 'é');
		fc.assert(
			fc.property(
				keys,
				fc.constantFrom(background(true), background(false), last),
				keys,
				fc.integer({min: 1, max: 8}),
				fc.boolean(),
				(before, answer, after, cut, isFromEnd) => {
					const input = sent(answer);
					const place = isFromEnd ? input.length - cut : cut;
					const {push, release} = inputSequences();
					const parts = [
						...push(before + input.slice(0, place)),
						release(),
						...push(input.slice(place) + after),
					];
					expect(parts.filter(isEvent)).toEqual([answer]);
					// So few characters can be keys, and act if nothing follows in time.
					const begun = input.slice(0, place);
					const acted = ['[', ''].includes(begun.slice(1))
						? `${esc}[27u${begun.slice(1)}`
						: begun.startsWith(`${esc}]`) && !begun.includes(';')
							? begun
							: '';
					expect(keysOf(parts)).toBe(before + acted + after);
				},
			),
		);
	});
});
