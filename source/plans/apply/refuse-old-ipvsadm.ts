/**
 * Refuses, before the first command, what the ipvsadm of the director is too old for.
 */

import type {CallOptions, Port} from '../../director/port/port.ts';
import {forgetIpvsadmVersion, readIpvsadmVersion} from '../../director/reading/ipvsadm-version.ts';
import type {Step} from '../plan.ts';
import {dependsOnVersion, refuseForVersion} from '../validate/refuse-version.ts';

/**
 * Why the director's ipvsadm cannot carry these steps out; null if it can, or if its version cannot be learned. The
 * director is only asked if a step has an option that some versions lack.
 */
export async function refuseOldIpvsadm(
	steps: readonly Step[],
	port: Port,
	options: CallOptions = {},
): Promise<string | null> {
	if (!dependsOnVersion(steps)) {
		return null;
	}

	const refused = refuseForVersion(steps, await readIpvsadmVersion(port, options));
	if (refused !== null) {
		forgetIpvsadmVersion(port);
	}

	return refused;
}
