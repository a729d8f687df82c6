import {expect, test} from 'vitest';
import {briefly} from '../../../source/director/port/said.ts';

test('a short message is repeated unchanged', () => {
	expect(briefly('  No such destination\n')).toBe('No such destination');
	expect(briefly('\n')).toBe('');
});

test('of 77 KB the beginning and the end are repeated', () => {
	const said = briefly(`first: it begins\n${'chatter\n'.repeat(9600)}last: why it ended\n`);
	expect(said.length).toBeLessThan(1010);
	expect(said).toMatch(/^first: it begins\n/);
	expect(said).toContain(' … ');
	expect(said).toMatch(/last: why it ended$/);
});
