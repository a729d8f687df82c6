/**
 * Every row of docs/reliability.md names an existing test.
 */
import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';

const root = new URL('../../', import.meta.url);
const page = readFileSync(new URL('docs/reliability.md', root), 'utf8');
const rows = page.split('\n').filter(line => /^\| [^-]/.test(line) && !line.startsWith('| what '));

test('there are rows, and each says what was lost', () => {
	expect(rows.length).toBeGreaterThan(25);
	for (const row of rows) {
		expect(row.split(' | ')).toHaveLength(4);
	}
});

test.each(rows)('%s', row => {
	const [, file = '', name = ''] = /`(test\/[^`]+)` "([^"]+)"/.exec(row) ?? [];
	expect(readFileSync(new URL(file, root), 'utf8')).toContain(name);
});
