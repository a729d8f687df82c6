import {describe, expect, it} from 'vitest';
import {agreedCounts, type OpenRow} from '../../../source/director/polling/agreed-counts.ts';

/** A row that grew by this many packets, usually with one refresh. */
const row = (packets: number, likely: OpenRow['likely'] = null): OpenRow => ({
	packets,
	possible: packets === 0 ? [0, 1, 2] : [1, 2],
	even: 1,
	likely,
});
/** The kernel's smoothed rate: half of the real one, 4 s after traffic began. */
const half = (packets: number): OpenRow['likely'] => ({
	packets: packets / 2,
	count: 2,
	isSeen: false,
});

describe('the refreshes of a group', () => {
	it('are those whose sum matches the whole, whatever the kernel had smoothed', () => {
		expect(agreedCounts([row(100, half(100))], {packets: 100, decided: 0})).toEqual([1]);
		expect(agreedCounts([row(200, half(100))], {packets: 100, decided: 0})).toEqual([2]);
	});

	it('differ from row to row if only that adds up', () => {
		expect(agreedCounts([row(400), row(200)], {packets: 400, decided: 0})).toEqual([2, 1]);
		// Two more refreshes of the smaller ones would match too.
		const rows = [row(200), row(100), row(100)];
		expect(agreedCounts(rows, {packets: 300, decided: 0})).toEqual([null, null, null]);
	});

	it('include what the other rows carry', () => {
		expect(agreedCounts([row(200)], {packets: 1100, decided: 1000})).toEqual([null]);
		expect(agreedCounts([row(400)], {packets: 700, decided: 500})).toEqual([2]);
	});

	it('are unknown if nothing adds up, or if there is nothing to hold them against', () => {
		expect(agreedCounts([row(100)], {packets: 300, decided: 0})).toEqual([null]);
		expect(agreedCounts([row(100)], {packets: null, decided: 0})).toEqual([null]);
		expect(agreedCounts([row(100, half(100))], {packets: null, decided: 0})).toEqual([null]);
	});

	it('are even for a row that grew by the same amount as last time', () => {
		const again = {packets: 100, count: 1, isSeen: true};
		expect(agreedCounts([row(100, again)], {packets: null, decided: 0})).toEqual([1]);
	});

	it('are even for a row that carries nothing and never did', () => {
		expect(agreedCounts([row(0)], {packets: null, decided: 0})).toEqual([1]);
		const silent = {packets: 50, count: 0, isSeen: false};
		expect(agreedCounts([row(0, silent)], {packets: null, decided: 0})).toEqual([null]);
	});

	it('are open for a row too small for the sum, unless the kernel’s rates are right', () => {
		const large = Array.from({length: 20}, () => row(100, {packets: 100, count: 1, isSeen: false}));
		const slipped = row(20, {packets: 10, count: 2, isSeen: false});
		const counts = agreedCounts([...large, slipped], {packets: 2010, decided: 0});
		expect(counts.slice(0, 20)).toEqual(large.map(() => 1));
		expect(counts[20]).not.toBe(1);
		const begun = large.map(({packets}) => row(packets, half(packets)));
		expect(agreedCounts(begun, {packets: 2000, decided: 0})).toEqual(begun.map(() => null));
	});
});
