import {expect, test} from 'vitest';
import {
	endText,
	progressText,
	shownText,
	unreadableText,
} from '../../../../source/features/connections/table/survey-words.ts';

test('the progress of a look', () => {
	expect(progressText({seen: 12_000, about: 80_000, elapsed: 100})).toBe(
		'seen 12,000 of about 80,000 entries',
	);
	expect(progressText({seen: 81_000, about: 80_000, elapsed: 100})).toBe(
		'seen 81,000 of about 81,000 entries',
	);
});

test('the end of a look', () => {
	const progress = {seen: 12_000, about: 80_000, elapsed: 1040};
	expect(endText(progress, 'complete')).toBe('seen all 12,000 entries in 1.0 s');
	expect(endText(progress, 'out-of-time')).toBe(
		'seen 12,000 of about 80,000 entries before the time limit of 1.0 s: the figures cover only those',
	);
});

test('counts, with orphans and weight 0', () => {
	const none = {all: 0, orphans: 0, weightZero: 0};
	expect(shownText({shown: {connections: none, templates: {...none, invalid: 0}}})).toBe(
		'0 connections; 0 templates',
	);
	expect(
		shownText({
			shown: {
				connections: {all: 1200, orphans: 3, weightZero: 40},
				templates: {all: 50, orphans: 1, weightZero: 0, invalid: 2},
			},
		}),
	).toBe(
		'1,200 connections, 3 to servers no longer configured, 40 to servers of weight 0; 50 templates, 1 to servers no longer configured, 2 no longer used',
	);
});

test('unreadable lines', () => {
	expect(unreadableText({count: 0, first: null})).toBeNull();
	expect(
		unreadableText({count: 2, first: {lineNumber: 7, line: 'TCP x', reason: 'not seconds'}}),
	).toBe('2 lines could not be read, the first one is line 7: not seconds: TCP x');
});
