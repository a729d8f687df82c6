/**
 * The only access to the outside world: run a command, read a file. Everything that lvstop reads of a director, and
 * everything that it changes, goes through here.
 */
import type {TimeSpan} from './clock.ts';

/** A program and its arguments. */
export type Command = readonly [string, ...string[]];

/** The result of a command. An exit code other than 0 is a result, not an error of the port. */
export interface CommandResult {
	readonly exitCode: number;
	readonly stdout: string;
	readonly stderr: string;
}

/** The end of a program whose output was streamed. */
export type StreamEnd = Pick<CommandResult, 'exitCode' | 'stderr'>;

/** Every operation ends early if the signal aborts, and by itself after the time limit. */
export interface CallOptions {
	readonly signal?: AbortSignal | undefined;
	/** Milliseconds; default 10 000. */
	readonly timeout?: number | undefined;
}

/** A command can have text for its standard input. */
export interface RunOptions extends CallOptions {
	readonly input?: string | undefined;
}

/** Why the port could not answer at all. */
export type PortFailure =
	| 'missing' // no such program or file
	| 'forbidden' // no permission to start or to read
	| 'timeout'
	| 'cancelled'
	| 'lost' // the way itself broke: ssh, docker, the program died from a signal
	| 'unreached' // there was no way, so that nothing was run there
	| 'too-large'; // more output than can be held

/** The port could not do what was requested. The message names the problem and the command or file. */
export class PortError extends Error {
	override readonly name = 'PortError';
	readonly failure: PortFailure;
	/** The command as typed in a shell, or the file's path. */
	readonly subject: string;
	/** The standard error of the remote side, if any. */
	readonly stderr: string;

	constructor(failure: PortFailure, subject: string, message: string, stderr = '') {
		super(message);
		this.failure = failure;
		this.subject = subject;
		this.stderr = stderr;
	}
}

/** Files and commands to read together. */
export interface Together {
	/** Read first, in this order. */
	readonly files: readonly string[];
	/** Run after that, in this order; only if the first file could be read, if there is one. */
	readonly commands: readonly Command[];
}

/** Results that were read together. As a port it returns each result once, and runs everything else one by one. */
export interface GatheredPort extends Omit<Port, 'gather'> {
	/** When a file was read or a command was run; null if it was not. Call it before the result is taken. */
	spanOf(request: {readonly file: string} | {readonly command: Command}): TimeSpan | null;
}

/** The outside world. */
export interface Port {
	/** The name of the place to show: the host name, or the words of `--via`. */
	readonly place: string;
	/** Advice for a user whose rights there are too few, for the end of a sentence; undefined for the usual one. */
	readonly rightsAdvice?: (() => string) | undefined;
	/**
	 * Runs a program with its arguments, without a shell.
	 * @throws {PortError} if it could not be run to its end
	 */
	run(command: Command, options?: RunOptions): Promise<CommandResult>;
	/**
	 * Reads a text file (UTF-8; invalid bytes are replaced).
	 * @throws {PortError} if it could not be read
	 */
	readFile(path: string, options?: CallOptions): Promise<string>;
	/**
	 * Reads several things in one exchange, for places where each one takes a round trip. A single failure is a result
	 * of that file or command.
	 * @throws {PortError} if the place could not be reached, or the way to it broke
	 */
	gather?(together: Together, options?: CallOptions): Promise<GatheredPort>;
	/**
	 * What the probe for owners would print (`source/ipvs/owner-probe.ts`), without running it. A port that reaches its
	 * place through a program does not have it.
	 * @throws {PortError} if cancelled
	 */
	readonly ownerEvidence?: ((signal?: AbortSignal) => Promise<string>) | undefined;
	/**
	 * Opens what the port keeps open, and may ask the user on the terminal; later it cannot. Does not reject: what fails
	 * now is tried again when it is needed.
	 */
	prepare?(): Promise<void>;
	/** Releases what the port keeps open; afterwards nothing is run through it. Does not reject. */
	close?(): Promise<void>;
	/**
	 * Runs a program and returns its standard output in pieces as it comes, for output that is too large to hold.
	 * Stopping early ends the program. A port with small texts only need not have it.
	 * @returns how the program ended, after all output
	 * @throws {PortError} if it could not be run to its end
	 */
	stream?(command: Command, options?: CallOptions): AsyncGenerator<Uint8Array, StreamEnd>;
}
