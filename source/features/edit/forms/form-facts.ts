/**
 * Facts about the director, besides its table, that forms use to complete names and addresses. They are read when a form
 * is opened.
 */

import type {Device} from '../../../director/machine/ip-rows.ts';
import {type IpvsModules, readIpvsModules} from '../../../director/machine/ipvs-modules.ts';
import {type MachinePlace, readDevices} from '../../../director/machine/read-machine.ts';

/** Null is unknown: then nothing is said about it. */
export interface FormFacts {
	readonly modules: IpvsModules | null;
	readonly devices: readonly Device[] | null;
}

export const unknownFacts: FormFacts = {modules: null, devices: null};

declare module '../../../console/state/console-deps.ts' {
	interface FeatureDeps {
		readonly forms: {
			/** Reads them; what cannot be read is unknown. */
			facts(): Promise<FormFacts>;
		};
	}
}

/** Reads the facts from the director. Does not reject for what it does not have. */
export async function readFormFacts(place: MachinePlace): Promise<FormFacts> {
	const [modules, devices] = await Promise.all([readIpvsModules(place), readDevices(place)]);
	return {modules: modules.value, devices: devices.value};
}
