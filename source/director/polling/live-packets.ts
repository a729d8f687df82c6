/**
 * How many packets pass the director, on the CPUs' own rows, which are live. They are the measure of what its
 * services carry, as long as the traffic is steady: what begins or ends within a period is in one and not in the other.
 */
import type {PerCpuStats} from '../../ipvs/listing.ts';
import {packetsOf} from './row-rates.ts';

/** Remembers the last looks. */
export interface LivePackets {
	/** Takes in one look; times are of the clock that never jumps, milliseconds, in their order. */
	look(at: number, stats: PerCpuStats): void;
	/** Packets a second, in both directions, since a moment; null if there are no two looks since then. */
	since(from: number): PacketRate | null;
}

/** Packets that passed. */
export interface PacketRate {
	/** A second. */
	readonly packets: number;
	/**
	 * About as many passed before a look in between as after it, or as many as the kernel had smoothed of the time
	 * before: it takes a traffic half a minute to be in that rate as a whole.
	 */
	readonly isSteady: boolean;
}

interface Look {
	readonly at: number;
	readonly packets: number;
	/** The kernel's own smoothed rate, packets a second. */
	readonly smoothed: number;
}

/** Looks older than this are forgotten, milliseconds. */
const remembered = 60_000;

/** Looks closer than this say nothing, milliseconds. */
const shortest = 400;

/** Paces of a steady traffic differ by less than this share, and by what chance makes of it. */
const steady = 0.25;

/** The kernel's smoothed rate of a steady traffic is within this share of what passes. */
const smooth = 0.12;

/** Makes a memory that holds nothing yet. */
export function createLivePackets(): LivePackets {
	let looks: readonly Look[] = [];

	return {
		look(at, {cpus, kernelRates}) {
			const packets = cpus.reduce(
				(sum, {counters}) => sum + Number(counters.inPackets + counters.outPackets),
				0,
			);
			const last = looks.at(-1);
			// The CPUs' rows only fall when the module is loaded again.
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

/** Packets a millisecond. */
function paceOf(first: Look, last: Look): number {
	return (last.packets - first.packets) / (last.at - first.at);
}

/** The times between looks, those that are too close being taken together. */
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
