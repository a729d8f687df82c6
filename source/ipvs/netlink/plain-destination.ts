/**
 * Destinations (real servers) as numbers, without an object for each: for tables of which most rows are expected.
 */
import type {AddressFamily} from '../address.ts';
import {plainNumbers, portAndForwarding} from '../plain-servers.ts';
import {littleEndian} from './bytes.ts';
import {
	addressFamily,
	aligned,
	destinationAttribute as attribute,
	commandAttribute,
	forwardingMask,
	forwardingNumber,
	headerLength,
	tunnelNumber,
} from './numbers.ts';
import type {Reply} from './replies.ts';

/** The places of the connection counts, which follow the numbers of a plain server. */
export const plainActive = plainNumbers;
export const plainInactive = plainNumbers + 1;

/** The size of the array for {@link readPlainDestination}. */
export const plainDestinationNumbers = plainNumbers + 2;

/** Removes the two upper bits of an attribute's type, which are flags. */
const typeMask = 0x3fff;

/** The places of 32-bit numbers. */
const places: readonly (number | undefined)[] = Array.from({length: 16}, (_, type) => {
	switch (type) {
		case attribute.weight:
			return 2;
		case attribute.upperThreshold:
			return 3;
		case attribute.lowerThreshold:
			return 4;
		case attribute.activeConnections:
			return plainActive;
		case attribute.inactiveConnections:
			return plainInactive;
		default:
			return undefined;
	}
});

/** The attributes that a destination must have, one bit each. */
const needed =
	(1 << attribute.address) |
	(1 << attribute.port) |
	(1 << attribute.forwarding) |
	(1 << attribute.weight) |
	(1 << attribute.upperThreshold) |
	(1 << attribute.lowerThreshold) |
	(1 << attribute.activeConnections) |
	(1 << attribute.inactiveConnections) |
	(1 << attribute.persistentConnections);

/** Whether a rule depends on this attribute, so that one of another size must not be skipped. */
function isNeeded(type: number): boolean {
	return (
		(type < 32 && (needed & (1 << type)) !== 0) ||
		type === attribute.family ||
		type === attribute.tunnelType
	);
}

/**
 * Decodes the reply for a destination whose rule is that of a plain server (see `PlainServers`): the numbers of the
 * server, then active and inactive connections.
 * @param family the service's family, for kernels before 3.18, in which a server has the same family
 * @returns false for any other reply, also one that is not as expected: `readDestination` says what is wrong with it
 */
export function readPlainDestination(
	{bytes: {view}, message}: Reply,
	family: AddressFamily,
	into: Int32Array,
): boolean {
	const outer = message.body + headerLength.generic;
	if (outer + headerLength.attribute > message.end) {
		return false;
	}

	// The kernel puts all attributes of a destination into a single one.
	const outerType = view.getUint16(outer + 2, littleEndian) & typeMask;
	const end = outer + view.getUint16(outer, littleEndian);
	if (
		outerType !== commandAttribute.destination ||
		end > message.end ||
		aligned(end) < message.end
	) {
		return false;
	}

	let found = 0;
	let port = 0;
	let method = 0;
	let familyNumber: number = addressFamily[family];
	let tunnel: number = tunnelNumber.ipip;
	let at = outer + headerLength.attribute;
	while (at + headerLength.attribute <= end) {
		const length = view.getUint16(at, littleEndian);
		const value = at + headerLength.attribute;
		if (length < headerLength.attribute || at + length > end) {
			return false;
		}

		const type = view.getUint16(at + 2, littleEndian) & typeMask;
		const size = length - headerLength.attribute;
		const place = places[type];
		if (place !== undefined && size === 4) {
			into[place] = view.getInt32(value, littleEndian);
			found |= 1 << type;
		} else if (type === attribute.address && size >= 4) {
			into[0] = view.getInt32(value);
			found |= 1 << type;
		} else if (type === attribute.port && size === 2) {
			port = view.getUint16(value);
			found |= 1 << type;
		} else if (type === attribute.forwarding && size === 4) {
			method = view.getUint32(value, littleEndian) & forwardingMask;
			found |= 1 << type;
		} else if (type === attribute.family && size === 2) {
			familyNumber = view.getUint16(value, littleEndian);
		} else if (type === attribute.tunnelType && size === 1) {
			tunnel = view.getUint8(value);
		} else if (type === attribute.persistentConnections && size === 4) {
			found |= 1 << type;
		} else if (isNeeded(type) || (type === attribute.tunnelFlags && size !== 2)) {
			return false;
		}

		at += aligned(length);
	}

	// In a rule a server on the director itself is `route`.
	const forwarding = method === forwardingNumber.local ? forwardingNumber.route : method;
	const isPlain = forwarding !== forwardingNumber.tunnel || tunnel === tunnelNumber.ipip;
	into[1] = portAndForwarding(port, forwarding);
	return (
		at >= end &&
		found === needed &&
		familyNumber === addressFamily.ipv4 &&
		isPlain &&
		forwarding <= forwardingNumber.route
	);
}
