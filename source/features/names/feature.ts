/**
 * Names of addresses, beside them or in their place.
 */
import {defineFeature} from '../../console/state/feature.ts';
import type {LiveDirector} from '../../director/polling/live.ts';
import type {IpAddress} from '../../ipvs/address.ts';
import {isScanDue, names, receiveNames} from './slice.ts';

/** Every address of the table. */
export function* addressesOf({services}: Pick<LiveDirector, 'services'>): Generator<IpAddress> {
	for (const {key, servers} of services) {
		if (key.kind === 'address') {
			yield key.address;
		}

		for (const {address} of servers) {
			yield address;
		}
	}
}

export const namesFeature = defineFeature({
	slice: names,
	start: store => store.update(receiveNames(store.deps.names.known())),
	derive: ({director: before}, {director, own, now}) =>
		director.live !== null && director.live !== before.live && isScanDue(own.scanned, now)
			? {own: {scanned: now}}
			: null,
	attend(before, {director, own}, {deps}) {
		if (own.scanned !== before.own.scanned && director.live !== null) {
			deps.names.want(addressesOf(director.live));
		}
	},
});
