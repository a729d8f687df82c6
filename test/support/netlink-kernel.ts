/**
 * A kernel that answers netlink requests from rules, one datagram at a time, with possible faults.
 */
import {createExchange} from '../../source/director/netlink/exchange.ts';
import type {NetlinkSocket} from '../../source/director/netlink/netlink-socket.ts';
import {PortError} from '../../source/director/port/port.ts';
import type {Kernel} from '../../source/director/reading/kernel.ts';
import type {SyncDaemon, Timeouts} from '../../source/ipvs/listing.ts';
import {bytesOf} from '../../source/ipvs/netlink/bytes.ts';
import {readMessage} from '../../source/ipvs/netlink/messages.ts';
import {NetlinkError} from '../../source/ipvs/netlink/netlink-error.ts';
import {command, control, messageFlag, messageType} from '../../source/ipvs/netlink/numbers.ts';
import {destinationsRequest} from '../../source/ipvs/netlink/requests.ts';
import type {RuleSet} from '../../source/ipvs/rule-set.ts';
import {
	daemonContent,
	destinationContent,
	infoContent,
	type LiveNumbers,
	message,
	serviceContent,
	timeoutsContent,
} from '../ipvs/netlink/kernel-messages.ts';

/** The number that the family has in this kernel. */
const family = 0x1c;

/** The state of the kernel; tests change it between and during readings. */
export interface NetlinkScene {
	rules: RuleSet;
	/** The numbers of a row by its text: a service's, or a service's and a server's address. */
	numbers: (row: string) => LiveNumbers;
	daemons: readonly SyncDaemon[];
	timeouts: Timeouts;
	/** Texts of /proc by their paths. */
	files: Record<string, string>;
	/** Called before each datagram is made; an exception becomes the error of the call. */
	beforeDatagram: () => void;
	/** Flags of the next messages beside their own. */
	flags: number;
	/** Rows in one datagram. */
	rowsEach: number;
	/** An error number that is returned instead of answers. */
	refusal: number | null;
	/** The number of opened sockets. */
	sockets: number;
}

const zero = {connections: 0, inPackets: 0, outPackets: 0, inBytes: 0, outBytes: 0};
const zeroCounters = {connections: 0n, inPackets: 0n, outPackets: 0n, inBytes: 0n, outBytes: 0n};

/** The numbers of an unused row. */
export const noNumbers: LiveNumbers = {
	...{activeConnections: 0, inactiveConnections: 0, persistentConnections: 0},
	...{counters: zeroCounters, kernelRates: zero},
};

const perCpu = `       Total Incoming Outgoing         Incoming         Outgoing
CPU    Conns  Packets  Packets            Bytes            Bytes
  0        0        0        0                0                0
  ~        0        0        0                0                0

     Conns/s   Pkts/s   Pkts/s          Bytes/s          Bytes/s
           0        0        0                0                0
`;

/** A kernel with these rules and nothing else. */
export function netlinkScene(rules: RuleSet): NetlinkScene {
	return {
		rules,
		numbers: () => noNumbers,
		daemons: [],
		timeouts: {tcp: 900, tcpFin: 120, udp: 300},
		files: {
			'/proc/net/ip_vs_stats_percpu': perCpu,
			'/proc/sys/net/ipv4/vs/run_estimation': '1\n',
		},
		beforeDatagram: () => {},
		flags: 0,
		rowsEach: 3,
		refusal: null,
		sockets: 0,
	};
}

/** The attributes that name a service in a request for its destinations. */
function nameIn(request: Uint8Array): string {
	return Buffer.from(request.subarray(20)).toString('latin1');
}

const indexed = new WeakMap<RuleSet, ReadonlyMap<string, RuleSet[number]>>();

/** The services by what names them in a request. */
function byRequest(rules: RuleSet): ReadonlyMap<string, RuleSet[number]> {
	const found =
		indexed.get(rules) ??
		new Map(rules.map(entry => [nameIn(destinationsRequest(entry.service.key)), entry]));
	indexed.set(rules, found);
	return found;
}

