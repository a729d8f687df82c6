/**
 * Refuses, before the first command, what the ipvsadm of the director is too old for.
 */
import type {Step} from '../actions/plan.ts';
import {dependsOnVersion, refuseForVersion} from '../actions/refuse-version.ts';
import type {CallOptions, Port} from '../port/port.ts';
import {forgetIpvsadmVersion, readIpvsadmVersion} from '../reading/ipvsadm-version.ts';

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
