/**
 * The machine that lvstop runs on: processes by execa, files by node.
 */
import {readFile} from 'node:fs/promises';
import {hostname} from 'node:os';
import process from 'node:process';
import {execa} from 'execa';
import {feed} from './feed.ts';
import {type CallOptions, type CommandResult, type Port, PortError} from './port.ts';
import {showCommand} from './show-command.ts';

const defaultTimeout = 10_000;

/** How long a process may take to end by SIGTERM before it gets SIGKILL, milliseconds. */
const killDelay = 1000;

/** Characters of output that are held: a listing of a million servers, or 700,000 connections. */
const maximumOutput = 128 * 1024 * 1024;

/**
 * The local machine. A command gets no terminal of its own (so that `sudo` or `ssh` cannot ask for a
 * password in the middle of the screen), English messages, and a PATH on which `ipvsadm` is found. When
 * it is cancelled or out of time, the answer comes at once and the process with its children is ended.
 */
export function createLocalPort(): Required<Port> {
	return {
		place: hostname(),

		async run(command, options = {}) {
			const subject = showCommand(command);
			const {stop, timeout} = stopSignal(options);
			const [file, ...words] = command;
			const child = execa(file, words, {
				...processOptions(stop),
				stdin: options.input === undefined ? 'ignore' : 'pipe',
				maxBuffer: maximumOutput,
			});
			if (options.input !== undefined && child.stdin) {
				void feed(child.stdin, options.input);
			}

			const ended = child.then(result => commandResult(subject, result));
			return await orStopped(ended, subject, stop, timeout);
		},

		async readFile(path, options = {}) {
			const {stop, timeout} = stopSignal(options);
			const text = readFile(path, {encoding: 'utf8', signal: stop}).catch((error: unknown) => {
				throw fileError(path, error);
			});
			return await orStopped(text, path, stop, timeout);
		},

		async *stream(command, options = {}) {
			const subject = showCommand(command);
			const leftOff = new AbortController();
			const {stop, timeout} = stopSignal(options);
			const [file, ...words] = command;
			const child = execa(file, words, {
				...processOptions(AbortSignal.any([stop, leftOff.signal])),
				stdin: 'ignore',
				buffer: {stdout: false},
			});
			const ended = child.then(result => commandResult(subject, result));
			// Looked at when all pieces have come; a process that was ended for being left off is no error.
			ended.catch(() => undefined);
			try {
				const pieces: AsyncIterator<Uint8Array> = child.stdout[Symbol.asyncIterator]();
				for (;;) {
					const piece = await orStopped(pieces.next(), subject, stop, timeout);
					if (piece.done) {
						return await orStopped(ended, subject, stop, timeout);
					}

					yield piece.value;
				}
			} finally {
				leftOff.abort();
			}
		},
	};
}

/** How every process is started, and ended. */
function processOptions(stop: AbortSignal) {
	return {
		env: commandEnvironment(),
		cancelSignal: stop,
		killDescendants: true,
		forceKillAfterDelay: killDelay,
		stripFinalNewline: false,
		reject: false,
	} as const;
}

/** The environment of a command: messages in English, and the folders where ipvsadm is installed. */
function commandEnvironment(): Record<string, string> {
	const folders = (process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin').split(':');
	for (const folder of ['/usr/sbin', '/sbin']) {
		if (!folders.includes(folder)) {
			folders.push(folder);
		}
	}

	return {LC_ALL: 'C', PATH: folders.join(':')};
}

interface Stop {
	readonly stop: AbortSignal;
	readonly timeout: number;
}

function stopSignal({signal, timeout = defaultTimeout}: CallOptions): Stop {
	const limit = AbortSignal.timeout(timeout);
	return {stop: signal ? AbortSignal.any([signal, limit]) : limit, timeout};
}

/** Waits for the work, but not beyond the stop signal: a process of root's cannot be killed by others. */
async function orStopped<T>(
	work: Promise<T>,
	subject: string,
	stop: AbortSignal,
	timeout: number,
): Promise<T> {
	// What comes of the work after it was given up is nobody's business any more.
	work.catch(() => undefined);
	let forget = () => {};
	const stopped = new Promise<never>((_, reject) => {
		const onStop = () => reject(stopError(subject, stop, timeout));
		if (stop.aborted) {
			onStop();
		}

		stop.addEventListener('abort', onStop);
		forget = () => stop.removeEventListener('abort', onStop);
	});
	try {
		return await Promise.race([stopped, work]);
	} finally {
		forget();
	}
}

function stopError(subject: string, stop: AbortSignal, timeout: number): PortError {
	const {reason} = stop as {reason: unknown};
	return reason instanceof DOMException && reason.name === 'TimeoutError'
		? new PortError('timeout', subject, `${subject}: no answer within ${timeout / 1000} s`)
		: new PortError('cancelled', subject, `${subject}: cancelled`);
}

/** What of execa's result is looked at. */
interface Ended {
	readonly exitCode?: number | undefined;
	readonly signal?: string | undefined;
	readonly code?: string | undefined;
	readonly isMaxBuffer: boolean;
	readonly stdout?: string | undefined;
	readonly stderr?: string | undefined;
	readonly originalMessage?: string | undefined;
}

function commandResult(subject: string, ended: Ended): CommandResult {
	const {exitCode, stdout = '', stderr = ''} = ended;
	if (ended.isMaxBuffer) {
		throw new PortError('too-large', subject, `${subject}: more output than can be held`, stderr);
	}

	if (exitCode !== undefined) {
		return {exitCode, stdout, stderr};
	}

	if (ended.signal !== undefined) {
		const said = stderr.trim();
		const message = `${subject}: ended by ${ended.signal}${said === '' ? '' : `: ${said}`}`;
		throw new PortError('lost', subject, message, stderr);
	}

	switch (ended.code) {
		case 'ENOENT':
			throw new PortError('missing', subject, `${subject}: no such program`);
		case 'EACCES':
		case 'EPERM':
			throw new PortError('forbidden', subject, `${subject}: no permission to run it`);
		default:
			throw new PortError('lost', subject, `${subject}: ${ended.originalMessage ?? 'not started'}`);
	}
}

function fileError(path: string, error: unknown): PortError {
	const {code, message} = error as NodeJS.ErrnoException;
	switch (code) {
		case 'ENOENT':
		case 'ENOTDIR':
			return new PortError('missing', path, `${path}: no such file`);
		case 'EACCES':
		case 'EPERM':
			return new PortError('forbidden', path, `${path}: no permission to read it`);
		default:
			return new PortError('lost', path, `${path}: ${message}`);
	}
}
