/**
 * The selection of the open view, for the keys of other features: the row under the cursor and the destinations that
 * are meant.
 */
import type {IpAddress} from '../../ipvs/address.ts';
import type {ConsoleRow, Destination} from './console-row.ts';

export interface Selection {
	/** The service or the destination under the cursor; null if the view has no such rows. */
	readonly row: ConsoleRow | null;
	/** The real server under the cursor; null if the rows of the view are not real servers. */
	readonly address: IpAddress | null;
	/** The destinations that are marked, or else those under the cursor. Found when they are asked for. */
	targets(): readonly Destination[];
}

/** The selection of a view that has nothing to select. */
export const nothingSelected: Selection = {row: null, address: null, targets: () => []};

/** A selection whose destinations are looked for once. */
export function selectionOf(
	row: ConsoleRow | null,
	address: IpAddress | null,
	find: () => readonly Destination[],
): Selection {
	let found: readonly Destination[] | null = null;
	return {
		row,
		address,
		targets() {
			found ??= find();
			return found;
		},
	};
}
