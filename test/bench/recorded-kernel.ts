/**
 * The netlink answers of a large kernel, without a kernel: the bytes are made once, and later readings find new numbers
 * in them. Like the thread, it hands over pieces and reuses those that come back.
 */
import {createReceived} from '../../source/director/netlink/received.ts';
import {PortError} from '../../source/director/port/port.ts';
import type {Kernel} from '../../source/director/reading/kernel.ts';
import {formatProcStatsPerCpu} from '../../source/ipvs/format/proc-stats.ts';
import {formatIpv4} from '../../source/ipvs/ipv4.ts';
import {bytesOf, littleEndian} from '../../source/ipvs/netlink/bytes.ts';
import {nextStart, readMessage} from '../../source/ipvs/netlink/messages.ts';
import {
	aligned,
	command,
	destinationAttribute,
	headerLength,
	messageFlag,
	messageType,
	serviceAttribute,
	statsAttribute,
} from '../../source/ipvs/netlink/numbers.ts';
import {destinationsRequest} from '../../source/ipvs/netlink/requests.ts';
import type {AddressServiceKey} from '../../source/ipvs/service.ts';
import {
	daemonContent,
	destinationContent,
	infoContent,
	message,
	serviceContent,
	timeoutsContent,
} from '../ipvs/netlink/kernel-messages.ts';

/** The size of a kernel, and how much of it changes from reading to reading. */
export interface KernelSize {
	readonly services: number;
	readonly serversEach: number;
	/** One in this many services has new numbers in each reading, with all its servers; 0 means none. */
	readonly changing: number;
}

/** A kernel, and a way to let time pass in it. */
export interface RecordedKernel {
	readonly kernel: Kernel;
	/** The size of the recorded answers, bytes. */
	readonly bytes: number;
	/** Adds traffic to the changing rows. */
	step(): void;
}

const family = 0x1c;
const zeroRates = {connections: 0, inPackets: 0, outPackets: 0, inBytes: 0, outBytes: 0};

/** The counts of the changing rows. */
interface Count {
	readonly connections: number;
	readonly active: number;
	readonly inactive: number;
}

function numbersOf({connections, active, inactive}: Count) {
	const count = BigInt(connections);
	return {
		activeConnections: active,
		inactiveConnections: inactive,
		persistentConnections: 0,
		counters: {
			connections: count,
			inPackets: count * 6n,
			outPackets: count * 5n,
			inBytes: count * 600n,
			outBytes: count * 40_000n,
		},
		kernelRates: zeroRates,
	};
}

function addressOf(service: number): number {
	return 0xcb_00_00_00 + service;
}

function keyOf(service: number): AddressServiceKey {
	const address = formatIpv4(addressOf(service));
	return {kind: 'address', protocol: 'tcp', family: 'ipv4', address, port: 80};
}

const nothingCounted: Count = {connections: 0, active: 0, inactive: 0};

const serviceMessage = message(
	[
		serviceContent(
			{
				key: keyOf(0),
				...{scheduler: 'wlc', schedulerFlags: [], persistence: null, engine: null},
				onePacket: false,
			},
			numbersOf(nothingCounted),
		),
	],
	{type: family},
);

const serverMessage = message(
	[
		destinationContent(
			{
				...{address: '10.0.0.1', port: 8080, forwarding: 'masq', tunnel: null, weight: 100},
				...{upperThreshold: 0, lowerThreshold: 0},
			},
			numbersOf(nothingCounted),
		),
	],
	{type: family},
);

/** The offsets of the values of a message's attributes. */
function placesIn(buffer: Buffer, from: number, to: number): ReadonlyMap<number, number> {
	const places = new Map<number, number>();
	for (let at = from; at < to; at += aligned(buffer.readUInt16LE(at))) {
		places.set(buffer.readUInt16LE(at + 2) & 0x7fff, at + headerLength.attribute);
	}

	return places;
}

/** The offsets of the numbers of a row in its message. */
function layoutOf(
	buffer: Buffer,
	names: {readonly address: number; readonly stats: number; readonly stats64: number},
) {
	const row = placesIn(
		buffer,
		headerLength.message + headerLength.generic + headerLength.attribute,
		buffer.length,
	);
	const at = (type: number) => row.get(type) ?? 0;
	const level = (type: number) =>
		placesIn(buffer, at(type), at(type) - 4 + buffer.readUInt16LE(at(type) - 4));
	return {
		at,
		address: at(names.address),
		stats: level(names.stats),
		stats64: level(names.stats64),
	};
}

const serviceLayout = layoutOf(serviceMessage, serviceAttribute);
const serverLayout = layoutOf(serverMessage, destinationAttribute);

const shares = [
	[statsAttribute.connections, 1],
	[statsAttribute.inPackets, 6],
	[statsAttribute.outPackets, 5],
	[statsAttribute.inBytes, 600],
	[statsAttribute.outBytes, 40_000],
] as const;

function writeCounters(
	view: DataView,
	start: number,
	{stats, stats64}: typeof serverLayout,
	connections: number,
): void {
	for (const [type, share] of shares) {
		const count = connections * share;
		const [low, high] = [count >>> 0, Math.floor(count / 0x1_0000_0000)];
		const wide = start + (stats64.get(type) ?? 0);
		view.setUint32(wide, low, true);
		view.setUint32(wide + 4, high, true);
		const narrow = start + (stats.get(type) ?? 0);
		view.setUint32(narrow, low, true);
		if (share >= 600) {
			view.setUint32(narrow + 4, high, true);
		}
	}
}

