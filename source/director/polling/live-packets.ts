/**
 * Measures how many packets pass the director, by the live CPU rows. The result is the total for its services, provided
 * that the traffic is steady: traffic that begins or ends within a period counts in one and not in the other.
 */
import type {PerCpuStats} from '../../ipvs/listing.ts';
import {packetsOf} from './row-rates.ts';

/** Remembers the last looks. */
export interface LivePackets {
	/** Adds one look; times are monotonic milliseconds, in order. */
	look(at: number, stats: PerCpuStats): void;
	/** Packets per second, in both directions, since a time; null if there were not two looks since then. */
	since(from: number): PacketRate | null;
}

/** A rate of packets. */
export interface PacketRate {
	/** Packets per second. */
	readonly packets: number;
	/**
	 * Whether the rate is about the same before and after a look in between, or about the kernel's smoothed rate of the
	 * time before. That rate takes half a minute to include traffic fully.
	 */
	readonly isSteady: boolean;
}

interface Look {
	readonly at: number;
	readonly packets: number;
	/** The kernel's own smoothed rate, packets per second. */
	readonly smoothed: number;
}

/** Looks older than this are dropped, milliseconds. */
const remembered = 60_000;

/** Looks closer than this are not compared, milliseconds. */
const shortest = 400;

/** Steady traffic varies by less than this share, plus random variation. */
const steady = 0.25;

/** For steady traffic, the kernel's smoothed rate differs by less than this share. */
const smooth = 0.12;

/** Creates an empty memory. */
export function createLivePackets(): LivePackets {
	let looks: readonly Look[] = [];

	return {
		look(at, {cpus, kernelRates}) {
			const packets = cpus.reduce(
				(sum, {counters}) => sum + Number(counters.inPackets + counters.outPackets),
				0,
			);
			const last = looks.at(-1);
			// The CPU rows only decrease when the module is loaded again.
			const kept = last !== undefined && packets < last.packets ? [] : looks;
			looks = [
				...kept.filter(look => at - look.at <= remembered),
				{at, packets, smoothed: packetsOf(kernelRates)},
			];
		},
		since(from) {
			const [first, ...later] = looks.filter(({at}) => at >= from);
			const last = later.at(-1);
			if (first === undefined || last === undefined || last.at - first.at < shortest) {
				return null;
			}

			const packets = paceOf(first, last);
			const parts = partsOf([first, ...later]);
			const isSmooth = Math.abs(first.smoothed / 1000 - packets) <= smooth * packets;
			const isEven =
				parts.length > 1 &&
				parts.every(([one, other]) => {
					const expected = packets * (other.at - one.at);
					const chance = 3 * Math.sqrt(Math.max(1, expected));
					return Math.abs(other.packets - one.packets - expected) <= steady * expected + chance;
				});
			return {packets: packets * 1000, isSteady: isEven || isSmooth};
		},
	};
}

/** Packets per millisecond. */
function paceOf(first: Look, last: Look): number {
	return (last.packets - first.packets) / (last.at - first.at);
}

/** Pairs of looks; those that are too close are merged. */
function partsOf(looks: readonly Look[]): readonly (readonly [Look, Look])[] {
	const parts: (readonly [Look, Look])[] = [];
	let begin = looks[0];
	for (const look of looks) {
		if (begin !== undefined && look.at - begin.at >= shortest) {
			parts.push([begin, look]);
			begin = look;
		}
	}

	return parts;
}
