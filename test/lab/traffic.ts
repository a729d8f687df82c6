/**
 * Steady traffic from the client of a topology to its virtual service.
 */
import {randomUUID} from 'node:crypto';
import type {Guest} from './guest.ts';
import {guestProgram} from './guest-program.ts';
import type {GuestCommand} from './job.ts';
import {clientName, type Topology, webPort} from './topology.ts';

export interface TrafficOptions {
	/**
	 * `http`: one connection per request, to the virtual service's web servers. `udp`: one datagram per request, to a
	 * virtual service of the same port, whose servers echo (`startEchoServers`).
	 */
	readonly kind: 'http' | 'udp';
	/** Requests per second. Each has its own time, so late ones are made up for. */
	readonly rate: number;
	/** Ends after this many requests; by default it continues until it is stopped. */
	readonly requests?: number;
	/** The virtual service's; the VIP of IPv4 if not given. */
	readonly address?: string;
	/** The virtual service's; 80 where not given. */
	readonly port?: number;
	/**
	 * For `http`: the client resets each connection after the answer. IPVS forgets such a connection (CLOSE) after 10 s,
	 * one that was closed properly (TIME_WAIT) after 120 s.
	 */
	readonly reset?: boolean;
	/** For `udp`: the source ports used in turn, each of them one connection to IPVS; 2 where not given. */
	readonly sockets?: number;
}

/** The client's results. */
export interface TrafficCounts {
	readonly requests: number;
	readonly answered: number;
	/** No answer within 5 s, a broken connection, or a status other than 200. */
	readonly failed: number;
	/** From the first request to the last, by the guest's own clock. */
	readonly seconds: number;
	/** The number of each answer; a server answers with its address. */
	readonly answers: Readonly<Record<string, number>>;
	/** The number of each answer to requests made after the traffic was told to stop. */
	readonly answersAtEnd: Readonly<Record<string, number>>;
}

/** Running traffic. */
export interface Traffic {
	/** The first answer: the address of the server that gave it; empty where none came at all. */
	readonly first: string;
	/** The client's total results, after the traffic has ended. */
	readonly finished: Promise<TrafficCounts>;
	/** Ends it after this many more requests (default none) and their answers. */
	stop(more?: number): Promise<TrafficCounts>;
}

/** The instructions for the client's program. */
export interface Order {
	readonly kind: 'http' | 'udp';
	readonly rate: number;
	readonly requests: number | null;
	readonly address: string;
	readonly port: number;
	readonly reset: boolean;
	readonly sockets: number;
	/** Milliseconds to wait for an answer. */
	readonly patience: number;
	/** Made by the program at the first answer, which it holds. */
	readonly startedFile: string;
	/** Ends the traffic: a line with how many requests are yet to be made. */
	readonly stopFile: string;
}

/**
 * Starts traffic.
 * @returns after the first answer
 * @throws {Error} where the client's program fails
 */
export async function startTraffic(
	guest: Guest,
	topology: Topology,
	options: TrafficOptions,
): Promise<Traffic> {
	const {startedFile, stopFile} = markFiles();
	const order: Order = {
		kind: options.kind,
		rate: options.rate,
		requests: options.requests ?? null,
		address: options.address ?? topology.vip,
		port: options.port ?? webPort,
		reset: options.reset ?? false,
		sockets: options.sockets ?? 2,
		patience: 5000,
		startedFile,
		stopFile,
	};
	const command = inMachine(clientName, 'make-requests.ts', JSON.stringify(order));
	const finished = runToEnd(guest, command).then((text): TrafficCounts => JSON.parse(text));
	const isAnswered = await untilStarted(guest, startedFile, finished);
	return {
		first: isAnswered ? await guest.readFile(startedFile) : '',
		finished,
		async stop(more = 0) {
			await guest.writeFile(stopFile, `${more}\n`);
			return finished;
		},
	};
}

/**
 * Starts a server on each machine that answers every datagram to that port with the server's address.
 * The virtual service is for the caller to make (`ruleSet`).
 */
export async function startEchoServers(
	guest: Guest,
	topology: Topology,
	port: number,
): Promise<void> {
	for (const {machine, address} of topology.servers) {
		const {startedFile} = markFiles();
		// An answer comes from the VIP where no director translates it.
		const own = topology.forwarding === 'masq' ? address : topology.vip;
		const command = inMachine(machine, 'echo-server.ts', own, String(port), address, startedFile);
		await untilStarted(guest, startedFile, runToEnd(guest, command));
	}
}

/** A program of the lab on one of the network's machines. */
export function inMachine(machine: string, program: string, ...words: string[]): GuestCommand {
	const {command, input} = guestProgram(program, ...words);
	return {command: ['ip', 'netns', 'exec', machine, ...command], input};
}

/** Files of the guest's that no other program uses: made by a program when it works, and to end it. */
export function markFiles() {
	const path = `/run/${randomUUID()}`;
	return {startedFile: `${path}.started`, stopFile: `${path}.stop`};
}

/** The output of a long-running program. Closing the guest ends it too, which then is nobody's error. */
export function runToEnd(guest: Guest, {command, input}: GuestCommand): Promise<string> {
	const output = guest
		.run(command, {input, timeout: Infinity})
		.then(({exitCode, stdout, stderr}) => {
			if (exitCode !== 0) {
				throw new Error(`${command.join(' ')} failed in the guest: ${stderr}`);
			}

			return stdout;
		});
	output.catch(() => {});
	return output;
}

/**
 * Waits for the file, or for the program's end.
 * @returns whether it was the file
 */
export async function untilStarted(
	guest: Guest,
	file: string,
	end: Promise<unknown>,
): Promise<boolean> {
	const waiting = new AbortController();
	const script = `until [ -e ${file} ]; do sleep 0.05; done`;
	const started = guest.run(['busybox', 'sh', '-c', script], {signal: waiting.signal});
	started.catch(() => {});
	const isStarted = await Promise.race([started.then(() => true), end.then(() => false)]);
	waiting.abort();
	return isStarted;
}
