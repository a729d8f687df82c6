/**
 * Determines the number of refreshes of the rows of a group: all services, or the servers of one service.
 */
import {agreedCounts} from './agreed-counts.ts';
import {
	type CounterReading,
	finishRow,
	type GrownRow,
	type KnownRow,
	packetsOfDecided,
	type WeighedRow,
} from './row-rates.ts';

/** Whether there are rows to compare, and none of them has grown. */
export function stoodStill(rows: readonly WeighedRow[]): boolean {
	const compared = rows.filter(({kind}) => kind !== 'known');
	return (
		compared.length > 0 &&
		compared.every(weighed => weighed.kind !== 'grown' || weighed.row.packets === 0)
	);
}

function grownRows(rows: readonly WeighedRow[]): readonly GrownRow[] {
	return rows.flatMap(weighed => (weighed.kind === 'grown' ? [weighed.row] : []));
}

/**
 * Determines the number of refreshes of every row of a group.
 * @param whole packets per period of the group, null if unknown; `unseen` if no row was refreshed
 */
export function finishRows(
	rows: readonly WeighedRow[],
	whole: number | null | 'unseen',
	reading: CounterReading | null,
): readonly (KnownRow | null)[] {
	if (rows.every(({kind}) => kind === 'idle')) {
		return rows.map(({row}) => row as KnownRow);
	}

	const grown = grownRows(rows);
	const open = grown.filter(({decided}) => decided === null);
	const isComplete = rows.every(({kind}) => kind !== 'known');
	const decided =
		reading === null ? 0 : grown.reduce((sum, row) => sum + packetsOfDecided(row, reading), 0);
	const counts = agreedCounts(
		open.flatMap(row => row.open ?? []),
		{packets: isComplete && whole !== 'unseen' ? whole : null, decided},
	);
	const areUnseen = whole === 'unseen' && stoodStill(rows);
	const countOf = new Map(open.map((row, at) => [row, counts[at] ?? null]));
	return rows.map(weighed => {
		if (weighed.kind !== 'grown' || reading === null) {
			return weighed.kind === 'grown' ? weighed.row.known : weighed.row;
		}

		const {row} = weighed;
		const agreed = row.decided ? row.decided.count : (countOf.get(row) ?? null);
		const count = agreed ?? row.fallback;
		return finishRow(row, areUnseen && count !== 0 ? null : count, reading);
	});
}
