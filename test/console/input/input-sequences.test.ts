/** What the mouse sends is taken out of the input, wherever it is split, and nothing else is changed. */
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
		...['[A', '[1;5C', '[5~', 'OP', '[27u', '[Z', '[200~', '[?62c', '[<u', '[<0;1q'].map(
			rest => esc + rest,
		),
	];

	it.each(keys)('%j passes at once', key => {
		const {push, waits} = inputSequences();
		expect(push(key)).toEqual([key]);
		expect(waits()).toBe(false);
	});

	it.each([
		[esc, `${esc}[27u`],
		[esc + esc, `${esc}[27u${esc}[27u`],
		[`${esc}[`, `${esc}[27u[`],
	])('%j at the end is held back, and then is the key Esc', (end, released) => {
		const {push, waits, release} = inputSequences();
		expect(push(`j${end}`)).toEqual(['j']);
		expect(waits()).toBe(true);
		expect(release()).toBe(released);
		expect(waits()).toBe(false);
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

	it('the beginning of a press is no key, however long the rest takes', () => {
		const {push, waits} = inputSequences();
		expect(push(`${esc}[<0;3`)).toEqual([]);
		expect(waits()).toBe(false);
		expect(push(`;4M`)).toEqual([press(2, 3)]);
	});

	it('an end that was held back comes with what follows it', () => {
		const {push, waits} = inputSequences();
		expect(push(esc)).toEqual([]);
		expect(push('[A')).toEqual([`${esc}[A`]);
		expect(push(`${esc}[<0;1`)).toEqual([]);
		expect(push('q')).toEqual([`${esc}[<0;1q`]);
		expect(waits()).toBe(false);
	});
});

const cell = fc.integer({min: 0, max: 400});
const event = fc.oneof(
	fc.record({kind: fc.constant('press' as const), x: cell, y: cell}),
	fc.record({kind: fc.constant('wheel' as const), by: fc.constantFrom(1, -1)}),
);
const text = fc.constantFrom(
	...['j', 'yes', 'é負😀', '\r', `${esc}[A`, `${esc}[1;5C`, `${esc}OP`, `${esc}[27u`],
	`${esc}[200~pasted ${esc}[<0;1;1M ${esc}[M y!${esc}[20${esc}[201~`,
);

function sent(part: InputPart): string {
	if (typeof part === 'string') {
		return part;
	}

	return part.kind === 'wheel'
		? `${esc}[<${part.by === 1 ? 65 : 64};7;7M`
		: `${esc}[<0;${part.x + 1};${part.y + 1}M${esc}[<0;${part.x + 1};${part.y + 1}m`;
}

describe('input in pieces', () => {
	it('means the same wherever it is split', () => {
		fc.assert(
			fc.property(
				fc.array(fc.oneof(text, event), {maxLength: 12}),
				fc.array(fc.nat({max: 300}), {maxLength: 8}),
				(parts, cuts) => {
					const input = parts.map(sent).join('');
					const places = [0, ...cuts.toSorted((a, b) => a - b), input.length];
					const pieces = places.slice(1).map((end, index) => input.slice(places[index], end));
					expect(split(...pieces)).toEqual(split(input));
					expect(split(input).filter(part => typeof part === 'object')).toEqual(
						parts.filter(part => typeof part === 'object'),
					);
					expect(
						split(input)
							.filter(part => typeof part === 'string')
							.join(''),
					).toBe(parts.filter(part => typeof part === 'string').join(''));
				},
			),
		);
	});

	it('means the same if every character comes alone', () => {
		const input = `j${esc}[<0;12;3M${esc}[<0;12;3m${esc}[B${esc}[<65;1;1Mk`;
		expect(split(...input)).toEqual(['j', press(11, 2), `${esc}[B`, wheel(1), 'k']);
	});
});
