/**
 * The machine that lvstop runs on: processes by execa, files by node.
 */
import {readFile} from 'node:fs/promises';
import {hostname} from 'node:os';
import process from 'node:process';
import {killDelay, watchChild} from './children.ts';
import {feed} from './feed.ts';
import {localOwnerEvidence} from './local-owner-evidence.ts';
import {holdAll, holdEnd, type TextSoFar} from './output-text.ts';
import {type CallOptions, type Port, PortError, type StreamEnd} from './port.ts';
import {showCommand} from './show-command.ts';
import {briefly} from './standard-error.ts';

const defaultTimeout = 10_000;

/** The most characters of output to hold: a listing of a million servers, or 700,000 connections. */
const maximumOutput = 128 * 1024 * 1024;

/** The most characters of standard error to hold; the last ones are kept. */
const maximumError = 64 * 1024;

/** Loaded with the first program that is run: most commands that read by netlink run none. */
const loadExeca = () => import('execa');

/**
 * The local machine. A command gets no terminal (so that `sudo` or `ssh` cannot ask for a password in the middle of the
 * screen), English messages, and a PATH on which `ipvsadm` is found. If it is cancelled or times out, the call returns
 * at once and the process is ended with its children.
 */
export function createLocalPort(): Port & Required<Pick<Port, 'stream'>> {
	return {
		place: hostname(),
		ownerEvidence: localOwnerEvidence,

		async run(command, options = {}) {
			const subject = showCommand(command);
			const tooMuch = new AbortController();
			const {stop, timeout} = stopSignal(options);
			const [file, ...words] = command;
			const {execa} = await loadExeca();
			const child = execa(file, words, {
				...processOptions(AbortSignal.any([stop, tooMuch.signal])),
				stdin: options.input === undefined ? 'ignore' : 'pipe',
			});
			watchChild(child.pid, child);
			const stdout = holdAll(child.stdout, maximumOutput, () => tooMuch.abort());
			const stderr = holdEnd(child.stderr, maximumError);
			if (options.input !== undefined && child.stdin) {
				void feed(child.stdin, options.input);
			}

			const ended = child.then(result => {
				if (tooMuch.signal.aborted) {
					throw new PortError('too-large', subject, `${subject}: too much output`, stderr());
				}

				return {...streamEnd(subject, result, stderr()), stdout: stdout()};
			});
			return await orStopped(ended, {subject, stop, timeout, stderr});
		},

		async readFile(path, options = {}) {
			const {stop, timeout} = stopSignal(options);
			const text = readFile(path, {encoding: 'utf8', signal: stop}).catch((error: unknown) => {
				throw fileError(path, error);
			});
			return await orStopped(text, {subject: path, stop, timeout});
		},

		async *stream(command, options = {}) {
			const subject = showCommand(command);
			const leftOff = new AbortController();
			const {stop, timeout} = stopSignal(options);
			const [file, ...words] = command;
			const {execa} = await loadExeca();
			const child = execa(file, words, {
				...processOptions(AbortSignal.any([stop, leftOff.signal])),
				stdin: 'ignore',
			});
			watchChild(child.pid, child);
			const stderr = holdEnd(child.stderr, maximumError);
			const ended = child.then(result => streamEnd(subject, result, stderr()));
			// Awaited when all pieces have come. A process that was ended because the caller stopped early is not an
			// error.
			ended.catch(() => undefined);
			const work = {subject, stop, timeout, stderr};
			try {
				const pieces: AsyncIterator<Uint8Array> = child.stdout[Symbol.asyncIterator]();
				for (;;) {
					const piece = await orStopped(pieces.next(), work);
					if (piece.done) {
						return await orStopped(ended, work);
					}

					yield piece.value;
				}
			} finally {
				leftOff.abort();
				// A pipe that nobody reads to its end would stay open after its program.
				child.stdout.destroy();
			}
		},
	};
}

/**
 * The options to start and end every process. execa does not buffer output: for a program that was ended it would put
 * all of it into an error message, which takes half a minute and two gigabytes at the maximum size.
 */
function processOptions(stop: AbortSignal) {
	return {
		env: commandEnvironment(),
		cancelSignal: stop,
		killDescendants: true,
		forceKillAfterDelay: killDelay,
		buffer: false,
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

/** Work that is not awaited beyond the stop signal. */
interface Stoppable extends Stop {
	/** The command or the file. */
	readonly subject: string;
	/** The standard error of the command. */
	readonly stderr?: TextSoFar;
}

/** Waits for the work, but not beyond the stop signal: other users cannot kill a process of root. */
async function orStopped<T>(work: Promise<T>, stoppable: Stoppable): Promise<T> {
	const {stop} = stoppable;
	// The result of abandoned work is ignored.
	work.catch(() => undefined);
	let forget = () => {};
	const stopped = new Promise<never>((_, reject) => {
		const onStop = () => reject(stopError(stoppable));
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

function stopError({subject, stop, timeout, stderr = () => ''}: Stoppable): PortError {
	const {reason} = stop as {reason: unknown};
	const said = stderr();
	return reason instanceof DOMException && reason.name === 'TimeoutError'
		? new PortError(
				'timeout',
				subject,
				`${subject}: no answer within ${timeout / 1000} s${afterColon(said)}`,
				said,
			)
		: new PortError('cancelled', subject, `${subject}: cancelled`, said);
}

/** The output of a program, for a message about its failure. */
function afterColon(stderr: string): string {
	const said = briefly(stderr);
	return said === '' ? '' : `: ${said}`;
}

/** The parts of execa's result that are used. */
interface Ended {
	readonly exitCode?: number | undefined;
	readonly signal?: string | undefined;
	readonly code?: string | undefined;
	readonly originalMessage?: string | undefined;
}

function streamEnd(subject: string, ended: Ended, stderr: string): StreamEnd {
	const {exitCode, signal} = ended;
	if (exitCode !== undefined) {
		return {exitCode, stderr};
	}

	if (signal !== undefined) {
		const message = `${subject}: ended by ${signal}${afterColon(stderr)}`;
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
