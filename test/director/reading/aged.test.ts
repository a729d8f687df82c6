import {describe, expect, it} from 'vitest';
import {createAged} from '../../../source/director/reading/aged.ts';
import {createManualClock} from '../../../source/simulator/manual-clock.ts';

function setUp(cost = 0) {
	const clock = createManualClock();
	const aged = createAged<number>(clock);
	let got = 0;
	const get = async () => {
		clock.advance(cost);
		got += 1;
		return got;
	};
	return {clock, aged, get};
}

describe('a cached value', () => {
	it('is read again when it is too old', async () => {
		const {clock, aged, get} = setUp();
		expect(await aged.upTo(1000, get)).toBe(1);
		clock.advance(999);
		expect(await aged.upTo(1000, get)).toBe(1);
		clock.advance(1);
		expect(await aged.upTo(1000, get)).toBe(2);
	});

	it('is kept twenty times as long as it took to read', async () => {
		const {clock, aged, get} = setUp(500);
		await aged.upTo(1000, get);
		clock.advance(9999);
		expect(await aged.upTo(1000, get)).toBe(1);
		clock.advance(1);
		expect(await aged.upTo(1000, get)).toBe(2);
	});

	it('can be read again at any time, and stays if that fails', async () => {
		const {aged, get} = setUp();
		await aged.upTo(1000, get);
		expect(await aged.renew(get)).toBe(2);
		await expect(aged.renew(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
		expect(await aged.upTo(1000, get)).toBe(2);
	});
});