/** The rows that a request asks for, as they are when each of its datagrams is made. */
function contents(
	scene: NetlinkScene,
	request: Uint8Array,
	[from, to] = [0, 1],
): readonly (readonly Buffer[])[] {
	switch (request[16]) {
		case command.getService:
			return scene.rules
				.slice(from, to)
				.map(({service}) => [serviceContent(service, scene.numbers(JSON.stringify(service.key)))]);
		case command.getDestination: {
			const found = byRequest(scene.rules).get(nameIn(request));
			return (found?.servers ?? [])
				.slice(from, to)
				.map(server => [
					destinationContent(
						server,
						scene.numbers(JSON.stringify(found?.service.key) + server.address),
					),
				]);
		}

		case command.getDaemon:
			return scene.daemons.slice(from, to).map(daemon => [daemonContent(daemon)]);
		case command.getConfig:
			return [timeoutsContent(scene.timeouts)];
		default:
			return [infoContent(0x01_02_01, 4096)];
	}
}

function number(value: number): Buffer {
	return Buffer.from(new Int32Array([value]).buffer);
}

/** A message of netlink itself: the header of generic netlink is not in it. */
function plain(type: number, sequence: number, body: Buffer): Buffer {
	const whole = message([], {type, sequence, flags: messageFlag.multi});
	const made = Buffer.concat([whole.subarray(0, 16), body]);
	number(made.length).copy(made);
	return made;
}

/** A socket of that kernel. */
export function netlinkSocket(scene: NetlinkScene): NetlinkSocket {
	scene.sockets += 1;
	let next: () => Buffer = () => {
		throw new NetlinkError('lost', 'netlink: recv failed with error 11', 11);
	};

	/** A dump continues at its position in the present table. */
	const dump = (request: Uint8Array, sequence: number) => {
		let from = 0;
		return () => {
			scene.beforeDatagram();
			const rows = contents(scene, request, [from, from + scene.rowsEach]);
			from += rows.length;
			const flags = messageFlag.multi | scene.flags;
			return rows.length === 0
				? plain(messageType.done, sequence, number(0))
				: Buffer.concat(rows.map(row => message(row, {type: family, sequence, flags})));
		};
	};

	return {
		send(bytes) {
			const request = Buffer.from(bytes);
			const {type, flags, sequence} = readMessage(bytesOf(request), 0, request.length);
			if (type === control.family) {
				const told = Buffer.concat([Buffer.from([6, 0, control.familyId, 0]), number(family)]);
				next = () => message([told], {type: control.family, sequence, flags: 0});
			} else if (scene.refusal !== null) {
				const body = Buffer.concat([number(-scene.refusal), request.subarray(0, 16)]);
				next = () => plain(messageType.error, sequence, body);
			} else if ((flags & messageFlag.dump) === messageFlag.dump) {
				next = dump(request, sequence);
			} else {
				next = () => message(contents(scene, request).flat(), {type: family, sequence, flags: 0});
			}
		},
		receive(into) {
			const datagram = next();
			into.set(datagram.subarray(0, into.length));
			return datagram.length;
		},
		close() {
			next = () => {
				throw new Error('received from a socket that is closed');
			};
		},
	};
}

/** That kernel without a thread. */
export function netlinkKernel(scene: NetlinkScene): Kernel {
	const exchange = createExchange(() => netlinkSocket(scene));
	return {
		ask: async (requests, spare) => ({
			// A thread gets a copy of its own.
			...exchange.ask(
				requests.slice(),
				spare.map(buffer => buffer.transfer()),
			),
			age: {from: 0, to: 0},
		}),
		async readFile(path) {
			const text = scene.files[path];
			if (text === undefined) {
				throw new PortError('missing', path, `${path}: no such file`);
			}

			return text;
		},
	};
}
