/**
 * Refuses steps for which the director's ipvsadm is too old, before the first command.
 */

import type {CallOptions, Port} from '../../director/port/port.ts';
import {forgetIpvsadmVersion, readIpvsadmVersion} from '../../director/reading/ipvsadm-version.ts';
import type {Step} from '../plan.ts';
import {dependsOnVersion, refuseForVersion} from '../validate/refuse-version.ts';

/**
 * Why the director's ipvsadm cannot run these steps; null if it can, or if its version is not known. The version is
 * only read if a step has an option that some versions lack.
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
