/**
 * A director as the console holds it, after one reading.
 */
import {
	type DirectorState,
	directorIdOf,
	unreadDirector,
} from '../../source/console/state/director-state.ts';
import type {LiveDirector} from '../../source/director/polling/live.ts';
import {tableTotals} from '../../source/director/table-totals.ts';
import {checksSlice} from '../../source/features/checks/index.ts';
import {connections} from '../../source/features/connections/index.ts';
import {drains} from '../../source/features/drain/index.ts';
import {names} from '../../source/features/names/index.ts';
import {outside} from '../../source/features/outside/index.ts';
import {traffic} from '../../source/features/traffic/index.ts';

/** The state that views see of a director that was read once, shown in bits; null for one that was not read yet. */
export function seenDirector(live: LiveDirector | null): {
	readonly units: 'bits';
	readonly director: DirectorState;
} {
	const kept = Object.fromEntries(
		[traffic, drains, connections, outside, checksSlice, names].map(({id, initialKept}) => [
			id,
			initialKept(),
		]),
	);
	const director = unreadDirector(directorIdOf('local'), null, kept);
	return {units: 'bits', director: {...director, live, totals: tableTotals(live)}};
}
