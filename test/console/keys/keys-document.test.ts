import {expect, test} from 'vitest';
import {keysDocument} from '../../../source/console/keys/keys-document.ts';
import {assembly} from '../../../source/program/features.ts';

const document = keysDocument(assembly);

test('every command is listed with its description', () => {
	for (const {command, description, argument} of assembly.bindings) {
		const name = argument === undefined ? command : `${command} ${argument.name}`;
		expect(document).toContain(`| \`${name}\` | ${description} |`);
	}
});

test('there is a section for each group, in their order', () => {
	const titles = [...document.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
	expect(titles).toEqual(assembly.groups.map(({title}) => title));
});

test('every row of a table has as many cells as its head', () => {
	for (const section of document.split(/^## /m)) {
		const lines = section.split('\n').filter(text => text.startsWith('|'));
		const widths = lines.map(line => line.split(/(?<!\\)\|/).length);
		expect([...new Set(widths)].length).toBeLessThanOrEqual(1);
	}
});

test('nothing is listed twice, and no internal place is named', () => {
	const rows = document.split('\n').filter(text => /^\| [`–]/.test(text));
	expect(rows).toEqual([...new Set(rows)]);
	expect(document).not.toMatch(/\b(consent|machine|log-entry)\b(?!`)/);
});

test('it is the same every time and ends with a line break', () => {
	expect(keysDocument(assembly)).toBe(document);
	expect(document.endsWith('\n')).toBe(true);
});
