import {expect, test} from 'vitest';
import {brokenRules, circles, mayImport, refusal} from '../scripts/import-rules.ts';

test('every import of source/ is in the table, and there are no cycles', () => {
	expect(brokenRules()).toEqual([]);
});

test('the layers below know nothing of the features', () => {
	for (const [room, allowed] of Object.entries(mayImport)) {
		expect(allowed.includes('features'), room).toBe(room === 'program');
	}
});

test('a circle is found, however long it is', () => {
	const imports = new Map([
		['a', ['b']],
		['b', ['c']],
		['c', ['a']],
		['d', ['a']],
	]);
	expect(circles(imports).map(circle => circle.toSorted())).toEqual([['a', 'b', 'c']]);
});

test.each([
	['ipvs/diff.ts', 'features/drain/index.ts'],
	['ipvs/diff.ts', 'node:fs'],
	['console/state/view.ts', 'commands/option.ts'],
	['features/drain/drain.ts', 'features/edit/add-server.ts'],
	['features/drain/drain.ts', 'program/features.ts'],
	['plans/plan.ts', 'node:fs/promises'],
	['plans/plan.ts', 'some-package'],
])('%s may not import %s', (file, target) => {
	expect(refusal(file, target)).not.toBeNull();
});

test.each([
	['features/drain/drain.ts', 'features/edit/index.ts'],
	['plans/log/command-log.ts', 'node:fs/promises'],
	['console/screen/header.tsx', 'ink'],
])('%s may import %s', (file, target) => {
	expect(refusal(file, target)).toBeNull();
});
