/**
 * The side panel of a wide terminal: the row at the cursor, beside the table.
 */
import {describe, expect, it, test} from 'vitest';
import {viewWithPanel} from '../../../source/console/screen/side-panel.tsx';
import {receivePoll} from '../../../source/console/state/director-reducers.ts';
import {besidePanel, sidePanelFrom} from '../../../source/console/state/layout.ts';
import {keyboard} from '../../support/keyboard.ts';
import {type OpenConsole, openConsole, read} from '../../support/open-console.ts';
import {director, rates, sampleDirector, server, service} from '../../support/sample-director.ts';
import {keySequences} from '../../support/terminal-screen.ts';

const {down, enter} = keySequences;
const wide = {columns: 160, rows: 45};
const large = {columns: 200, rows: 60};

async function expectFrame(name: string, {drawn}: OpenConsole): Promise<void> {
	await expect(`${await drawn()}\n`).toMatchFileSnapshot(`../../frames/${name}.txt`);
}

/** The lines of the view without its panel, and those of the panel. */
function halves(
	frame: string,
	columns: number,
): {readonly view: string[]; readonly panel: string[]} {
	const at = besidePanel({columns, rows: 45})?.view ?? columns;
	const lines = frame.split('\n').slice(3, -2);
	return {
		view: lines.map(line => line.slice(0, at).trimEnd()),
		panel: lines.map(line => line.slice(at + 1)),
	};
}

describe('frames', () => {
	it.each([{columns: 149, rows: 40}, {columns: 150, rows: 40}, wide])(
		'of a server in the Services view at $columns×$rows',
		async size => {
			const console = await openConsole(size, sampleDirector());
			await console.press(down);
			await expectFrame(`panel-services-${size.columns}x${size.rows}`, console);
		},
	);

	it('of a real server at 160×45', async () => {
		const console = await openConsole(wide, sampleDirector());
		await console.press('2');
		await expectFrame('panel-servers-160x45', console);
	});
});

test('there is no panel at fewer than 150 columns, and its key says why', async () => {
	for (const columns of [60, 80, 120, sidePanelFrom - 1]) {
		const console = await openConsole({columns, rows: 24}, sampleDirector());
		expect(console.frame()).not.toContain('│');
		await console.press('I');
		expect(console.store.getState().message?.text).toContain(
			`the side panel needs 150 columns; this terminal has ${columns}`,
		);
		expect(console.store.getState().sidePanel).toBe(true);
	}
});

test('the key folds the panel, and the table gets all columns; again shows it', async () => {
	const console = await openConsole(wide, sampleDirector(), {strip: false});
	const shown = console.frame();
	expect(halves(shown, 160).panel.every(line => line.startsWith('│'))).toBe(true);
	await console.press('I');
	expect(console.frame()).not.toContain('│');
	const folded = await openConsole(wide, sampleDirector(), {sidePanel: false, strip: false});
	expect(console.frame()).toBe(folded.frame());
	await console.press('I');
	expect(console.frame()).toBe(shown);
});

test.each(['1', '2'])(
	'view %s: the table does not move while the panel follows the cursor',
	async key => {
		const console = await openConsole(wide, sampleDirector());
		await console.press(key);
		const rows = (): readonly string[] =>
			halves(console.frame(), 160).view.map(line => line.replace(/^[>]/, ' '));
		const first = rows();
		const titles = new Set<string>();
		for (let row = 0; row < 3; row += 1) {
			titles.add(halves(console.frame(), 160).panel[0] ?? '');
			await console.press(down);
			expect(rows()).toEqual(first);
		}

		expect(titles.size).toBe(3);
	},
);

test('the panel is live: it shows the figures of the last reading', async () => {
	const reading = (perSecond: number) =>
		director([
			service('tcp:10.1.1.1:80', [
				server('10.0.0.1:80', {rates: rates({connections: perSecond}), ratesFrom: 'measured'}),
			]),
		]);
	const console = await openConsole(wide, reading(3), {strip: false});
	await console.press(down);
	const line = (): string =>
		halves(console.frame(), 160).panel.find(text => text.includes('  connections ')) ?? '';
	expect(line()).toMatch(/ 3\.00$/);
	await console.poll(read(reading(7)));
	expect(line()).toMatch(/ 7\.00$/);
	await console.poll(read(director([])));
	expect(halves(console.frame(), 160).panel.join('').replaceAll('│', '').trim()).toBe('');
});

test('a row without a history gets one while the cursor rests on it', async () => {
	const services = [
		service(
			'tcp:10.1.1.1:80',
			Array.from({length: 300}, (_, index) =>
				server(`10.0.${index >> 8}.${index & 255}:80`, {
					rates: rates({connections: 5}),
					ratesFrom: 'measured',
				}),
			),
		),
	];
	const console = await openConsole(wide, director(services));
	await console.press('G');
	for (let second = 2; second <= 20; second += 2) {
		await console.poll(read(director(services, {monotonic: second * 1000})));
	}

	expect(halves(console.frame(), 160).panel.join('\n')).toMatch(
		/ {3}connections\/s .*[▁-█] max {2}5\.00/,
	);
});

test('nothing is read for the panel', async () => {
	const shown = await openConsole(large, sampleDirector());
	const folded = await openConsole(large, sampleDirector(), {sidePanel: false});
	for (const console of [shown, folded]) {
		await console.press(down, down, '2', down, '1');
	}

	expect(shown.outside.asked).toEqual(folded.outside.asked);
});

test('the panel is made again only for another row, another reading or other units', () => {
	const {store, press} = keyboard(sampleDirector(), {size: wide});
	let made = 0;
	const draw = (): void => {
		const state = store.getState();
		const views = state.assembly.views.map(view => ({
			...view,
			panel: (...given: Parameters<NonNullable<typeof view.panel>>) => {
				made += 1;
				return view.panel?.(...given) ?? [];
			},
		}));
		viewWithPanel({...state, assembly: {...state.assembly, views}}, 40);
	};
	draw();
	expect(made).toBe(1);
	for (const keys of ['?<esc>', '<space><up>', 'I', 'I', 'm<esc>']) {
		press(keys);
		draw();
	}

	expect(made).toBe(1);
	press('<down>');
	draw();
	expect(made).toBe(2);
	store.update(receivePoll(read(sampleDirector())));
	draw();
	expect(made).toBe(3);
	press('b');
	draw();
	expect(made).toBe(4);
});

test('an overlay covers the panel too', async () => {
	const console = await openConsole(wide, sampleDirector());
	await console.press(down);
	const before = console.frame();
	await console.press('?');
	expect(console.frame()).not.toContain('│');
	await console.press('q');
	expect(console.frame()).toBe(before);
});

test('a panel that is longer than the screen says how to see the rest', async () => {
	const servers = Array.from({length: 30}, (_, index) => server(`10.0.0.${index + 1}:80`));
	const console = await openConsole(
		{columns: 160, rows: 30},
		director([service('tcp:10.1.1.1:80', servers)]),
	);
	expect(halves(console.frame(), 160).panel.at(-1)).toMatch(/… \d+ more lines: Enter shows all$/);
});

test('what this console has changed on the row is listed', async () => {
	const console = await openConsole(wide, sampleDirector());
	await console.press(down, 'w', '5', enter, 'y');
	const changed = (): boolean =>
		halves(console.frame(), 160).panel.some(line => line.includes('changed'));
	expect(changed()).toBe(true);
	expect(console.frame()).toMatch(/│ {3}▲[\d:]{8} you: weight of 10\.0\.0\.8:80: 1 → 5/);
	await console.press(down);
	expect(changed()).toBe(false);
});
