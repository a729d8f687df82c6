/**
 * All checks, in the order in which findings of the same severity are shown. Add a new one here.
 */
import type {Check} from './check.ts';
import {vipMissing, vipUnused} from './rules/addresses.ts';
import {drServerNotConnected, vipManyMacs} from './rules/dr.ts';
import {
	ipForwardOff,
	ipv6ForwardOff,
	natClientSameNetwork,
	natConntrackOff,
	natServerRoute,
} from './rules/nat.ts';
import {fwmarkWithoutRule, ownerManualEdits, syncOneSide, synRecvPiling} from './rules/others.ts';
import {portChecks} from './rules/ports.ts';
import {localServer, neighbourFailed, rpFilter} from './rules/reach.ts';
import {
	connTabSmall,
	defenceActive,
	estimationOff,
	persistenceNeverEmpties,
	reuseSlow,
	schedulerMissing,
	timeoutZero,
} from './rules/settings.ts';
import {tunModule, tunMtu, tunNoRoute, tunPmtuDisc} from './rules/tun.ts';
import {
	fallbackMissing,
	oneServerCarries,
	serviceAllZero,
	serviceWithoutServers,
	thresholdReached,
	weightsDiffer,
} from './rules/weights.ts';

export const checks: readonly Check[] = [
	ipForwardOff,
	ipv6ForwardOff,
	natServerRoute,
	natClientSameNetwork,
	natConntrackOff,
	drServerNotConnected,
	vipManyMacs,
	tunNoRoute,
	tunMtu,
	tunModule,
	tunPmtuDisc,
	...portChecks,
	vipMissing,
	neighbourFailed,
	rpFilter,
	synRecvPiling,
	fwmarkWithoutRule,
	serviceWithoutServers,
	serviceAllZero,
	schedulerMissing,
	fallbackMissing,
	thresholdReached,
	persistenceNeverEmpties,
	oneServerCarries,
	weightsDiffer,
	reuseSlow,
	connTabSmall,
	timeoutZero,
	estimationOff,
	defenceActive,
	syncOneSide,
	ownerManualEdits,
	localServer,
	vipUnused,
];

/** The check with that id; undefined if there is none. */
export function checkNamed(id: string): Check | undefined {
	return checks.find(check => check.id === id);
}
