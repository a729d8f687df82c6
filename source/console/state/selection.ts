/**
 * The selection of the open view, for the keys of other features: the row at the cursor and the selected destinations.
 */
import type {IpAddress} from '../../ipvs/address.ts';
import type {ConsoleRow, Destination} from './console-row.ts';

export interface Selection {
	/** The service or the destination at the cursor; null if the view has no such rows. */
	readonly row: ConsoleRow | null;
	/** The real server at the cursor; null if the rows of the view are not real servers. */
	readonly address: IpAddress | null;
	/** The marked destinations, or those at the cursor. Found on demand. */
	targets(): readonly Destination[];
}

/** The selection of a view without selectable rows. */
export const nothingSelected: Selection = {row: null, address: null, targets: () => []};

/** A selection whose destinations are found once. */
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
