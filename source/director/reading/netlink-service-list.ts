/**
 * The kernel's list of services in the usual order, in about 300 bytes each: sorting needs all of them.
 */
import {bytesOf} from '../../ipvs/netlink/bytes.ts';
import {readMessage} from '../../ipvs/netlink/messages.ts';
import type {Reply} from '../../ipvs/netlink/replies.ts';
import {decodeService, type NetlinkService, readService} from '../../ipvs/netlink/services.ts';
import type {WantedStatistics} from '../../ipvs/netlink/statistics.ts';
import {compareServiceKeys, type ServiceId, type ServiceKey} from '../../ipvs/service.ts';
import type {KernelAnswers} from './kernel.ts';
import {eachReply} from './netlink-answers.ts';
import {firstRequest} from './netlink-head.ts';
import {rankOfService} from './netlink-order.ts';

/** The positions of the replies for the services. */
export interface ServiceList {
	readonly pieces: KernelAnswers['pieces'];
	/** By the index of a service in the usual order: the number of its piece, and the offset of its reply in it. */
	readonly piece: Uint32Array;
	readonly start: Uint32Array;
	/** The decoded services; null if their statistics are wanted, which are decoded later. */
	readonly rows: readonly NetlinkService[] | null;
	/** The fingerprints of their rules, in the kernel's order. */
	readonly prints: readonly number[];
}

/** A service while the list is sorted. */
interface Listed {
	readonly key: ServiceKey;
	readonly rank: number | null;
	readonly piece: number;
	readonly start: number;
	readonly row: NetlinkService;
}

const noStatistics: WantedStatistics = {counters: false, kernelRates: false};

/** Sorts the services and removes duplicates. */
export function* readServiceList(
	answers: KernelAnswers,
	{counters, kernelRates}: WantedStatistics,
): Generator<void, ServiceList> {
	const byId = new Map<ServiceId, Listed>();
	const prints: number[] = [];
	const pieceOf = new Map<ArrayBufferLike, number>(
		answers.pieces.map(({buffer}, index) => [buffer, index]),
	);
	yield* eachReply(answers, (reply, number) => {
		if (number === firstRequest.services) {
			const {row, rulePrint} = readService(reply, noStatistics, null);
			prints.push(rulePrint);
			const {id, rule} = row;
			byId.set(id, {
				row,
				key: rule.key,
				rank: rankOfService(rule.key),
				piece: pieceOf.get(reply.bytes.array.buffer) ?? 0,
				start: reply.message.start,
			});
		}
	});
	const listed = [...byId.values()].sort((one, other) =>
		one.rank !== null && other.rank !== null
			? one.rank - other.rank
			: compareServiceKeys(one.key, other.key),
	);
	return {
		pieces: answers.pieces,
		piece: Uint32Array.from(listed, ({piece}) => piece),
		start: Uint32Array.from(listed, ({start}) => start),
		rows: counters || kernelRates ? null : listed.map(({row}) => row),
		prints,
	};
}

/** A service of the list, with the wanted statistics. */
export function serviceAt(
	list: ServiceList,
	place: number,
	wanted: WantedStatistics,
): NetlinkService {
	return list.rows?.[place] ?? decodeService(replyAt(list, place), wanted);
}

function replyAt({pieces, piece, start}: ServiceList, place: number): Reply {
	const bytes = bytesOf(pieces[piece[place] ?? 0] ?? new Uint8Array());
	return {bytes, message: readMessage(bytes, start[place] ?? 0, bytes.array.length)};
}
