/**
 * The one way to the outside world: run a command, read a file. Everything that lvstop knows of a
 * director comes through here, and everything it changes goes through here.
 */

/** The result of a command. An exit code other than 0 is a result, not an error of the port. */
export interface CommandResult {
	readonly exitCode: number;
	readonly stdout: string;
	readonly stderr: string;
}

/** How a program whose output came in pieces has ended. */
export type StreamEnd = Pick<CommandResult, 'exitCode' | 'stderr'>;

/** Every operation ends early when the signal says so, and by itself after the time limit. */
export interface CallOptions {
	readonly signal?: AbortSignal | undefined;
	/** Milliseconds; 10 000 where not given. */
	readonly timeout?: number | undefined;
}

/** A command may get a text on its standard input. */
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
	| 'too-large'; // more output than can be held

/** The port could not do what it was asked; the message says what, on which command or file. */
export class PortError extends Error {
	override readonly name = 'PortError';
	readonly failure: PortFailure;
	/** The command as a person would type it, or the file's path. */
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

/** The outside world. */
export interface Port {
	/** The name of the place for a person: the host name, or the words of `--via`. */
	readonly place: string;
	/**
	 * Runs a program with its arguments; no shell is involved.
	 * @throws {PortError} where it could not be run to its end
	 */
	run(command: readonly [string, ...string[]], options?: RunOptions): Promise<CommandResult>;
	/**
	 * Reads a text file (UTF-8; what is not valid is replaced).
	 * @throws {PortError} where it could not be read
	 */
	readFile(path: string, options?: CallOptions): Promise<string>;
	/**
	 * Runs a program and gives its standard output in pieces as it comes, for what is too large to hold.
	 * Leaving off early ends the program. A port whose texts are all small need not have it.
	 * @returns how the program ended, when all has come
	 * @throws {PortError} where it could not be run to its end
	 */
	stream?(
		command: readonly [string, ...string[]],
		options?: CallOptions,
	): AsyncGenerator<Uint8Array, StreamEnd>;
}
