import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
	followOverload,
	type KnownOverload,
	type Overload,
	opensBelow,
	type ThresholdReading,
} from '../../../source/director/polling/overload.ts';

type Told = Partial<ThresholdReading> & Pick<ThresholdReading, 'connections'>;

/** The state after these readings, two seconds apart, of a server with `-x 4 -y 1`. */
function overloadAfter(...readings: readonly Told[]): Overload | undefined {
	let known: KnownOverload | null = null;
	let at = 0;
	for (const told of readings) {
		at += 2000;
		known = followOverload(known, {
			upperThreshold: 4,
			lowerThreshold: 1,
			isPersistent: false,
			at,
			...told,
		});
	}

	return known?.overload;
}

const counts = (...numbers: readonly number[]) => numbers.map(connections => ({connections}));

describe('a server with an upper threshold of 4 and a lower one of 1', () => {
	it.each<{seen: readonly number[]; overload: Overload}>([
		{seen: [0], overload: 'open'},
		{seen: [4], overload: 'closed'},
		{seen: [5], overload: 'closed'},
		{seen: [2], overload: 'maybe-closed'},
		{seen: [4, 2], overload: 'closed'},
		{seen: [4, 3, 2, 1, 1], overload: 'closed'},
		{seen: [4, 2, 0], overload: 'open'},
		{seen: [4, 0, 2], overload: 'open'},
		{seen: [0, 2, 3], overload: 'open'},
		// It got new connections, so it was open.
		{seen: [2, 3], overload: 'open'},
		{seen: [4, 2, 3], overload: 'open'},
		{seen: [2, 2, 1], overload: 'maybe-closed'},
		{seen: [0, 3, 2], overload: 'open'},
		// Nothing new for so long: it may have touched 4 between two readings.
		{seen: [0, 3, 3, 3, 3], overload: 'open'},
	])('after $seen connections is $overload', ({seen, overload}) => {
		expect(overloadAfter(...counts(...seen))).toBe(overload);
	});

	it('that was open may be closed after three readings with fewer connections and none with more', () => {
		const wide = counts(0, 30, 29, 28).map(told => ({...told, upperThreshold: 40}));
		expect(overloadAfter(...wide)).toBe('open');
		expect(overloadAfter(...wide, {connections: 27, upperThreshold: 40})).toBe('maybe-closed');
	});

	it('that is closed gets its known clients all the same in a persistent service', () => {
		const persistent = counts(4, 2, 3).map(told => ({...told, isPersistent: true}));
		expect(overloadAfter(...persistent)).toBe('closed');
	});

	it('is not known to be closed if it was not read for half a minute', () => {
		expect(overloadAfter({connections: 4}, {connections: 2, at: 40_000})).toBe('maybe-closed');
	});

	it('opens at once when its upper threshold is raised, and not when the lower one is', () => {
		expect(overloadAfter({connections: 4}, {connections: 4, upperThreshold: 8})).toBe('open');
		expect(overloadAfter(...counts(4, 2), {connections: 2, lowerThreshold: 3})).toBe(
			'maybe-closed',
		);
		expect(overloadAfter(...counts(4, 2), {connections: 1, lowerThreshold: 3})).toBe('open');
	});
});

it('without an upper threshold, or if it is not known, nothing is remembered', () => {
	expect(overloadAfter({connections: 9, upperThreshold: 0})).toBeUndefined();
	expect(overloadAfter({connections: 9, upperThreshold: null})).toBeUndefined();
});

it('a server without a lower threshold opens when four times its connections are less than three times the upper one', () => {
	fc.assert(
		fc.property(fc.integer({min: 1, max: 2 ** 29}), fc.nat(), (upperThreshold, connections) => {
			const below = opensBelow({upperThreshold, lowerThreshold: 0});
			expect(connections < below).toBe(connections * 4 < upperThreshold * 3);
		}),
	);
});

/** The kernel's flag, event by event: `ip_vs_bind_dest` and `ip_vs_unbind_dest`. */
class Kernel {
	connections = 0;
	closed = false;
	readonly #upper: number;
	readonly #lower: number;

	constructor(upper: number, lower: number) {
		this.#upper = upper;
		this.#lower = lower;
	}

	/** A client comes, and goes to another server if this one is closed. */
	come(): void {
		if (!this.closed) {
			this.connections += 1;
			this.closed = this.connections >= this.#upper;
		}
	}

	end(): void {
		if (this.connections > 0) {
			this.connections -= 1;
			const {connections} = this;
			const opens = this.#lower > 0 ? connections < this.#lower : connections * 4 < this.#upper * 3;
			this.closed &&= !opens;
		}
	}
}

it('a reader after each event always agrees with the kernel’s flag', () => {
	const thresholds = fc
		.integer({min: 1, max: 12})
		.chain(upper => fc.tuple(fc.constant(upper), fc.nat(upper)));
	const events = fc.array(fc.boolean(), {maxLength: 80});
	fc.assert(
		fc.property(thresholds, events, fc.nat(80), ([upper, lower], comings, begin) => {
			const kernel = new Kernel(upper, lower);
			let known: KnownOverload | null = null;
			for (const [index, isComing] of comings.entries()) {
				if (isComing) {
					kernel.come();
				} else {
					kernel.end();
				}

				// The watcher may have started late.
				if (index >= begin % Math.max(1, comings.length)) {
					known = followOverload(known, {
						connections: kernel.connections,
						upperThreshold: upper,
						lowerThreshold: lower,
						isPersistent: false,
						at: index * 2000,
					});
					expect(known?.overload).toBeOneOf([kernel.closed ? 'closed' : 'open', 'maybe-closed']);
				}
			}
		}),
		{numRuns: 500},
	);
});
