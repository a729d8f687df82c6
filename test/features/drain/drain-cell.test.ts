import {describe, expect, test} from 'vitest';
import {drainCell, leftInWords} from '../../../source/features/drain/drain-cell.ts';
import type {FollowedDrain} from '../../../source/features/drain/followed-drain.ts';

function drain(
	active: number,
	inactive: number,
	persistent: number | null,
	isEmpty = false,
): FollowedDrain {
	const latest = {
		activeConnections: active,
		inactiveConnections: inactive,
		persistentConnections: persistent,
	};
	return {
		service: 'tcp:10.1.1.1:80',
		server: '10.0.0.8:80',
		weight: 1,
		since: 0,
		kinds: persistent === null ? ['active', 'inactive'] : ['active', 'inactive', 'persistent'],
		samples: [],
		progress: {latest, left: null, drained: isEmpty, took: 42_000, toEmpty: null},
		isEmpty,
		emptyAfter: isEmpty ? 122_000 : null,
		told: isEmpty,
	};
}

describe('the row of a draining server', () => {
	test.each([
		[drain(6, 70, null), 22, '⇣76 left 0:42'],
		[drain(6, 70, null), 8, '⇣76 left'],
		[drain(600, 70, null), 8, '⇣670'],
		[drain(123_456, 7, null), 8, '⇣123k'],
		[drain(6, 70, 3), 22, '⇣76+3 pers 0:42'],
		[drain(6, 70, 3), 8, '⇣76+3'],
		[drain(123_456, 70, 123_456), 8, '⇣124k'],
	])('says how many are left in every width', (shown, width, text) => {
		expect(drainCell(shown, width).text).toBe(text);
	});

	test('says that it is drained, but not empty, if only clients are left that would come back', () => {
		expect(drainCell(drain(0, 0, 3), 22).text).toBe('drained, 3 pers 0:42');
		expect(drainCell(drain(0, 0, 3), 8).text).toBe('+3 pers');
	});

	test('says after how long it was empty', () => {
		expect(drainCell(drain(0, 0, 0, true), 22).text).toBe('empty after 2:02');
		expect(drainCell(drain(0, 0, 0, true), 8).text).toBe('drained');
	});

	test.each([
		[76, 22, 'draining, 76 left'],
		[76, 8, '76 left'],
		[1234, 8, '⇣1234'],
		[1_234_567, 8, '⇣1.23M'],
	])('says it too if lvstop does not follow the drain: %d in %d cells', (left, width, text) => {
		expect(leftInWords(left, width)).toBe(text);
	});
});
