import {expect, test} from 'vitest';
import {connectionsText} from '../../../../source/features/connections/output/connections-text.ts';
import {
	answer,
	connectedDirector,
	everyKindOfConnection,
	readingOf,
} from '../../../support/connection-table.ts';
import {openConsole} from '../../../support/open-console.ts';
import {keySequences} from '../../../support/terminal-screen.ts';

const large = {columns: 200, rows: 60};

test('the screen uses the same words as the printed table', async () => {
	const printed = connectionsText('lb1', readingOf(everyKindOfConnection));
	const console = await openConsole(large, connectedDirector());
	await console.press('3');
	answer(console);
	const screen = await console.drawn();
	const [first = '', counts = '', ...others] = printed;
	expect(screen).toContain(first.slice(first.indexOf('seen ')));
	expect(screen).toContain(counts);
	for (const notice of others.filter(line => line.startsWith('! '))) {
		expect(screen).toContain(notice);
	}

	const orphan = others.find(line => line.endsWith(' orphan')) ?? 'none';
	await console.press('O');
	answer(console);
	expect((await console.drawn()).replaceAll(/ +/g, ' ')).toContain(orphan.replaceAll(/ +/g, ' '));
});

test('the details of a service show how its connections are distributed, compared with its weights', async () => {
	const console = await openConsole({columns: 120, rows: 50}, connectedDirector());
	await console.press(keySequences.enter);
	const lines = (await console.drawn()).split('\n').map(line => line.trim().replaceAll(/ +/g, ' '));
	const start = lines.indexOf('share of connections has by weight');
	expect(lines.slice(start + 1, start + 5)).toEqual([
		expect.stringMatching(/^10\.0\.0\.8:80 74% 38% █+/),
		expect.stringMatching(/^10\.0\.0\.9:80 25% 38% █+/),
		expect.stringMatching(/^10\.0\.0\.10:80 1% 0%/),
		expect.stringMatching(/^10\.0\.0\.11:80 0% 25%$/),
	]);
});

test('everything that the network sends is shown without control characters', async () => {
	const [one] = everyKindOfConnection;
	const evil = one === undefined ? [] : [{...one, engine: {name: 'sip', data: 'a\u001b[31mb'}}];
	const console = await openConsole(large, connectedDirector());
	await console.press('3');
	answer(console, evil);
	expect(await console.drawn()).toContain(String.raw`sip a\x1b[31mb`);
	await console.press(keySequences.enter);
	expect(await console.drawn()).toContain(String.raw`a\x1b[31mb`);
});
