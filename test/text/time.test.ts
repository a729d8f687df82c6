import {expect, test} from 'vitest';
import {
	duration,
	durationInWords,
	intervalText,
	isoTime,
	localTime,
	minutesAndSeconds,
	utcTime,
} from '../../source/text/time.ts';

const moment = Date.UTC(2026, 0, 2, 3, 4, 5, 678);

test('a time in files has its milliseconds; for a person it ends at the second', () => {
	expect(isoTime(moment)).toBe('2026-01-02T03:04:05.678Z');
	expect(utcTime(moment)).toBe('2026-01-02 03:04:05Z');
});

test('a text that is no time stays as it is', () => {
	expect(localTime('yesterday')).toBe('yesterday');
});

test.each([
	[0, '0s', '0 s'],
	[59_400, '59s', '59 s'],
	[65_000, '1m05s', '1 min 5 s'],
	[3_600_000, '1h00m', '1 h 0 min'],
	[90_000_000, '1d01h', '25 h 0 min'],
])('%d ms are %s in a cell and %s in a sentence', (milliseconds, cell, sentence) => {
	expect(duration(milliseconds)).toBe(cell);
	expect(durationInWords(milliseconds)).toBe(sentence);
});

test.each([
	[42, '0:42'],
	[119, '1:59'],
	[4000, '66:40'],
])('%d seconds are %s', (seconds, text) => {
	expect(minutesAndSeconds(seconds)).toBe(text);
});

test('intervals are shown in seconds', () => {
	expect(intervalText(2000)).toBe('2s');
	expect(intervalText(500)).toBe('0.5s');
});
