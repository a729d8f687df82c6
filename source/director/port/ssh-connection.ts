/**
 * One ssh connection that all commands share: the first ssh opens it and stays in the background, the others use its
 * socket.
 */
import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {readFile, rm} from 'node:fs/promises';
import {reasonOf} from '../../text/reason.ts';
import {watchChild} from './children.ts';
import {type Command, PortError} from './port.ts';
import {briefly} from './standard-error.ts';

/** The other host, and the place for the shared connection. */
export interface SshDestination {
	/** `host`, `user@host` or `ssh://user@host:port`, as ssh takes it. */
	readonly destination: string;
	readonly socket: () => Promise<SocketPlace>;
	/** Whether ssh may always ask on the terminal, for a password or an unknown host key. */
	readonly asks: boolean;
}

/** A place for a socket. */
export interface SocketPlace {
	/** Short, and in a folder to which only the user has access. The path with `.log` after it is used too. */
	readonly path: string;
	/** Removes the folder if it was made for this socket alone. Does not reject. */
	release(): Promise<void>;
}

/** The shared connection. */
export interface SshConnection {
	/**
	 * Opens the connection unless it is open. Several calls open it once.
	 * @param asks whether ssh may ask this time
	 * @throws {PortError} `unreached`
	 */
	open(options?: {
		readonly signal?: AbortSignal | undefined;
		readonly asks?: boolean;
	}): Promise<void>;
	/** The words of an ssh that uses the open connection, and never opens one of its own. */
	words(): Command;
	/** The messages of ssh since the connection was opened, above all why it ended; empty if none. */
	lastWords(): Promise<string>;
	/** Closes it for good. Does not reject. */
	close(): Promise<void>;
}

/** The time for which the connection stays open without a command, seconds; also after a crash of lvstop. */
const keptOpen = 300;

/**
 * The interval of keep-alive requests, seconds. The connection is given up after two without an answer. Otherwise every
 * command would wait until TCP gives up, which takes a quarter of an hour.
 */
const askedForLife = 5;

/** The time for reaching the host, seconds. */
const connectTime = 10;

/** The time for opening the connection, login included, milliseconds. */
const openTime = 30_000;

/** The time for closing it, milliseconds. */
const closeTime = 2000;

/** The message of ssh if it would have had to ask. */
const needsAnswer =
	/Permission denied|Host key verification failed|Too many authentication failures/;

/** Settings of the user's configuration that are for shells and would disturb commands. */
const plainSession = {
	ClearAllForwardings: 'yes',
	ForwardAgent: 'no',
	ForwardX11: 'no',
	PermitLocalCommand: 'no',
	RemoteCommand: 'none',
	RequestTTY: 'no',
};

function settingWords(settings: Readonly<Record<string, string>>): readonly string[] {
	return Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}

/** Runs ssh without pipes: the ssh that stays in the background would keep them open. */
function runSsh(
	words: readonly string[],
	{asks, limit}: {readonly asks: boolean; readonly limit: number | null},
): {readonly ended: Promise<number | null>; readonly kill: () => void} {
	const child = spawn('ssh', words, {
		// In a session of its own it has no terminal to ask on, and no key of the terminal ends it.
		detached: !asks,
		stdio: ['ignore', 'ignore', asks ? 'inherit' : 'ignore'],
		env: {...process.env, LC_ALL: 'C'},
	});
	const kill = () => child.kill();
	const timer = limit === null ? undefined : setTimeout(kill, limit);
	const ended = new Promise<number | null>((resolve, reject) => {
		child.on('error', reject);
		child.on('exit', resolve);
	}).finally(() => clearTimeout(timer));
	watchChild(child.pid, ended);
	return {ended, kill};
}

