import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {ipAddress} from '../../../source/ipvs/address.ts';
import {counterNames} from '../../../source/ipvs/counters.ts';
import type {SyncDaemon} from '../../../source/ipvs/listing.ts';
import {bytesOf} from '../../../source/ipvs/netlink/bytes.ts';
import {decodeDestination, readDestination} from '../../../source/ipvs/netlink/destinations.ts';
import {errorNumber, nextStart, readMessage} from '../../../source/ipvs/netlink/messages.ts';
import {NetlinkError} from '../../../source/ipvs/netlink/netlink-error.ts';
import {commandAttribute, destinationAttribute} from '../../../source/ipvs/netlink/numbers.ts';
import type {Reply} from '../../../source/ipvs/netlink/replies.ts';
import {
	daemonsRequest,
	destinationsRequest,
	familyRequest,
	joinRequests,
	serviceRequest,
	servicesRequest,
} from '../../../source/ipvs/netlink/requests.ts';
import {decodeService, readService} from '../../../source/ipvs/netlink/services.ts';
import {
	readDaemon,
	readFamilyId,
	readInfo,
	readTimeouts,
} from '../../../source/ipvs/netlink/settings.ts';
import {serverId} from '../../../source/ipvs/server.ts';
import {serviceId} from '../../../source/ipvs/service.ts';
import {addressArbitrary, serverRuleArbitrary, serviceRuleArbitrary} from '../arbitraries.ts';
import {
	daemonContent,
	destinationContent,
	infoContent,
	type LiveNumbers,
	message,
	type Numbers,
	nested,
	replyOf,
	serviceContent,
	timeoutsContent,
	u8,
	u32,
	u64,
} from './kernel-messages.ts';

const everything = {counters: true, kernelRates: true};
const nothing = {counters: false, kernelRates: false};

const u32Value = fc.oneof(
	fc.integer({min: 0, max: 0xffff_ffff}),
	fc.constantFrom(0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff),
);
const u64Value = fc.bigInt({min: 0n, max: 2n ** 64n - 1n});
const five = <T>(value: fc.Arbitrary<T>) =>
	fc.record({
		connections: value,
		inPackets: value,
		outPackets: value,
		inBytes: value,
		outBytes: value,
	});
const numbers: fc.Arbitrary<Numbers> = fc.record({
	counters: five(u64Value),
	kernelRates: five(fc.nat({max: Number.MAX_SAFE_INTEGER})),
});
const liveNumbers: fc.Arbitrary<LiveNumbers> = fc
	.tuple(numbers, u32Value, u32Value, u32Value)
	.map(([both, activeConnections, inactiveConnections, persistentConnections]) => ({
		...both,
		activeConnections,
		inactiveConnections,
		persistentConnections,
	}));
const serviceWithServer = serviceRuleArbitrary.chain(service =>
	fc.record({service: fc.constant(service), server: serverRuleArbitrary(service.key)}),
);

const daemon: fc.Arbitrary<SyncDaemon> = fc.record({
	role: fc.constantFrom('master', 'backup'),
	interface: fc.constantFrom('eth0', 'br-lan.7'),
	syncId: fc.nat({max: 255}),
	maxLength: fc.option(fc.nat({max: 65_535})),
	group: fc.option(fc.oneof(addressArbitrary('ipv4'), addressArbitrary('ipv6'))),
	port: fc.option(fc.nat({max: 65_535})),
	ttl: fc.option(fc.nat({max: 255})),
});

