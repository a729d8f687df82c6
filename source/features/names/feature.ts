/**
 * Names of addresses, beside them or in their place.
 */
import {defineFeature} from '../../console/state/feature.ts';
import {type Names, nameOf} from '../../director/names.ts';
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

/** The most names that are offered. */
const mostNames = 500;

/** The names of the services and servers of the table. */
function namesIn({services}: Pick<LiveDirector, 'services'>, known: Names): readonly string[] {
	const found = new Set<string>();
	const add = (address: IpAddress, port: number) => {
		const name = nameOf(known, address, port);
		if (name !== null) {
			found.add(name);
		}
	};
	for (const {key, servers} of services) {
		if (key.kind === 'address') {
			add(key.address, key.port);
		}

		for (const {address, port} of servers) {
			add(address, port);
		}

		if (found.size >= mostNames) {
			break;
		}
	}

	return [...found].sort();
}

export const namesFeature = defineFeature({
	slice: names,
	start: store => store.update(receiveNames(store.deps.names.known())),
	derive: ({director: before}, {director, own, now}) =>
		director.live !== null && director.live !== before.live && isScanDue(own.scanned, now)
			? {own: {scanned: now}}
			: null,
	valuesOf: ({director: {live}, kept}, term) =>
		term === 'name' && live !== null ? namesIn(live, kept.names) : [],
	attend(before, {director, own}, {deps}) {
		if (own.scanned !== before.own.scanned && director.live !== null) {
			deps.names.want(addressesOf(director.live));
		}
	},
});
