import {describe, expect, it} from 'vitest';
import type {Counters} from '../../source/ipvs/counters.ts';
import {growthOf, growthOfServer, ratesOf} from '../../source/ipvs/rates.ts';

const counters = (changes: Partial<Counters> = {}): Counters => ({
	connections: 100n,
	inPackets: 600n,
	outPackets: 500n,
	inBytes: 60_000n,
	outBytes: 400_000n,
	...changes,
});
const wrap = 2n ** 32n;

describe('growth', () => {
	it('is exact for counters beyond 2^53', () => {
		const before = counters({inBytes: 2n ** 60n});
		expect(growthOf(before, {...before, inBytes: 2n ** 60n + 7n})).toEqual({
			connections: 0,
			inPackets: 0,
			outPackets: 0,
			inBytes: 7,
			outBytes: 0,
		});
	});

	it.each(['connections', 'inPackets', 'outPackets', 'inBytes', 'outBytes'] as const)(
		'of a service is unknown where %s fell',
		name => {
			expect(growthOf(counters({[name]: wrap - 1n}), counters({[name]: 5n}))).toBeNull();
		},
	);

	it.each(['connections', 'inPackets', 'outPackets'] as const)(
		'of a server goes on where %s wrapped at 2^32',
		name => {
			const growth = growthOfServer(counters({[name]: wrap - 10n}), counters({[name]: 20n}));
			expect(growth?.[name]).toBe(30);
		},
	);

	it.each(['inBytes', 'outBytes'] as const)('of a server is unknown where %s fell', name => {
		expect(growthOfServer(counters({[name]: wrap - 1n}), counters({[name]: 5n}))).toBeNull();
	});

	it('of a server is unknown after a reset, also shortly before a wrap', () => {
		const zeroed = counters({
			connections: 3n,
			inPackets: 9n,
			outPackets: 9n,
			inBytes: 900n,
			outBytes: 0n,
		});
		expect(growthOfServer(counters(), zeroed)).toBeNull();
		const large = counters({inPackets: wrap - 10n, inBytes: 100n * wrap});
		expect(growthOfServer(large, zeroed)).toBeNull();
	});

	it('of a server is unknown if a decrease is too large for a wrap', () => {
		expect(growthOfServer(counters({connections: 100n}), counters({connections: 99n}))).toBeNull();
	});

	it('of a server is unknown if a counter above 2^32 decreases, because that one is not truncated', () => {
		expect(growthOfServer(counters({inPackets: wrap + 5n}), counters({inPackets: 6n}))).toBeNull();
	});
});

it('makes rates of growth and time', () => {
	const growth = {connections: 26, inPackets: 156, outPackets: 130, inBytes: 15_600, outBytes: 1};
	expect(ratesOf(growth, 2000)).toEqual({
		connections: 13,
		inPackets: 78,
		outPackets: 65,
		inBytes: 7800,
		outBytes: 0.5,
	});
});
