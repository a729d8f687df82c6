/**
 * Counts packets where the kernel does: for the server, its service, the total, and the CPU.
 */
import type {Kernel} from '../kernel.ts';
import type {Server} from '../table/rows.ts';
import {type Increment, Statistics} from '../table/statistics.ts';

/** CPUs of the simulated director. */
const cpus = 4;

/** The connection of the counted packets, and whether replies come back through the director. */
export interface Counted {
	readonly server: Server;
	/** Decides which CPU gets the packets. */
	readonly clientPort: number;
	readonly repliesPass: boolean;
}

/** The counters of a director. */
export class Counting {
	readonly #kernel: Kernel;
	/** One for each CPU: never zeroed and always live. */
	readonly perCpu: readonly Statistics[] = Array.from({length: cpus}, () => new Statistics());

	constructor(kernel: Kernel) {
		this.#kernel = kernel;
	}

	count({server, clientPort, repliesPass}: Counted, increment: Increment): void {
		const {estimator, table} = this.#kernel;
		estimator.count(server.statistics, increment, repliesPass);
		estimator.count(server.service.statistics, increment, repliesPass);
		estimator.count(table.totals, increment, repliesPass);
		this.perCpu[clientPort % cpus]?.add(increment, repliesPass);
	}

	/** Counts packets that get no reply. */
	countUnanswered({server, clientPort}: Omit<Counted, 'repliesPass'>, increment: Increment): void {
		this.count({server, clientPort, repliesPass: false}, increment);
	}
}
