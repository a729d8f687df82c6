/**
 * What keys of all features act on: the row at the cursor and the selected destinations of the open view, or what the open
 * overlay is about.
 */
import type {IpAddress} from '../../ipvs/address.ts';
import type {ConsoleRow, Destination, RowId} from './console-row.ts';

export interface Selection {
	/**
	 * Whether it is what an overlay is about, and not what is at the cursor. It stays the same while rows come and go, and
	 * marks do not matter.
	 */
	readonly isOpened: boolean;
	/** What the overlay was about and is no longer in the table, in a sentence; null if it is still there. */
	readonly gone: string | null;
	/** The service or the destination at the cursor; null if the view has no such rows. */
	readonly row: ConsoleRow | null;
	/** The real server at the cursor; null if the rows of the view are not real servers. */
	readonly address: IpAddress | null;
	/** The name of the row at the cursor, for copying; null if it has none. */
	readonly name: string | null;
	/** The ipvsadm commands of the row at the cursor: of its rule, or the one that was logged. Made on demand. */
	commands(): readonly string[];
	/** The marked destinations, or those at the cursor. Found on demand. */
	targets(): readonly Destination[];
	/** The rows of marked servers that a filter or a fold hides. Found on demand. */
	hiddenMarks(): ReadonlySet<RowId>;
}

/** The selection of a view without selectable rows. */
export const nothingSelected: Selection = {
	...{isOpened: false, gone: null, row: null, address: null, name: null},
	...{commands: () => [], targets: () => [], hiddenMarks: () => new Set()},
};

/** A selection from its known parts. Its destinations are found once. */
export function selectionOf(known: Partial<Selection>): Selection {
	const {targets: find = nothingSelected.targets} = known;
	let found: readonly Destination[] | null = null;
	return {
		...nothingSelected,
		...known,
		targets() {
			found ??= find();
			return found;
		},
	};
}