/** A number of messages of one kind, one after the other. */
function repeated(buffer: Buffer, count: number): Buffer {
	const all = Buffer.alloc(buffer.length * count);
	for (let place = 0; place < count; place += 1) {
		buffer.copy(all, place * buffer.length);
	}

	return all;
}

function doneMessage(): Buffer {
	const done = Buffer.alloc(headerLength.message + 4);
	done.writeUInt32LE(done.length, 0);
	done.writeUInt16LE(messageType.done, 4);
	done.writeUInt16LE(messageFlag.multi, 6);
	return done;
}

/** The bytes of all rows; changes are written into them. */
function createTable({services, serversEach}: KernelSize) {
	const serviceBytes = repeated(serviceMessage, services);
	const serverBytes = repeated(serverMessage, services * serversEach);
	const serviceView = bytesOf(serviceBytes).view;
	const serverView = bytesOf(serverBytes).view;
	const length = serverMessage.length * serversEach;

	const count = (service: number, step: number) => {
		const start = service * serviceMessage.length;
		const connections = 1_000_000 + service * 1000 + 5 * step * serversEach;
		writeCounters(serviceView, start, serviceLayout, connections);
		for (let server = 0; server < serversEach; server += 1) {
			const at = (service * serversEach + server) * serverMessage.length;
			const own = 100_000 + service + server + 5 * step;
			writeCounters(serverView, at, serverLayout, own);
			const {activeConnections, inactiveConnections} = destinationAttribute;
			serverView.setUint32(at + serverLayout.at(activeConnections), own % 97, true);
			serverView.setUint32(at + serverLayout.at(inactiveConnections), own % 1013, true);
		}
	};

	for (let service = 0; service < services; service += 1) {
		const start = service * serviceMessage.length;
		serviceView.setUint32(start + serviceLayout.address, addressOf(service));
		for (let server = 0; server < serversEach; server += 1) {
			const row = service * serversEach + server;
			serverView.setUint32(row * serverMessage.length + serverLayout.address, 0x0a_00_00_01 + row);
		}

		count(service, 0);
	}

	return {
		count,
		bytes: serviceBytes.length + serverBytes.length,
		services: Array.from({length: services}, (_, service) =>
			serviceBytes.subarray(service * serviceMessage.length, (service + 1) * serviceMessage.length),
		),
		serversOf: (service: number) => serverBytes.subarray(service * length, (service + 1) * length),
	};
}

/** Creates the kernel. */
export function recordedKernel(size: KernelSize): RecordedKernel {
	const {services, changing} = size;
	const table = createTable(size);
	/** The virtual address has the same offset in every request. */
	const addressPlace = destinationsRequest(keyOf(0)).length - 24;
	const done = doneMessage();
	let steps = 0;
	let sequence = 0;

	const contents = (request: Uint8Array): readonly Buffer[] => {
		switch (request[headerLength.message]) {
			case command.getService:
				return [...table.services, done];
			case command.getDestination: {
				const address = bytesOf(request).view.getUint32(addressPlace);
				return [table.serversOf(address - addressOf(0)), done];
			}

			case command.getDaemon:
				return [
					message([
						daemonContent({
							...{role: 'master', interface: 'eth0', syncId: 1, maxLength: null},
							...{group: null, port: null, ttl: null},
						}),
					]),
					done,
				];
			case command.getConfig:
				return [message(timeoutsContent({tcp: 900, tcpFin: 120, udp: 300}), {flags: 0})];
			default:
				return [message(infoContent(0x01_02_01, 4096), {flags: 0})];
		}
	};

	const answer = (requests: Uint8Array, spare: readonly ArrayBuffer[]) => {
		const received = createReceived(spare);
		const firstSequence = sequence + 1;
		const asked = bytesOf(requests);
		for (let at = 0; at < requests.length; ) {
			const found = readMessage(asked, at, requests.length);
			sequence += 1;
			for (const content of contents(requests.subarray(found.start, found.end))) {
				const room = received.room();
				room.set(content);
				const view = new DataView(room.buffer, room.byteOffset, content.length);
				for (let place = 0; place < content.length; ) {
					view.setUint32(place + 8, sequence, littleEndian);
					place += view.getUint32(place, littleEndian);
				}

				received.take(content.length);
			}

			at = nextStart(found);
		}

		return {pieces: received.pieces(), firstSequence, parted: [], age: {from: 0, to: 0}};
	};

	return {
		bytes: table.bytes,
		kernel: {
			async ask(requests, spare) {
				// A thread gets its own copy, and answers later.
				const own = requests.slice();
				const given = spare.map(buffer => buffer.transfer());
				await new Promise<void>(resolve => setImmediate(resolve));
				return answer(own, given);
			},
			async readFile(path) {
				const text = fileOf(path, steps);
				if (text === null) {
					throw new PortError('missing', path, `${path}: no such file`);
				}

				return text;
			},
		},
		step() {
			steps += 1;
			for (let service = 0; changing > 0 && service < services; service += changing) {
				table.count(service, steps);
			}
		},
	};
}

function fileOf(path: string, steps: number): string | null {
	switch (path) {
		case '/proc/net/ip_vs_stats_percpu': {
			const {counters} = numbersOf({
				...nothingCounted,
				connections: 1_000_000 + 10_000 * steps,
			});
			return formatProcStatsPerCpu({
				cpus: [{cpu: 0, counters}],
				sampled: counters,
				kernelRates: zeroRates,
			});
		}

		case '/proc/sys/net/ipv4/vs/run_estimation':
			return '1\n';
		case '/proc/sys/net/ipv4/vs/est_nice':
			return '0\n';
		default:
			return null;
	}
}
