/**
 * Screens with names; `vitest -u` writes the frames anew.
 */
import {expect, test} from 'vitest';
import type {NamesShown} from '../../../source/director/names.ts';
import {createNameBook} from '../../../source/features/names/name-book.ts';
import {receiveNames} from '../../../source/features/names/slice.ts';
import {createManualClock} from '../../../source/simulator/manual-clock.ts';
import {answer, connectedDirector, everyKindOfConnection} from '../../support/connection-table.ts';
import {type OpenConsole, openConsole} from '../../support/open-console.ts';
import {sampleDirector} from '../../support/sample-director.ts';
import {keySequences} from '../../support/terminal-screen.ts';

const {down, enter} = keySequences;
const size = {columns: 120, rows: 30};

const configured = new Map([
	['172.16.249.138:80', 'shop'],
	['10.0.0.8', 'web1.example.com'],
	['10.0.0.9', 'a-name-that-is-much-longer-than-any-column-of-names.example.com'],
	['10.0.0.9:80', 'hostile \u{1B}[31m \u{202E}name'],
	['10.1.1.1:80', 'front'],
]);

function names(shown: NamesShown) {
	const clock = createManualClock();
	return receiveNames(createNameBook({shown, configured, lookUp: null, clock}).names());
}

async function expectFrame(name: string, {drawn}: OpenConsole): Promise<void> {
	await expect(`${await drawn()}\n`).toMatchFileSnapshot(`../../frames/names-${name}.txt`);
}

test.each(['beside', 'instead'] as const)('services with names %s', async shown => {
	const console = await openConsole(size, sampleDirector());
	console.store.update(names(shown));
	await expectFrame(`services-${shown}-120x30`, console);
});

test.each(['beside', 'instead'] as const)('servers with names %s', async shown => {
	const console = await openConsole(size, sampleDirector());
	console.store.update(names(shown));
	await console.press('2');
	await expectFrame(`servers-${shown}-120x30`, console);
});

test.each(['beside', 'instead'] as const)('connections with names %s', async shown => {
	const console = await openConsole(size, connectedDirector());
	console.store.update(names(shown));
	await console.press('3');
	answer(console, everyKindOfConnection);
	await expectFrame(`connections-${shown}-120x30`, console);
	await console.press('V');
	answer(console, everyKindOfConnection);
	await expectFrame(`groups-${shown}-120x30`, console);
});

test.each(['beside', 'instead'] as const)(
	'a name %s that becomes known moves no number',
	async shown => {
		const console = await openConsole(size, sampleDirector());
		const none = createNameBook({
			...{shown, configured: new Map(), lookUp: null, clock: createManualClock()},
		});
		console.store.update(receiveNames(none.names()));
		const before = (await console.drawn()).split('\n').map(line => line.slice(64));
		console.store.update(names(shown));
		const after = (await console.drawn()).split('\n').map(line => line.slice(64));
		expect(after.slice(3, 9)).toEqual(before.slice(3, 9));
	},
);

test('a filter finds names, and details show them', async () => {
	const console = await openConsole(size, sampleDirector());
	console.store.update(names('beside'));
	await console.press('/', 'web1', enter);
	expect(await console.drawn()).toContain('10.0.0.8:80');
	expect(await console.drawn()).not.toContain('10.0.0.9:80');
	await console.press(down, enter);
	expect(await console.drawn()).toMatch(/^ +name +web1\.example\.com$/m);
});

test('a plan has addresses, and no names', async () => {
	const console = await openConsole(size, sampleDirector());
	console.store.update(names('instead'));
	await console.press(down, 'w', '5', enter);
	const frame = await console.drawn();
	expect(frame).toContain('-r 10.0.0.8:80');
	expect(frame.slice(frame.indexOf('ipvsadm'))).not.toContain('web1');
});

test('names that are off are neither shown nor found', async () => {
	const console = await openConsole(size, sampleDirector());
	console.store.update(names('off'));
	await console.press('/', 'web1', enter);
	expect(await console.drawn()).toContain('Nothing matches the filter');
});

test('a filter of connections finds the names of their addresses', async () => {
	const console = await openConsole(size, connectedDirector());
	console.store.update(names('beside'));
	await console.press('3');
	answer(console, everyKindOfConnection);
	await console.press('/', 'web1', enter);
	answer(console, everyKindOfConnection);
	const found = await console.drawn();
	expect(found).toContain('10.0.0.8:80');
	expect(found).not.toMatch(/^[ >]TCP .* 10\.0\.0\.9:80/m);
	await console.press('/', ' nobody', enter);
	answer(console, everyKindOfConnection);
	expect(await console.drawn()).toContain('No connections match the filter');
});
