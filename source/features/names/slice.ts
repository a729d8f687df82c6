/**
 * The names of addresses that the console knows.
 */
import type {DirectorState} from '../../console/state/director-state.ts';
import type {Reducer} from '../../console/state/model.ts';
import {defineSlice} from '../../console/state/slice.ts';
import {type Names, noNames} from '../../director/names.ts';
import type {IpAddress} from '../../ipvs/address.ts';

/** Finds names in the background. */
export interface NamesDeps {
	/** The names known at the start. */
	known(): Names;
	/** Looks up these addresses unless they are known. */
	want(addresses: Iterable<IpAddress>): void;
}

declare module '../../console/state/console-deps.ts' {
	interface FeatureDeps {
		readonly names: NamesDeps;
	}
}

export interface NamesKept {
	readonly names: Names;
}

/** How often the addresses of the table are looked through for new ones, milliseconds. */
const scanInterval = 10_000;

export interface NamesState {
	/** The monotonic time of the last look, milliseconds; null before the first. */
	readonly scanned: number | null;
}

export const names = defineSlice<NamesState, NamesKept>('names', {scanned: null}, () => ({
	names: noNames,
}));

/** Stores the names known now. */
export function receiveNames(known: Names): Reducer {
	return names.reduce(() => ({kept: {names: known}}));
}

/** The names known for a director's addresses. */
export function namesOf(director: DirectorState): Names {
	return names.keptOf(director).names;
}

/** Whether it is time to look for new addresses. */
export function isScanDue(scanned: number | null, now: number): boolean {
	return scanned === null || now - scanned >= scanInterval;
}
