/** Input with a mouse: keys and presses act in their order, and Esc is a key in time. */
import {describe, expect, it} from 'vitest';
import {terminalInput} from '../../../source/console/input/terminal-input.ts';
import type {MouseEvent} from '../../../source/console/mouse/mouse-sequence.ts';
import {openConsole} from '../../support/open-console.ts';
import {partsOf} from '../../support/parts-of.ts';
import {sampleDirector} from '../../support/sample-director.ts';
import {openScreen} from '../../support/terminal-screen.ts';

const esc = '\u{1B}';
const size = {columns: 80, rows: 24};

/** The sequences of pressing and releasing the left button, as the terminal sends them. */
function click(x: number, y: number): string {
	return `${esc}[<0;${x + 1};${y + 1}M${esc}[<0;${x + 1};${y + 1}m`;
}

/** Reads the input as Ink does, and records keys and the mouse in the order in which they are handled. */
function recorded() {
	const screen = openScreen(size);
	const handled: (string | MouseEvent)[] = [];
	const waits: (() => void)[] = [];
	let cancelled = 0;
	const {stdin, mouse, stop} = terminalInput(screen.stdin, {
		after(_, callback) {
			waits.push(callback);
			return () => {
				cancelled += 1;
				waits.splice(waits.indexOf(callback), 1);
			};
		},
	});
	mouse(event => handled.push(event));
	stdin.setEncoding('utf8');
	stdin.on('readable', () => {
		for (let text: unknown = stdin.read(); text !== null; text = stdin.read()) {
			handled.push(String(text));
		}
	});
	return {type: screen.type, handled, waits, stop, cancelled: () => cancelled};
}

describe('input', () => {
	it('is handled in its order', async () => {
		const {type, handled} = recorded();
		await type(`jj${click(3, 4)}k${click(5, 6)}${click(7, 8)}`);
		expect(handled).toEqual([
			'jj',
			{kind: 'press', x: 3, y: 4},
			'k',
			{kind: 'press', x: 5, y: 6},
			{kind: 'press', x: 7, y: 8},
		]);
	});

	it('of many turns of the wheel is one event', async () => {
		const {type, handled} = recorded();
		await type(`${`${esc}[<65;9;9M`.repeat(500)}j${`${esc}[<64;9;9M`.repeat(2)}`);
		expect(handled).toEqual([{kind: 'wheel', by: 500}, 'j', {kind: 'wheel', by: -2}]);
	});

	it('that ends in Esc waits for a sequence, and is the key Esc if none comes', async () => {
		const {type, handled, waits} = recorded();
		await type(esc);
		expect(handled).toEqual([]);
		expect(waits).toHaveLength(1);
		waits[0]?.();
		expect(handled).toEqual([`${esc}[27u`]);
		await type('q');
		expect(handled).toEqual([`${esc}[27u`, 'q']);
	});

	it('that continues is not waited for any more', async () => {
		const {type, handled, waits} = recorded();
		const [first, ...others] = click(1, 1);
		await type(first ?? '');
		await type(others.join(''));
		expect(handled).toEqual([{kind: 'press', x: 1, y: 1}]);
		expect(waits).toEqual([]);
	});

	it('is not waited for after the end', async () => {
		const {type, waits, stop} = recorded();
		await type(esc);
		stop();
		expect(waits).toEqual([]);
	});
});

describe('a console', () => {
	it('takes keys and presses that arrive together', async () => {
		const console = await openConsole(size, sampleDirector());
		// Down, then the last row but one, then up.
		await console.press(`j${click(5, 10)}k`);
		expect(partsOf(console.store).services.cursor.index).toBe(5);
		expect(console.frame().split('\n')[9]).toMatch(/^>/);
	});

	it('takes a press wherever it is split', async () => {
		const sequence = click(5, 8);
		const console = await openConsole(size, sampleDirector());
		for (let end = 1; end < sequence.length; end += 1) {
			await console.press('g');
			expect(partsOf(console.store).services.cursor.index).toBe(0);
			await console.press(sequence.slice(0, end), sequence.slice(end));
			expect(partsOf(console.store).services.cursor.index).toBe(4);
			expect(console.store.getState()).toMatchObject({overlay: null, prompt: null, message: null});
		}
	});

	it('keeps pasted text that looks like a press', async () => {
		const console = await openConsole(size, sampleDirector());
		await console.press('/', `${esc}[200~a${click(5, 8)}${esc}[201~`);
		expect(console.store.getState().prompt).toMatchObject({kind: 'text', name: 'filter'});
		expect(partsOf(console.store).services.filter).toContain('[<0;6;9M');
	});
});
