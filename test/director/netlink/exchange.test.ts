import {beforeEach, describe, expect, it} from 'vitest';
import {createExchange, type Exchange} from '../../../source/director/netlink/exchange.ts';
import {bytesOf} from '../../../source/ipvs/netlink/bytes.ts';
import {nextStart, readMessage} from '../../../source/ipvs/netlink/messages.ts';
import {NetlinkError} from '../../../source/ipvs/netlink/netlink-error.ts';
import {messageFlag, messageType} from '../../../source/ipvs/netlink/numbers.ts';
import {infoRequest, joinRequests, servicesRequest} from '../../../source/ipvs/netlink/requests.ts';
import {message} from '../../ipvs/netlink/kernel-messages.ts';
import {type NetlinkScene, netlinkScene, netlinkSocket} from '../../support/netlink-kernel.ts';
import {exampleRules} from './example-rules.ts';

let scene: NetlinkScene;
let exchange: Exchange;
beforeEach(() => {
	scene = netlinkScene(exampleRules(8));
	exchange = createExchange(() => netlinkSocket(scene));
});

const both = () => joinRequests([servicesRequest(), infoRequest()]);

/** The number of messages for each request. */
function messages(
	requests: Uint8Array,
	spare: readonly ArrayBuffer[] = [],
): Record<number, number> {
	const {pieces, firstSequence} = exchange.ask(requests, spare);
	const counts: Record<number, number> = {};
	for (const piece of pieces) {
		for (let at = 0; at < piece.length; ) {
			const message = readMessage(bytesOf(piece), at, piece.length);
			const request = message.sequence - firstSequence;
			counts[request] = (counts[request] ?? 0) + Number(message.type !== messageType.done);
			at = nextStart(message);
		}
	}

	return counts;
}

/** An exchange that receives something else than was sent. The first datagram is the family, which is left alone. */
function withReceive(change: (datagram: Buffer) => Buffer): Exchange {
	return createExchange(() => {
		const socket = netlinkSocket(scene);
		const room = Buffer.alloc(2 ** 16);
		let isFirst = true;
		return {
			...socket,
			receive(into) {
				const datagram = room.subarray(0, socket.receive(room));
				const received = isFirst ? datagram : change(datagram);
				isFirst = false;
				into.set(received);
				return received.length;
			},
		};
	});
}

/** Fails this many datagrams, starting with the given one. */
function failing(first: number, times: number, fail: () => void) {
	let count = 0;
	scene.beforeDatagram = () => {
		count += 1;
		if (count >= first && count < first + times) {
			fail();
		}
	};
}

const overrun = () => {
	throw new NetlinkError('lost', 'netlink: recv failed with error 105', 105);
};

describe('an exchange with the kernel', () => {
	it('gives all messages of a dump that comes in several datagrams', () => {
		expect(messages(both())).toEqual({0: 8, 1: 1});
		expect(messages(both())).toEqual({0: 8, 1: 1});
		expect(scene.sockets).toBe(1);
	});

	it('fills pieces that are not needed any more', () => {
		const spare = new ArrayBuffer(2 ** 20);
		const [piece] = exchange.ask(both(), [spare]).pieces;
		expect(piece?.buffer).toBe(spare);
	});

	it('needs several pieces for a large table', () => {
		scene.rules = exampleRules(4000);
		scene.rowsEach = 60;
		const {pieces} = exchange.ask(both(), []);
		expect(pieces.length).toBeGreaterThan(1);
		expect(messages(both())).toEqual({0: 4000, 1: 1});
	});

	it('repeats the request over a new socket after a buffer overflow in the middle', () => {
		failing(2, 1, overrun);
		expect(messages(both())).toEqual({0: 8, 1: 1});
		expect(scene.sockets).toBe(2);
	});

	it('gives up after an overflow every time', () => {
		failing(2, 1000, overrun);
		expect(() => messages(both())).toThrow(expect.objectContaining({problem: 'lost', errno: 105}));
		scene.beforeDatagram = () => {};
		expect(messages(both())).toEqual({0: 8, 1: 1});
	});

	it('repeats the request if the kernel reports that rows changed meanwhile', () => {
		let dumps = 0;
		scene.beforeDatagram = () => {
			dumps += 1;
			scene.flags = dumps < 3 ? messageFlag.interrupted : 0;
		};
		expect(messages(both())).toEqual({0: 8, 1: 1});
		expect(dumps).toBeGreaterThan(4);
	});

	it('reports rows that change at every attempt', () => {
		scene.flags = messageFlag.interrupted;
		expect(() => messages(both())).toThrow(expect.objectContaining({problem: 'interrupted'}));
	});

	it('takes a datagram that is larger than usual at the second try', () => {
		scene.rules = exampleRules(4000);
		scene.rowsEach = 4000;
		expect(messages(both())).toEqual({0: 4000, 1: 1});
		expect(scene.sockets).toBe(2);
	});

	it('passes on the kernel’s refusals', () => {
		scene.refusal = 1;
		expect(messages(both())).toEqual({0: 1, 1: 1});
	});

	it('reports that the family is gone', () => {
		scene.refusal = 2;
		expect(() => messages(both())).toThrow(expect.objectContaining({problem: 'unavailable'}));
	});

	it('says with which error a dump ended', () => {
		const exchange = withReceive(datagram => {
			const whole = Buffer.from(datagram);
			if (whole.readUInt16LE(4) === messageType.done) {
				whole.writeInt32LE(-12, 16);
			}

			return whole;
		});
		expect(() => exchange.ask(both(), [])).toThrow(/ended a dump with ENOMEM/);
	});

	it('skips the rest of another answer, but not for ever', () => {
		const before = message([], {type: messageType.done, sequence: 4711, flags: 0});
		let left = 50;
		const passing = withReceive(datagram => {
			left -= 1;
			return left > 0 ? before : datagram;
		});
		expect(passing.ask(both(), []).pieces).toHaveLength(1);
		expect(() => withReceive(() => before).ask(both(), [])).toThrow(/something else/);
		expect(() => withReceive(() => Buffer.alloc(0)).ask(both(), [])).toThrow(/something else/);
	});

	it('reports lost rows if messages of two requests are in one datagram', () => {
		const other = message([], {type: 0x1c, sequence: 4711, flags: messageFlag.multi});
		const mixed = withReceive(datagram => Buffer.concat([datagram, other]));
		expect(() => mixed.ask(servicesRequest(), [])).toThrow(/a message of another request/);
	});

	it('refuses a truncated datagram, and continues with a new socket', () => {
		const whole = createExchange(() => {
			const socket = netlinkSocket(scene);
			return {...socket, receive: into => Math.max(18, socket.receive(into) - 1)};
		});
		expect(() => whole.ask(both(), [])).toThrow(/cut off/);
	});
});
