/** The Services view in a terminal: colours, movement, sizes. */
import {expect, test} from 'vitest';
import {openConsole, read} from '../../support/open-console.ts';
import {partsOf} from '../../support/parts-of.ts';
import {director, rates, sampleDirector, server, service} from '../../support/sample-director.ts';
import {keySequences} from '../../support/terminal-screen.ts';

const {down, pagedown, pageup} = keySequences;
const small = {columns: 80, rows: 24};

const many = (servers: number) =>
	director([
		service(
			'tcp:10.1.1.1:80',
			Array.from({length: servers}, (_, index) => server(`10.0.0.${index}:80`)),
		),
	]);

/** The line of the screen with a text, counted from 0. */
function lineOf(frame: string, text: string): number {
	return frame.split('\n').findIndex(line => line.includes(text));
}

test('the cursor row has one style from edge to edge', async () => {
	const {cell} = await openConsole(small, sampleDirector());
	const looks = new Set(
		Array.from({length: 80}, (_, column) => {
			const {foreground, background} = cell(4, column);
			return `${foreground} on ${background}`;
		}),
	);
	expect([...looks]).toEqual(['0 on 6']);
	expect(cell(4, 0).text).toBe('>');
});

test('red is only for problems that affect clients', async () => {
	const {cell, frame} = await openConsole(small, sampleDirector());
	const red = frame()
		.split('\n')
		.flatMap((line, index) =>
			Array.from(line, (_, column) => cell(index, column))
				.filter(({foreground, text}) => foreground === 1 && text.trim() !== '')
				.map(({text}) => text)
				.join(''),
		)
		.filter(text => text !== '');
	expect(red).toEqual(['overmax', 'allat0', 'nosrv']);
});

test('zeros are dim, so that activity stands out', async () => {
	const {cell, frame} = await openConsole(small, sampleDirector());
	const line = lineOf(frame(), '10.0.0.9:443');
	const zero = (frame().split('\n')[line] ?? '').indexOf(' 0 ') + 1;
	expect(cell(line, zero)).toMatchObject({text: '0', dim: true});
});

test('without colours the cursor is inverse and no colour is used at all', async () => {
	const {cell, frame} = await openConsole(small, sampleDirector(), {theme: 'mono'});
	expect(cell(4, 0)).toMatchObject({text: '>', inverse: true});
	expect(cell(4, 79)).toMatchObject({inverse: true});
	for (const [line, text] of frame().split('\n').entries()) {
		for (const column of Array.from(text).keys()) {
			expect(cell(line, column)).toMatchObject({foreground: -1, background: -1});
		}
	}
});

test('without colours every state is shown by characters', async () => {
	const dark = await openConsole(small, sampleDirector());
	const mono = await openConsole(small, sampleDirector(), {theme: 'mono'});
	expect(mono.frame()).toBe(dark.frame());
});

test('a refresh that changes figures moves nothing', async () => {
	const console = await openConsole(small, sampleDirector());
	await console.press(down, down);
	const before = console.frame().split('\n');
	await console.poll(
		read(sampleDirector({monotonic: 2000, totalRates: {rates: rates(), ratesFrom: 'measured'}})),
	);
	const after = console.frame().split('\n');
	expect(after.slice(2, -2)).toEqual(before.slice(2, -2));
});

test('a weight changes on the screen when a reading shows it', async () => {
	const one = (weight: number) =>
		director([service('tcp:10.1.1.1:80', [server('10.0.0.1:80', {weight})])]);
	const console = await openConsole(small, one(1));
	await console.press(down, 'w', '5', '\r', 'y');
	expect(console.frame()).toMatch(/10\.0\.0\.1:80 +NAT +1 /);
	expect(console.frame()).toContain('done: weight of 10.0.0.1:80 in tcp:10.1.1.1:80: 1 → 5');
	await console.poll(read(one(5)));
	expect(console.frame()).toMatch(/10\.0\.0\.1:80 +NAT +5 /);
});

test('the cursor stays on the screen of a long table', async () => {
	const console = await openConsole(small, many(200));
	for (const keys of [[pagedown, pagedown, pagedown], ['G'], [pageup], ['g']]) {
		await console.press(...keys);
		expect(lineOf(console.frame(), '>  ') + lineOf(console.frame(), '>▾')).toBeGreaterThan(0);
	}
});

test('keys that arrive together all count', async () => {
	const console = await openConsole(small, many(20));
	await console.press('jjj');
	expect(partsOf(console.store).services.cursor.index).toBe(3);
	await console.press('w7\r');
	expect(console.frame()).toContain('-r 10.0.0.2:80 -m -w 7');
});

test('Esc takes the filter away', async () => {
	const console = await openConsole(small, sampleDirector());
	await console.press('/', 'udp', '\r');
	expect(console.frame()).not.toContain('FWM');
	await console.press(keySequences.esc);
	expect(console.frame()).toContain('FWM');
});

test('a pasted text goes into the filter as text', async () => {
	const console = await openConsole(small, sampleDirector());
	await console.press('/', '\u{1B}[200~udp q\r\u{1B}[201~');
	expect(console.store.getState().prompt).toMatchObject({name: 'filter'});
	expect(partsOf(console.store).services.filter).toBe('udp q');
});

test.each([
	{columns: 200, rows: 60},
	{columns: 100, rows: 20},
	{columns: 60, rows: 15},
	{columns: 250, rows: 80},
])('pulled to $columns×$rows the screen is as if it had been opened so', async size => {
	const pulled = await openConsole(small, sampleDirector());
	pulled.resize(size.columns, size.rows);
	await pulled.drawn();
	const opened = await openConsole(size, sampleDirector());
	expect(pulled.frame()).toBe(opened.frame());
});

test('after shrinking and enlarging the window, everything is where it was', async () => {
	const console = await openConsole(small, many(100));
	await console.press('G');
	const before = console.frame();
	console.resize(30, 5);
	expect(await console.drawn()).toContain('lvstop needs a larger terminal');
	console.resize(80, 24);
	expect(await console.drawn()).toBe(before);
});

test('a frame uses every line of the terminal and no more than its columns', async () => {
	for (const size of [small, {columns: 61, rows: 15}, {columns: 250, rows: 80}]) {
		const {frame} = await openConsole(size, sampleDirector());
		const lines = frame().split('\n');
		expect(lines).toHaveLength(size.rows);
		expect(lines[0]).toContain('● live');
		expect(lines.at(-1)).toContain('? help');
	}
});

test('only lines that have changed are sent again', async () => {
	for (const [sidePanel, most] of [
		[false, 1500],
		[true, 4500],
	] as const) {
		const console = await openConsole({columns: 200, rows: 60}, many(50), {sidePanel});
		const before = console.written().length;
		await console.press(down);
		expect(console.written().length - before).toBeLessThan(most);
	}
});
