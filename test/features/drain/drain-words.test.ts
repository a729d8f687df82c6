import {describe, expect, it} from 'vitest';
import {drainInWords} from '../../../source/features/drain/drain-words.ts';
import type {ServiceRule} from '../../../source/ipvs/service.ts';
import {durationInWords} from '../../../source/text/time.ts';
import {seenService, web, webKey} from '../../support/example.ts';

const tcp = seenService(web);
const udp = seenService({...web, key: {...webKey, protocol: 'udp'}} satisfies ServiceRule);
const mark = seenService({...web, key: {kind: 'fwmark', family: 'ipv4', fwmark: 7}});

function progress(
	[active, inactive, persistent]: readonly [number, number, number | null],
	told: {readonly drained?: boolean; readonly toEmpty?: number} = {},
) {
	return {
		latest: {
			activeConnections: active,
			inactiveConnections: inactive,
			persistentConnections: persistent,
		},
		left: active,
		drained: told.drained ?? false,
		took: 42_000,
		toEmpty: told.toEmpty ?? null,
	};
}

describe('a drain in words', () => {
	it('shows what is left and how long it may take', () => {
		expect(drainInWords(tcp, progress([6, 70, 0], {toEmpty: 70_000}))).toBe(
			'6 active, 70 closing, about 1 min 10 s to go',
		);
	});

	it('promises no time that cannot be estimated', () => {
		expect(drainInWords(tcp, progress([6, 0, 12]))).toBe('6 active, 12 persistent clients');
		expect(drainInWords(udp, progress([0, 1, null]))).toBe('1 flow');
		expect(drainInWords(mark, progress([1, 2, 1]))).toBe(
			'1 active, 2 inactive, 1 persistent client',
		);
	});

	it('says when the server is empty', () => {
		expect(drainInWords(tcp, progress([0, 0, 0], {drained: true}))).toBe('empty after 42 s');
	});
});

describe('a duration', () => {
	it.each([
		[0, '0 s'],
		[59_400, '59 s'],
		[59_600, '1 min 0 s'],
		[70_000, '1 min 10 s'],
		[7_500_000, '2 h 5 min'],
	])('of %s ms is %s', (milliseconds, words) => {
		expect(durationInWords(milliseconds)).toBe(words);
	});
});
