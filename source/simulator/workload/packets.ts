/**
 * The packets of a conversation, as the counters see them.
 */
import type {Protocol} from '../../ipvs/service.ts';
import type {Random} from '../random.ts';
import type {Increment} from '../table/statistics.ts';
import type {Conversation} from './shape.ts';

/** Bytes of the headers of one packet, IP's included, and of the first packet with its options. */
const headers: Readonly<Record<Protocol, number>> = {tcp: 52, udp: 28, sctp: 48};
const openingPacket = 60;
/** The payload bytes that fit into one packet. */
const segment = 1448;

const nothing: Increment = {
	connections: 0,
	inPackets: 0,
	outPackets: 0,
	inBytes: 0,
	outBytes: 0,
};

/** Counted when a connection is scheduled, before its first packet. */
export const newConnection: Increment = {...nothing, connections: 1};

/** The handshake that opens a connection. */
export const openingPackets: Readonly<Record<Protocol, Increment>> = {
	tcp: handshake('tcp'),
	udp: nothing,
	sctp: handshake('sctp'),
};

/** The exchange that closes a connection. */
export const closingPackets: Readonly<Record<Protocol, Increment>> = {
	tcp: farewell('tcp'),
	udp: nothing,
	sctp: farewell('sctp'),
};

function handshake(protocol: Protocol): Increment {
	return {
		connections: 0,
		inPackets: 2,
		outPackets: 1,
		inBytes: openingPacket + headers[protocol],
		outBytes: openingPacket,
	};
}

function farewell(protocol: Protocol): Increment {
	const bytes = 2 * headers[protocol];
	return {connections: 0, inPackets: 2, outPackets: 2, inBytes: bytes, outBytes: bytes};
}

/** A first packet that gets no answer. */
export const unansweredOpening: Increment = {
	connections: 0,
	inPackets: 1,
	outPackets: 0,
	inBytes: openingPacket,
	outBytes: 0,
};

/** One request and its answer, whose length varies. */
export function requestPackets(
	{request, answer}: Conversation,
	protocol: Protocol,
	random: Random,
): Increment {
	const header = headers[protocol];
	const answerBytes = Math.ceil(answer * (0.25 + random.exponential(0.75)));
	const answers = Math.ceil(answerBytes / segment);
	const requests = Math.ceil(request / segment);
	const acknowledged = (packets: number) => (protocol === 'udp' ? 0 : Math.ceil(packets / 2));
	const inPackets = requests + acknowledged(answers);
	const outPackets = answers + acknowledged(requests);
	return {
		connections: 0,
		inPackets,
		outPackets,
		inBytes: request + inPackets * header,
		outBytes: answerBytes + outPackets * header,
	};
}
