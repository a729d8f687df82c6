/**
 * Counts packets where the kernel does: for the server, its service, in all, and for the CPU.
 */
import type {Server} from '../table/rows.ts';
import {type Increment, Statistics} from '../table/statistics.ts';
import type {ConnectionEntry} from './entries.ts';
import {withoutReplies} from './packets.ts';

/** CPUs of the simulated director. */
const cpus = 4;

/** The counters of a director. */
export class Counting {
	readonly #totals: Statistics;
	/** One for each CPU: never zeroed and always live. */
	readonly perCpu: readonly Statistics[] = Array.from({length: cpus}, () => new Statistics());

	constructor(totals: Statistics) {
		this.#totals = totals;
	}

	/** Counts for a server; the client's port decides which CPU gets the packet. */
	countFor(server: Server, clientPort: number, increment: Increment): void {
		server.statistics.add(increment);
		server.service.statistics.add(increment);
		this.#totals.add(increment);
		this.perCpu[clientPort % cpus]?.add(increment);
	}

	/** Counts for a connection; replies that do not pass the director are left out. */
	count({server, clientPort, repliesPass}: ConnectionEntry, increment: Increment): void {
		this.countFor(server, clientPort, repliesPass ? increment : withoutReplies(increment));
	}
}
