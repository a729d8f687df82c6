/**
 * The only access to the outside world: run a command, read a file. Everything that lvstop reads of a director, and
 * everything that it changes, goes through here.
 */

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

/** The outside world. */
export interface Port {
	/** The name of the place to show: the host name, or the words of `--via`. */
	readonly place: string;
	/**
	 * Runs a program with its arguments, without a shell.
	 * @throws {PortError} if it could not be run to its end
	 */
	run(command: readonly [string, ...string[]], options?: RunOptions): Promise<CommandResult>;
	/**
	 * Reads a text file (UTF-8; invalid bytes are replaced).
	 * @throws {PortError} if it could not be read
	 */
	readFile(path: string, options?: CallOptions): Promise<string>;
	/**
	 * Runs a program and returns its standard output in pieces as it comes, for output that is too large to hold.
	 * Stopping early ends the program. A port with small texts only need not have it.
	 * @returns how the program ended, after all output
	 * @throws {PortError} if it could not be run to its end
	 */
	stream?(
		command: readonly [string, ...string[]],
		options?: CallOptions,
	): AsyncGenerator<Uint8Array, StreamEnd>;
}
