import {expect, test} from 'vitest';
import {groups} from '../../../source/console/keys/binding.ts';
import {keysDocument} from '../../../source/console/keys/keys-document.ts';
import {keyTable} from '../../../source/program/key-table.ts';

const document = keysDocument(keyTable);

test('every command is there with its description', () => {
	for (const {command, description} of keyTable) {
		expect(document).toContain(`| \`${command}\` | ${description} |`);
	}
});

test('there is a section for each group, in their order', () => {
	const titles = [...document.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
	expect(titles).toEqual(groups);
});

test('every row of a table has four cells', () => {
	for (const line of document.split('\n').filter(text => text.startsWith('|'))) {
		expect(line.split(/(?<!\\)\|/)).toHaveLength(6);
	}
});

test('it is the same every time and ends with a line break', () => {
	expect(keysDocument(keyTable)).toBe(document);
	expect(document.endsWith('\n')).toBe(true);
});