describe('the kernel’s netlink messages are decoded', () => {
	it('of a service, exactly', () => {
		fc.assert(
			fc.property(serviceRuleArbitrary, numbers, (rule, live) => {
				const reply = replyOf(message([serviceContent(rule, live)]));
				const service = {id: serviceId(rule.key), rule, ...live};
				expect(readService(reply, everything, null).row).toEqual(service);
				expect(decodeService(reply, everything)).toEqual(service);
			}),
		);
	});

	it('of a destination, exactly', () => {
		fc.assert(
			fc.property(serviceWithServer, liveNumbers, ({service, server}, live) => {
				const reply = replyOf(message([destinationContent(server, live)]));
				const {family} = service.key;
				const {row} = readDestination(reply, family, everything, null);
				expect(row).toMatchObject({
					...{id: serverId(server), rule: server},
					...server,
					...live,
				});
				expect(decodeDestination(reply, family, everything)).toEqual(row);
			}),
		);
	});

	it('with 32-bit statistics if the kernel has no others', () => {
		fc.assert(
			fc.property(serviceWithServer, liveNumbers, ({service, server}, live) => {
				const reply = replyOf(message([destinationContent(server, live, 'before-stats64')]));
				const {counters, kernelRates} = readDestination(
					reply,
					service.key.family,
					everything,
					null,
				).row;
				for (const name of counterNames) {
					const isWide = name.endsWith('Bytes');
					expect(counters?.[name]).toBe(
						isWide ? live.counters[name] : BigInt.asUintN(32, live.counters[name]),
					);
					expect(kernelRates?.[name]).toBe(live.kernelRates[name] % 2 ** 32);
				}
			}),
		);
	});

	it('of timeouts, sync daemons, version and table', () => {
		fc.assert(
			fc.property(daemon, u32Value, u32Value, (one, tcp, tableSize) => {
				expect(readDaemon(replyOf(message([daemonContent(one)])))).toEqual(one);
				const timeouts = {tcp, tcpFin: 120, udp: 300};
				expect(readTimeouts(replyOf(message(timeoutsContent(timeouts))))).toEqual(timeouts);
				const info = replyOf(message(infoContent(0x01_02_01, tableSize)));
				expect(readInfo(info)).toEqual({version: '1.2.1', tableSize});
			}),
		);
		expect(readFamilyId(replyOf(message([Buffer.from([6, 0, 1, 0, 0x1c, 0, 0, 0])])))).toBe(0x1c);
	});

	it('of a tunnel that lvstop does not know without guessing at one', () => {
		const rule = {
			...{address: ipAddress('10.0.0.8'), port: 80, forwarding: 'tunnel' as const, weight: 1},
			...{tunnel: null, upperThreshold: 0, lowerThreshold: 0},
		};
		const content = destinationContent(rule, sampleNumbers);
		const typeAt = content.indexOf(Buffer.from([5, 0, destinationAttribute.tunnelType, 0])) + 4;
		expect(content[typeAt]).toBe(0);
		content[typeAt] = 77;
		expect(readDestination(replyOf(message([content])), 'ipv4', nothing, null).row).toMatchObject({
			tunnel: null,
			rule: null,
		});
	});

	it('of a server that is the director itself, as ipvsadm saves it', () => {
		const rule = {
			...{address: ipAddress('10.0.0.1'), port: 80, forwarding: 'local' as const, weight: 1},
			...{tunnel: null, upperThreshold: 0, lowerThreshold: 0},
		};
		const reply = replyOf(message([destinationContent(rule, sampleNumbers)]));
		expect(readDestination(reply, 'ipv4', nothing, null).row).toMatchObject({
			forwarding: 'local',
			rule: {...rule, forwarding: 'route'},
		});
	});

	it('with attributes that are not known skipped', () => {
		const stranger = [u8(200, 1), u64(300, 5), nested(77, u32(1, 1))];
		const timeouts = {tcp: 900, tcpFin: 120, udp: 300};
		expect(
			readTimeouts(replyOf(message([...stranger, ...timeoutsContent(timeouts), ...stranger]))),
		).toEqual(timeouts);
	});
});

const sampleNumbers: LiveNumbers = {
	...{activeConnections: 1, inactiveConnections: 2, persistentConnections: 3},
	counters: {connections: 1n, inPackets: 2n, outPackets: 3n, inBytes: 4n, outBytes: 5n},
	kernelRates: {connections: 1, inPackets: 2, outPackets: 3, inBytes: 4, outBytes: 5},
};

describe('a row of an earlier reading', () => {
	/** Decodes a server twice, in each of two states. */
	function readTwice(
		[one, first]: readonly [Parameters<typeof destinationContent>[0], LiveNumbers],
		[other, second]: readonly [Parameters<typeof destinationContent>[0], LiveNumbers],
	) {
		const earlier = replyOf(message([destinationContent(one, first)]));
		const known = readDestination(earlier, 'ipv4', everything, null);
		const now = replyOf(message([destinationContent(other, second)], {sequence: 99}));
		return {row: known.row, now: readDestination(now, 'ipv4', everything, known).row};
	}

	it('is kept while nothing has changed, and its rule while only numbers have', () => {
		fc.assert(
			fc.property(serviceWithServer, liveNumbers, liveNumbers, ({server}, first, second) => {
				const same = readTwice([server, first], [server, first]);
				expect(same.now).toBe(same.row);
				const moved = readTwice([server, first], [server, second]);
				expect(moved.now.rule).toBe(moved.row.rule);
				expect(moved.now).toMatchObject({...second});
			}),
		);
	});

	it('never hides a change', () => {
		const pair = serviceRuleArbitrary.chain(({key}) =>
			fc.tuple(serverRuleArbitrary(key), serverRuleArbitrary(key)),
		);
		fc.assert(
			fc.property(pair, liveNumbers, liveNumbers, ([one, other], first, second) => {
				expect(readTwice([one, first], [other, second]).now).toMatchObject({
					...{id: serverId(other), rule: other},
					...other,
					...second,
				});
			}),
		);
	});

	it('does not replace numbers that were not read then', () => {
		const rule = fc.sample(serverRuleArbitrary({kind: 'fwmark', family: 'ipv4', fwmark: 1}), 1)[0];
		const reply = replyOf(message([destinationContent(rule as never, sampleNumbers)]));
		const known = readDestination(reply, 'ipv4', nothing, null);
		expect(known.row.counters).toBeNull();
		expect(readDestination(reply, 'ipv4', everything, known).row).toMatchObject({
			...sampleNumbers,
		});
	});
});