/** Waits for the work unless the signal aborts. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
	if (!signal) {
		return await work;
	}

	const {promise, reject} = Promise.withResolvers<never>();
	const abort = () => reject(new PortError('cancelled', 'ssh', 'ssh: cancelled'));
	signal.addEventListener('abort', abort);
	if (signal.aborted) {
		abort();
	}

	try {
		return await Promise.race([promise, work]);
	} finally {
		signal.removeEventListener('abort', abort);
	}
}

/** Creates a connection; nothing is opened before `open`. */
export function createSshConnection({
	destination,
	socket,
	asks: alwaysAsks,
}: SshDestination): SshConnection {
	let place: SocketPlace | null = null;
	let opening: Promise<void> | null = null;
	let killOpening = () => {};
	let isClosed = false;
	/** The messages of ssh while it opened the connection. */
	let firstWords = '';

	const logOf = (socketPath: string) => `${socketPath}.log`;

	const isOpen = () => place !== null && existsSync(place.path);

	const logged = async () => {
		const log = place === null ? '' : await readFile(logOf(place.path), 'utf8').catch(() => '');
		return log.replaceAll('\r', '').trim();
	};

	const unreached = (reason: string) =>
		new PortError('unreached', `ssh ${destination}`, `ssh ${destination}: ${reason}`, reason);

	const connect = async (asks: boolean) => {
		place ??= await socket().catch((error: unknown) => {
			throw unreached(`no folder for the shared connection: ${reasonOf(error)}`);
		});
		const {path} = place;
		// A connection that was killed leaves its socket, and ssh would open another one that is not shared.
		await Promise.all([path, logOf(path)].map(file => rm(file, {force: true})));
		const settings = {
			...plainSession,
			...(asks ? {} : {BatchMode: 'yes'}),
			ConnectTimeout: String(connectTime),
			ControlMaster: 'yes',
			ControlPersist: String(keptOpen),
			ServerAliveInterval: String(askedForLife),
			ServerAliveCountMax: '2',
		};
		// With a command, because an ssh without one would stay forever if it cannot share its connection.
		const {ended, kill} = runSsh(
			[
				...settingWords(settings),
				...['-S', path, ...(asks ? [] : ['-E', logOf(path)])],
				...['--', destination, 'true'],
			],
			{asks, limit: asks ? null : openTime},
		);
		killOpening = kill;
		const code = await ended.catch((error: NodeJS.ErrnoException) => {
			throw unreached(error.code === 'ENOENT' ? 'no such program: ssh' : error.message);
		});
		if (code !== 0) {
			// Its own name is in the message already.
			const said = briefly(await logged()).replace(/^ssh: /, '');
			const late = code === null ? `no connection within ${openTime / 1000} s` : '';
			throw unreached(said || late || `no connection (exit code ${code})`);
		}

		if (!isOpen()) {
			throw unreached('the connection could not be shared');
		}

		firstWords = await logged();
	};

	/** Connects without a question if that is possible: only then does ssh log what happens to the connection. */
	const start = async (asks: boolean) => {
		try {
			await connect(false);
		} catch (error) {
			if (!(asks && error instanceof PortError && needsAnswer.test(error.stderr))) {
				throw error;
			}

			await connect(true);
		}
	};

	return {
		async open({signal, asks = alwaysAsks} = {}) {
			if (isClosed) {
				throw new PortError('cancelled', `ssh ${destination}`, 'the connection was closed');
			}

			if (opening === null && isOpen()) {
				return;
			}

			opening ??= start(asks).finally(() => {
				opening = null;
			});
			await unlessAborted(opening, signal);
		},
		words() {
			const settings = {
				...plainSession,
				BatchMode: 'yes',
				ControlMaster: 'no',
				LogLevel: 'ERROR',
				// Only an ssh without the shared connection would use it, and it fails.
				ProxyCommand: 'false',
			};
			return ['ssh', ...settingWords(settings), '-S', place?.path ?? 'none', '--', destination];
		},
		lastWords: async () => (await logged()).slice(firstWords.length).trim(),
		async close() {
			isClosed = true;
			killOpening();
			await opening?.catch(() => undefined);
			if (place === null) {
				return;
			}

			const {path, release} = place;
			if (isOpen()) {
				const options = {asks: false, limit: closeTime};
				const words = ['-S', path, '-O', 'exit', '--', destination];
				await runSsh(words, options).ended.catch(() => undefined);
			}

			await Promise.all(
				[path, logOf(path)].map(file => rm(file, {force: true}).catch(() => undefined)),
			);
			await release();
		},
	};
}
