/**
 * Whether the kernel still sends new connections to a server that has an upper threshold.
 *
 * The kernel keeps a flag of its own, which no listing tells (IP_VS_DEST_F_OVERLOAD). A new connection that makes active
 * and inactive connections reach the upper threshold sets it (`ip_vs_bind_dest` of ip_vs_conn.c). The end of a connection
 * takes it away once they are below the lower threshold, or, if that is 0, if four times their number is less than
 * three times the upper one (`ip_vs_unbind_dest`). A higher upper threshold, or none, takes it away at once
 * (`__ip_vs_update_dest` of ip_vs_ctl.c). So what is between both thresholds depends on what was before.
 */

/**
 * `open`: new connections are sent to the server, as far as thresholds go. `closed`: it reached its upper threshold
 * and has not been below the lower one since. `maybe-closed`: it has between both, and nobody saw where it came from.
 */
export type Overload = 'open' | 'closed' | 'maybe-closed';

/** What decides at one moment. */
export interface ThresholdReading {
	/** Active and inactive. */
	readonly connections: number;
	/** Null if it is not known; 0 is none. */
	readonly upperThreshold: number | null;
	readonly lowerThreshold: number | null;
	/** Known clients of a persistent service come to a closed server, too (`ip_vs_sched_persist` of ip_vs_core.c). */
	readonly isPersistent: boolean;
	/** Milliseconds of a clock that never jumps. */
	readonly at: number;
}

/** What is remembered of a server that has an upper threshold. */
export interface KnownOverload extends ThresholdReading {
	readonly upperThreshold: number;
	readonly lowerThreshold: number;
	readonly overload: Overload;
	/** Readings in which an open server had fewer connections than in the one before, since the last that had more. */
	readonly falls: number;
}

/** An earlier reading says nothing any more after so many milliseconds. */
const longestGap = 30_000;

/**
 * An open server that loses connections so often without a new one may have touched its upper threshold between two
 * readings.
 */
const mostFalls = 3;

/** A server that is closed opens below this number of connections. */
export function opensBelow({
	upperThreshold,
	lowerThreshold,
}: Pick<KnownOverload, 'upperThreshold' | 'lowerThreshold'>): number {
	return lowerThreshold > 0 ? lowerThreshold : Math.ceil((upperThreshold * 3) / 4);
}

/** Between both thresholds it depends on what was before. */
function betweenThresholds(
	known: KnownOverload | null,
	seen: ThresholdReading & {readonly upperThreshold: number},
): Pick<KnownOverload, 'overload' | 'falls'> {
	const unsure = {overload: 'maybe-closed', falls: 0} as const;
	if (known === null || seen.at - known.at > longestGap) {
		return unsure;
	}

	const hasMore = seen.connections > known.connections;
	if (seen.upperThreshold > known.upperThreshold || (hasMore && !seen.isPersistent)) {
		// The kernel sends nothing new to a server that is closed.
		return {overload: 'open', falls: 0};
	}

	if (known.overload !== 'open') {
		return {overload: known.overload, falls: 0};
	}

	const falls = hasMore ? 0 : known.falls + (seen.connections < known.connections ? 1 : 0);
	return falls >= mostFalls ? unsure : {overload: 'open', falls};
}

/**
 * What is known after one more reading of a server; null if it has no upper threshold, or if its thresholds are not
 * known.
 * @param before null if the reading before did not have the server
 */
export function followOverload(
	before: KnownOverload | null,
	seen: ThresholdReading,
): KnownOverload | null {
	const {connections, upperThreshold, lowerThreshold} = seen;
	if (upperThreshold === null || lowerThreshold === null || upperThreshold === 0) {
		return null;
	}

	const row = {...seen, upperThreshold, lowerThreshold};
	if (connections >= upperThreshold) {
		return {...row, overload: 'closed', falls: 0};
	}

	if (connections >= opensBelow(row)) {
		return {...row, ...betweenThresholds(before, row)};
	}

	// The flag goes with the end of a connection, not with an edit of the lower threshold.
	const staysClosed =
		before?.overload === 'closed' &&
		before.upperThreshold === upperThreshold &&
		before.lowerThreshold !== lowerThreshold &&
		connections >= before.connections;
	return {...row, overload: staysClosed ? 'maybe-closed' : 'open', falls: 0};
}
