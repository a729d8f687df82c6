/**
 * Reads by netlink, and by ipvsadm if that fails.
 */
import {NetlinkError, type NetlinkProblem} from '../../ipvs/netlink/netlink-error.ts';
import {type Reader, ReadingError} from './reading.ts';

/** Problems that the next reading may not have, and that ipvsadm has as well. */
const passing: ReadonlySet<NetlinkProblem> = new Set(['interrupted', 'no-namespace']);

/** Why netlink cannot be used; null if a reading failed for a reason that ipvsadm would not avoid. */
export function netlinkObstacle(error: unknown): string | null {
	const cause = error instanceof ReadingError ? error.cause : null;
	return cause instanceof NetlinkError && !passing.has(cause.problem) ? cause.message : null;
}

/**
 * After a failure of netlink all further readings use ipvsadm. Netlink is not tried again: ipvsadm prints the counters
 * of servers modulo 2^32, and after a change back to exact ones a server would seem to have had billions of packets.
 */
export function createFallbackReader(netlink: Reader, ipvsadm: Reader): Reader {
	let note: string | null = null;
	return {
		async read(wanted, signal) {
			if (note === null) {
				try {
					return await netlink.read(wanted, signal);
				} catch (error) {
					note = netlinkObstacle(error);
					if (note === null) {
						throw error;
					}
				}
			}

			const reading = await ipvsadm.read(wanted, signal);
			return {...reading, source: {from: 'ipvsadm', note: `read by ipvsadm: ${note}`}};
		},
	};
}
