import {expect, test} from 'vitest';
import {
	endText,
	progressText,
	shownText,
	unreadableText,
} from '../../../../source/features/connections/table/survey-words.ts';

test('how far a look is', () => {
	expect(progressText({seen: 12_000, about: 80_000, elapsed: 100})).toBe(
		'seen 12,000 of about 80,000 entries',
	);
	expect(progressText({seen: 81_000, about: 80_000, elapsed: 100})).toBe(
		'seen 81,000 of about 81,000 entries',
	);
});

test('how a look ended', () => {
	const progress = {seen: 12_000, about: 80_000, elapsed: 1040};
	expect(endText(progress, 'complete')).toBe('seen all 12,000 entries in 1.0 s');
	expect(endText(progress, 'out-of-time')).toBe(
		'seen 12,000 of about 80,000 entries when the time was up after 1.0 s: all figures are of those',
	);
});

test('how many there are, and what stands in the way', () => {
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
		'1,200 connections, 3 to servers no longer configured, 40 to servers of weight 0; 50 templates, 1 to servers no longer configured, 2 used no more',
	);
});

test('what could not be read', () => {
	expect(unreadableText({count: 0, first: null})).toBeNull();
	expect(
		unreadableText({count: 2, first: {lineNumber: 7, line: 'TCP x', reason: 'not seconds'}}),
	).toBe('2 lines could not be read, the first is line 7: not seconds: TCP x');
});
