/**
 * A running guest as the host sees it: run commands in it, read and write its files.
 */
import type {Duplex} from 'node:stream';
import {
	type CallOptions,
	type CommandResult,
	PortError,
	type RunOptions,
} from '../../source/director/port/port.ts';
import type {GuestCommand} from './job.ts';
import {openJobs, type RunningKernel} from './jobs.ts';

/** The time limit of a command in the guest by default, milliseconds. */
const defaultTimeout = 60_000;

/** A Linux with IPVS, in which everything may be done: it ends with the test and touches nothing outside. */
export interface Guest {
	/** The screen and keyboard of the guest's /dev/tty0. */
	readonly terminal: Duplex;
	/**
	 * Runs a program with its arguments, without a shell. The default time limit is 60 s; `Infinity` means none.
	 * @throws {PortError} if it could not be run to its end
	 */
	run(command: GuestCommand['command'], options?: RunOptions): Promise<CommandResult>;
	/**
	 * Runs many commands one after the other, whatever their exit codes, as one job: cheaper than one
	 * call each. The time limit is for all of them together.
	 * @throws {PortError} where one of them could not be run to its end
	 */
	runAll(
		commands: readonly GuestCommand[],
		options?: CallOptions,
	): Promise<readonly CommandResult[]>;
	/**
	 * Runs a text in bash, which ends at the first command that fails.
	 * @returns what it wrote to standard output
	 * @throws {Error} with the standard error, where the exit code is not 0
	 */
	runScript(script: string, options?: RunOptions): Promise<string>;
	/**
	 * Reads a text file as the guest sees it.
	 * @throws {PortError} where it could not be read
	 */
	readFile(path: string, options?: CallOptions): Promise<string>;
	/**
	 * Writes a text file in the guest: below /run or /proc, for the rest is read-only.
	 * @throws {PortError} where it could not be written
	 */
	writeFile(path: string, text: string): Promise<void>;
	/** Ends the guest and all its processes at once, and removes its files. May be called twice. */
	close(): Promise<void>;
}

/**
 * Waits until the guest takes commands.
 * @throws {PortError} where the kernel ends before that; its last words are in the message
 */
export async function openGuest(kernel: RunningKernel): Promise<Guest> {
	const startJob = await openJobs(kernel);

	async function results(commands: readonly GuestCommand[], options: CallOptions = {}) {
		const limit = timeLimit(options.timeout ?? defaultTimeout);
		const subject = commands[0]?.command.join(' ') ?? '';
		const job = startJob(commands);
		return unlessAborted(
			job.results,
			AbortSignal.any([limit, ...(options.signal ? [options.signal] : [])]),
			() => {
				job.kill();
				return limit.aborted
					? new PortError('timeout', subject, `${subject}: no answer in time`)
					: new PortError('cancelled', subject, `${subject}: cancelled`);
			},
		);
	}

	async function run(command: GuestCommand['command'], options: RunOptions = {}) {
		const [result] = await results([{command, input: options.input}], options);
		return checked(command, result);
	}

	/** Runs a command about a file, and explains its failure. */
	async function onFile(path: string, command: GuestCommand['command'], options?: RunOptions) {
		const {exitCode, stdout, stderr} = await run(command, options);
		if (exitCode !== 0) {
			throw new PortError(fileFailure(stderr), path, stderr.trim(), stderr);
		}

		return stdout;
	}

	return {
		terminal: kernel.terminal,
		run,
		async runAll(commands, options) {
			const found = await results(commands, options);
			return commands.map(({command}, index) => checked(command, found[index]));
		},
		async runScript(script, options) {
			const command = ['bash', '-euo', 'pipefail', '-c', script] as const;
			const {exitCode, stdout, stderr} = await run(command, options);
			if (exitCode !== 0) {
				throw new Error(`exit code ${exitCode} of a script in the guest: ${stderr}\n${script}`);
			}

			return stdout;
		},
		readFile: (path, options) => onFile(path, ['/bin/busybox', 'cat', '--', path], options),
		async writeFile(path, text) {
			await onFile(path, ['/bin/busybox', 'sh', '-c', 'cat >"$1"', 'sh', path], {input: text});
		},
		async close() {
			kernel.kill();
			await kernel.ended;
		},
	};
}

/** The result of a command, provided that it ran to its end. */
function checked(
	command: GuestCommand['command'],
	result: CommandResult | undefined,
): CommandResult {
	const subject = command.join(' ');
	// The shell answers 128 and the signal's number; real-time signals go up to 64.
	if (result === undefined || (result.exitCode > 128 && result.exitCode <= 128 + 64)) {
		throw new PortError('lost', subject, `${subject}: died from a signal`, result?.stderr);
	}

	if (result.exitCode === 127) {
		throw new PortError('missing', subject, `${subject}: no such program`, result.stderr);
	}

	if (result.exitCode === 126) {
		throw new PortError('forbidden', subject, `${subject}: may not be started`, result.stderr);
	}

	return result;
}

/** Busybox ends its message with the C library's words for the error. */
function fileFailure(message: string) {
	if (message.includes('No such file or directory')) {
		return 'missing';
	}

	return message.includes('Permission denied') ? 'forbidden' : 'lost';
}

function timeLimit(milliseconds: number): AbortSignal {
	return milliseconds === Infinity
		? new AbortController().signal
		: AbortSignal.timeout(milliseconds);
}

/** The result of the work, or the error of `interrupted` if the signal comes first. */
function unlessAborted<Value>(
	work: Promise<Value>,
	signal: AbortSignal,
	interrupted: () => PortError,
): Promise<Value> {
	return new Promise((resolve, reject) => {
		const abort = () => reject(interrupted());
		signal.addEventListener('abort', abort);
		work.finally(() => signal.removeEventListener('abort', abort)).then(resolve, reject);
		if (signal.aborted) {
			abort();
		}
	});
}
