import {describe, expect, test} from 'vitest';
import {renderFrame} from '../../../source/console/screen/render-frame.tsx';
import {receivePoll} from '../../../source/console/state/director-reducers.ts';
import {piece} from '../../../source/console/text/paint.ts';
import {
	hiddenChangeCell,
	markedCell,
	receiveDifferences,
} from '../../../source/features/outside/recent-changes.ts';
import {rowChanges} from '../../../source/features/outside/row-changes.ts';
import {keyboard} from '../../support/keyboard.ts';
import {read} from '../../support/open-console.ts';
import {director, server, service} from '../../support/sample-director.ts';
import {screenSizes} from '../../support/screen-sizes.ts';

const id = 'tcp:10.1.1.1:80';

/** The frame after a weight has changed and these milliseconds have passed, without colours. */
function frameAfter(milliseconds: number, columns: number, rows: number): string {
	const before = director([service(id, [server('10.0.0.8:80', {weight: 1})])], {monotonic: 1000});
	const changed = director([service(id, [server('10.0.0.8:80', {weight: 65_535})])], {
		monotonic: 3000,
	});
	const {store} = keyboard(before, {size: {columns, rows}, theme: 'plain'});
	store.update(
		receivePoll(read(changed)),
		receiveDifferences(rowChanges(before.services, changed.services), changed.monotonic),
		receivePoll(read({...changed, monotonic: 3000 + milliseconds})),
	);
	return renderFrame(store.getState());
}

describe('a weight that has changed', () => {
	test.each(screenSizes)(
		'is marked for ten seconds at %d×%d, without colours too, and nothing moves',
		(columns, rows) => {
			const marked = frameAfter(9000, columns, rows);
			const later = frameAfter(10_000, columns, rows);
			expect(marked).toMatch(/10\.0\.0\.8:80 .* ≠65535 /);
			expect(later).not.toContain('≠');
			expect(later).toBe(marked.replaceAll('≠', ' '));
		},
	);
});

describe('the mark', () => {
	test('is a sign if there is room, and a style alone if a figure needs all cells', () => {
		expect(markedCell(piece('5', 'dim'), true, 6)).toEqual(piece('≠5', 'strong'));
		expect(markedCell(piece('10k–66k'), true, 7)).toEqual(piece('10k–66k', 'strong'));
		expect(markedCell(piece('5', 'dim'), false, 6)).toEqual(piece('5', 'dim'));
	});

	test('of a value without a column is in the state', () => {
		const upper = {field: 'upperThreshold', before: 0, after: 100} as const;
		const lower = {field: 'lowerThreshold', before: 0, after: 80} as const;
		const weight = {field: 'weight', before: 1, after: 2} as const;
		expect(hiddenChangeCell([upper], 30)?.text).toBe('≠upper threshold 0 → 100');
		expect(hiddenChangeCell([upper, lower], 22)?.text).toBe('≠upper threshold +1');
		expect(hiddenChangeCell([upper], 8)?.text).toBe('≠upper threshold');
		expect(hiddenChangeCell([weight], 30)).toBeNull();
	});
});
