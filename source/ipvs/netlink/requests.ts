/**
 * Encodes requests to the kernel. All of them only read.
 *
 * The numbers of the family and of the request are not known yet: the sender fills them in ({@link addressRequest}).
 */
import {parseIpv4} from '../ipv4.ts';
import {parseIpv6} from '../ipv6.ts';
import type {ServiceKey} from '../service.ts';
import {littleEndian} from './bytes.ts';
import {
	addressFamily,
	aligned,
	command,
	commandAttribute,
	control,
	headerLength,
	ipvsFamily,
	messageFlag,
	protocolNumber,
	serviceAttribute,
} from './numbers.ts';

/** The size of a buffer for any of these requests, bytes. */
const largestRequest = 256;

/** One buffer for all requests, which are written one after the other: a large table needs one for each service. */
const draft = new Uint8Array(largestRequest);
const draftView = new DataView(draft.buffer);

/** Writes one message. */
class MessageWriter {
	readonly #bytes = draft.fill(0);
	readonly #view = draftView;
	#length = headerLength.message + headerLength.generic;

	constructor({
		flags,
		command: number,
		version,
	}: {flags: number; command: number; version: number}) {
		this.#view.setUint16(6, messageFlag.request | flags, littleEndian);
		this.#view.setUint8(headerLength.message, number);
		this.#view.setUint8(headerLength.message + 1, version);
	}

	/** Writes an attribute; `fill` writes its value at the given position. */
	attribute(type: number, length: number, fill: (view: DataView, at: number) => void): void {
		fill(this.#view, this.#length + headerLength.attribute);
		this.#close(type, this.#length, length);
	}

	/** Writes an attribute that contains those that `content` writes. */
	nested(type: number, content: () => void): void {
		const start = this.#length;
		this.#length += headerLength.attribute;
		content();
		this.#close(type, start, this.#length - start - headerLength.attribute);
	}

	end(): Uint8Array {
		this.#view.setUint32(0, this.#length, littleEndian);
		return this.#bytes.slice(0, this.#length);
	}

	#close(type: number, start: number, length: number): void {
		this.#view.setUint16(start, headerLength.attribute + length, littleEndian);
		this.#view.setUint16(start + 2, type, littleEndian);
		this.#length = start + aligned(headerLength.attribute + length);
	}
}

function ipvsRequest(number: number, flags: number): MessageWriter {
	return new MessageWriter({flags, command: number, version: ipvsFamily.version});
}

function writeAddress(
	view: DataView,
	at: number,
	{family, address}: {family: string; address: string},
) {
	if (family === 'ipv4') {
		view.setUint32(at, parseIpv4(address) ?? 0);
		return;
	}

	for (const [index, word] of (parseIpv6(address) ?? []).entries()) {
		view.setUint16(at + 2 * index, word);
	}
}

/** Writes the key of a service. */
function writeService(writer: MessageWriter, key: ServiceKey): void {
	writer.nested(commandAttribute.service, () => {
		const u16 = (type: number, value: number, isNetwork = false) =>
			writer.attribute(type, 2, (view, at) =>
				view.setUint16(at, value, isNetwork ? false : littleEndian),
			);
		u16(serviceAttribute.family, addressFamily[key.family]);
		if (key.kind === 'fwmark') {
			writer.attribute(serviceAttribute.fwmark, 4, (view, at) =>
				view.setUint32(at, key.fwmark, littleEndian),
			);
			return;
		}

		u16(serviceAttribute.protocol, protocolNumber[key.protocol]);
		writer.attribute(serviceAttribute.address, 16, (view, at) => writeAddress(view, at, key));
		u16(serviceAttribute.port, key.port, true);
	});
}

/** Requests all services. */
export function servicesRequest(): Uint8Array {
	return ipvsRequest(command.getService, messageFlag.dump).end();
}

/** Requests one service, to check whether it exists. */
export function serviceRequest(key: ServiceKey): Uint8Array {
	const writer = ipvsRequest(command.getService, 0);
	writeService(writer, key);
	return writer.end();
}

/** Requests all destinations of a service; the answer is empty if the service does not exist. */
export function destinationsRequest(key: ServiceKey): Uint8Array {
	const writer = ipvsRequest(command.getDestination, messageFlag.dump);
	writeService(writer, key);
	return writer.end();
}

/** Requests all sync daemons. */
export function daemonsRequest(): Uint8Array {
	return ipvsRequest(command.getDaemon, messageFlag.dump).end();
}

/** Requests the timeouts. */
export function timeoutsRequest(): Uint8Array {
	return ipvsRequest(command.getConfig, 0).end();
}

/** Requests version and size of the table. */
export function infoRequest(): Uint8Array {
	return ipvsRequest(command.getInfo, 0).end();
}

/**
 * Requests the number of the IPVS family, which differs from boot to boot. It goes to the controller, not to the
 * family.
 */
export function familyRequest(): Uint8Array {
	const writer = new MessageWriter({
		flags: 0,
		command: control.getFamily,
		version: control.version,
	});
	writer.attribute(control.familyName, ipvsFamily.name.length + 1, (view, at) => {
		for (const [index, letter] of [...ipvsFamily.name].entries()) {
			view.setUint8(at + index, letter.charCodeAt(0));
		}
	});
	const request = writer.end();
	addressRequest(new DataView(request.buffer), 0, {family: control.family, sequence: 0});
	return request;
}

/** Fills in the family and the number of a request at a position. */
export function addressRequest(
	view: DataView,
	start: number,
	{family, sequence}: {family: number; sequence: number},
): void {
	view.setUint16(start + 4, family, littleEndian);
	view.setUint32(start + 8, sequence, littleEndian);
}

/** Joins requests, each aligned to four bytes. */
export function joinRequests(requests: readonly Uint8Array[]): Uint8Array {
	const joined = new Uint8Array(requests.reduce((sum, {length}) => sum + aligned(length), 0));
	let at = 0;
	for (const request of requests) {
		joined.set(request, at);
		at += aligned(request.length);
	}

	return joined;
}