describe('requests', () => {
	it('name the service that they are about', () => {
		fc.assert(
			fc.property(serviceRuleArbitrary, numbers, (rule, live) => {
				for (const request of [destinationsRequest(rule.key), serviceRequest(rule.key)]) {
					// The kernel's reply describes a service in the same way as a request.
					const said = request.subarray(24);
					const told = serviceContent(rule, live);
					expect(told.includes(Buffer.from(said))).toBe(true);
				}
			}),
		);
	});

	it('have the length that they claim, one after the other', () => {
		const requests = [servicesRequest(), familyRequest(), daemonsRequest()];
		const joined = joinRequests(requests);
		const bytes = bytesOf(joined);
		let at = 0;
		for (const request of requests) {
			const {start, end, ...found} = readMessage(bytes, at, joined.length);
			expect(joined.subarray(start, end)).toEqual(request);
			at = nextStart({start, end, ...found});
		}

		expect(at).toBe(joined.length);
	});
});

describe('bytes that are no message', () => {
	/** Decodes all messages as everything that they could be. */
	function readAll(buffer: Uint8Array): void {
		const bytes = bytesOf(buffer);
		for (let at = 0; at < buffer.length; ) {
			const frame = readMessage(bytes, at, buffer.length);
			const reply: Reply = {bytes, message: frame};
			readings.map(read => outcomeOf(() => read(reply)));
			expect(nextStart(frame)).toBeGreaterThan(at);
			at = nextStart(frame);
		}
	}

	const readings: readonly ((reply: Reply) => unknown)[] = [
		reply => readService(reply, everything, null),
		reply => readDestination(reply, 'ipv6', everything, null),
		readDaemon,
		readTimeouts,
		readInfo,
		readFamilyId,
		({bytes, message: frame}) => errorNumber(bytes, frame),
	];

	/** The result, or the name of the expected error; any other error fails the test. */
	function outcomeOf(read: () => unknown): unknown {
		try {
			return read();
		} catch (error) {
			expect(error).toBeInstanceOf(NetlinkError);
			expect(error).toMatchObject({
				problem: 'unreadable',
				message: expect.stringMatching(/^netlink: byte \d+: /),
			});
			return error;
		}
	}

	it('are refused with the place, whatever was changed in them', () => {
		const change = fc.record({at: fc.nat(), value: fc.nat({max: 255})});
		fc.assert(
			fc.property(
				...[serviceWithServer, liveNumbers, daemon, fc.array(change, {maxLength: 6}), fc.nat()],
				({service, server}, live, one, changes, cut) => {
					const whole = Buffer.concat([
						message([serviceContent(service, live)]),
						message([destinationContent(server, live)]),
						message([daemonContent(one)]),
						message(infoContent(0x01_02_01, 4096)),
					]);
					for (const {at, value} of changes) {
						whole[at % whole.length] = value;
					}

					outcomeOf(() => readAll(whole));
					outcomeOf(() => readAll(whole.subarray(0, cut % whole.length)));
				},
			),
			{numRuns: 400},
		);
	});

	it('are refused if a message is entirely wrong', () => {
		fc.assert(
			fc.property(fc.uint8Array({minLength: 1, maxLength: 200}), bytes => {
				outcomeOf(() => readAll(bytes));
			}),
			{numRuns: 400},
		);
	});

	it('say what is missing', () => {
		const reply = replyOf(message([nested(commandAttribute.destination, u32(4, 1))]));
		expect(() => readDestination(reply, 'ipv4', nothing, null)).toThrow(
			"netlink: byte 24: the attribute 'forwarding' is missing",
		);
		const short = replyOf(message([nested(commandAttribute.destination, u8(3, 1))]));
		expect(() => readDestination(short, 'ipv4', nothing, null)).toThrow(
			"the attribute 'forwarding' has 1 bytes instead of 4",
		);
		const cut = message([serviceContentOfNothing()]).subarray(0, 30);
		expect(() => replyOf(cut)).toThrow('is cut off after 30');
	});

	function serviceContentOfNothing(): Buffer {
		return nested(commandAttribute.service, Buffer.alloc(40));
	}
});
