/**
 * The life of a connection after it was created: requests and answers, closing, and silence.
 */
import type {Timeouts} from '../../ipvs/listing.ts';
import type {Kernel} from '../kernel.ts';
import type {Random} from '../random.ts';
import type {ConnectionTable} from './connection-table.ts';
import type {Counting} from './counting.ts';
import {type ConnectionEntry, type ConnectionState, ticksPerSecond} from './entries.ts';
import type {Failures} from './failures.ts';
import {closingPackets, openingPackets, requestPackets, unansweredOpening} from './packets.ts';

/** Seconds that a client waits for an answer before it gives up, on average. */
const patience = 40;
/** A client repeats its first packet this often, after 1, 2 and 4 seconds. */
const mostRepeats = 3;
/** Seconds between two checks whether a removed server has come back. */
const removedLook = 3;

/** The timeout of a state in seconds: Linux's defaults, except for the three that `--set` changes. */
function timeoutOf({protocol}: ConnectionEntry, state: ConnectionState, set: Timeouts): number {
	switch (state) {
		case 'ESTABLISHED':
			return protocol === 'tcp' ? set.tcp : 900;
		case 'FIN_WAIT':
			return set.tcpFin;
		case 'UDP':
			return set.udp;
		case 'TIME_WAIT':
			return 120;
		case 'SYN_RECV':
		case 'CLOSED':
			return 60;
	}
}

/** The surroundings that the lifecycle of a connection depends on. */
export interface Surroundings {
	readonly kernel: Kernel;
	readonly random: Random;
	readonly table: ConnectionTable;
	readonly counting: Counting;
	readonly failures: Failures;
}

/** Advances connections. Every step returns the tick of the next one, or null if the entry is gone. */
export class ConnectionLifecycle {
	readonly #surroundings: Surroundings;

	constructor(surroundings: Surroundings) {
		this.#surroundings = surroundings;
	}

	/** The first packets of a connection that was just created. */
	begin(entry: ConnectionEntry, tick: number): number {
		const {counting, failures} = this.#surroundings;
		if (!failures.isFailing(entry.server, tick)) {
			counting.count(entry, openingPackets[entry.protocol]);
			return this.#talk(entry, tick);
		}

		return entry.protocol === 'udp'
			? this.#askInVain(entry, tick)
			: this.#repeatOpening(entry, tick);
	}

	/** Does what is due now. */
	step(entry: ConnectionEntry, tick: number): number | null {
		const {kernel, table, failures} = this.#surroundings;
		const {server} = entry;
		const isStranded = !server.available && kernel.sysctls.isOn('expire_nodest_conn');
		if (entry.expiresAt <= tick || isStranded) {
			table.removeConnection(entry);
			return null;
		}

		if (entry.quiet) {
			return entry.expiresAt;
		}

		if (!server.available) {
			// Packets are dropped, and do not extend the entry, until the server is added again.
			return Math.min(entry.expiresAt, tick + removedLook * ticksPerSecond);
		}

		if (failures.isFailing(server, tick)) {
			return entry.state === 'SYN_RECV'
				? this.#repeatOpening(entry, tick)
				: this.#askInVain(entry, tick);
		}

		return tick >= entry.closesAt ? this.#close(entry, tick) : this.#talk(entry, tick);
	}

	#talk(entry: ConnectionEntry, tick: number): number {
		const {counting, random} = this.#surroundings;
		counting.count(entry, requestPackets(entry.conversation, entry.protocol, random));
		this.#prolong(entry, tick);
		const {requestsPerSecond} = entry.conversation;
		const pause =
			requestsPerSecond === 0
				? Number.POSITIVE_INFINITY
				: Math.ceil(random.exponential(ticksPerSecond / requestsPerSecond));
		return Math.max(tick + 1, Math.min(entry.closesAt, tick + pause));
	}

	#close(entry: ConnectionEntry, tick: number): number {
		const {counting, table} = this.#surroundings;
		entry.quiet = true;
		if (entry.protocol !== 'udp') {
			counting.count(entry, closingPackets[entry.protocol]);
			// A director that sees only one direction infers the close from the client's FIN alone.
			const closed = entry.repliesPass ? 'TIME_WAIT' : 'FIN_WAIT';
			table.changeState(entry, entry.protocol === 'tcp' ? closed : 'CLOSED');
			this.#prolong(entry, tick);
		}

		return entry.expiresAt;
	}

	#repeatOpening(entry: ConnectionEntry, tick: number): number {
		if (entry.repeats > mostRepeats) {
			entry.quiet = true;
			return entry.expiresAt;
		}

		this.#surroundings.counting.count(entry, unansweredOpening);
		this.#prolong(entry, tick);
		const pause = ticksPerSecond * 2 ** entry.repeats;
		entry.repeats += 1;
		return tick + pause;
	}

	/** A client whose server has stopped answering sends for a while, and then closes without an answer. */
	#askInVain(entry: ConnectionEntry, tick: number): number {
		const {counting, random, table} = this.#surroundings;
		if (!entry.abandoned) {
			entry.abandoned = true;
			const giveUp = tick + random.exponential(patience * ticksPerSecond);
			entry.closesAt = Math.ceil(Math.min(entry.closesAt, giveUp));
		}

		if (tick >= entry.closesAt) {
			entry.quiet = true;
			if (entry.protocol !== 'udp') {
				counting.countUnanswered(entry, closingPackets[entry.protocol]);
				table.changeState(entry, entry.protocol === 'tcp' ? 'FIN_WAIT' : 'CLOSED');
				this.#prolong(entry, tick);
			}

			return entry.expiresAt;
		}

		const request = requestPackets(entry.conversation, entry.protocol, random);
		counting.countUnanswered(entry, request);
		this.#prolong(entry, tick);
		const pause = Math.ceil(random.exponential(10 * ticksPerSecond));
		return Math.max(tick + 1, Math.min(entry.closesAt, tick + pause));
	}

	#prolong(entry: ConnectionEntry, tick: number): void {
		const seconds = timeoutOf(entry, entry.state, this.#surroundings.kernel.timeouts);
		entry.expiresAt = tick + seconds * ticksPerSecond;
	}
}
