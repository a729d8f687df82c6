/**
 * Tracks whether the kernel still sends new connections to a server that has an upper threshold.
 *
 * The kernel has a flag that no listing shows (IP_VS_DEST_F_OVERLOAD). A new connection sets it if active and inactive
 * connections then reach the upper threshold (`ip_vs_bind_dest` in ip_vs_conn.c). The end of a connection clears it if
 * they are below the lower threshold, or, if that is 0, if four times their number is less than three times the upper
 * one (`ip_vs_unbind_dest`). Raising or removing the upper threshold clears it at once (`__ip_vs_update_dest` in
 * ip_vs_ctl.c). So between both thresholds the state depends on the past.
 */

/**
 * `open`: thresholds do not prevent new connections. `closed`: it reached its upper threshold and has not been below
 * the lower one since. `maybe-closed`: its connections are between both thresholds, and its past is not known.
 */
export type Overload = 'open' | 'closed' | 'maybe-closed';

/** The values that determine the state at one moment. */
export interface ThresholdReading {
	/** Active and inactive connections. */
	readonly connections: number;
	/** Null if unknown; 0 means none. */
	readonly upperThreshold: number | null;
	readonly lowerThreshold: number | null;
	/** Known clients of a persistent service reach a closed server too (`ip_vs_sched_persist` in ip_vs_core.c). */
	readonly isPersistent: boolean;
	/** Monotonic milliseconds. */
	readonly at: number;
}

/** The remembered state of a server that has an upper threshold. */
export interface KnownOverload extends ThresholdReading {
	readonly upperThreshold: number;
	readonly lowerThreshold: number;
	readonly overload: Overload;
	/** The number of consecutive readings in which an open server has lost connections without gaining any. */
	readonly falls: number;
}

/** An earlier reading is ignored after this many milliseconds. */
const longestGap = 30_000;

/**
 * An open server that loses connections this often without a new one may have touched its upper threshold between two
 * readings.
 */
const mostFalls = 3;

/** A closed server opens below this number of connections. */
export function opensBelow({
	upperThreshold,
	lowerThreshold,
}: Pick<KnownOverload, 'upperThreshold' | 'lowerThreshold'>): number {
	return lowerThreshold > 0 ? lowerThreshold : Math.ceil((upperThreshold * 3) / 4);
}

/** The state between both thresholds, which depends on the past. */
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
		// The kernel sends no new connections to a closed server.
		return {overload: 'open', falls: 0};
	}

	if (known.overload !== 'open') {
		return {overload: known.overload, falls: 0};
	}

	const falls = hasMore ? 0 : known.falls + (seen.connections < known.connections ? 1 : 0);
	return falls >= mostFalls ? unsure : {overload: 'open', falls};
}

/**
 * The state after one more reading of a server; null if it has no upper threshold, or if its thresholds are not known.
 * @param before null if the last reading did not have the server
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

	// The end of a connection clears the flag; an edit of the lower threshold does not.
	const staysClosed =
		before?.overload === 'closed' &&
		before.upperThreshold === upperThreshold &&
		before.lowerThreshold !== lowerThreshold &&
		connections >= before.connections;
	return {...row, overload: staysClosed ? 'maybe-closed' : 'open', falls: 0};
}
