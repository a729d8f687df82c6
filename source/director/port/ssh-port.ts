/**
 * A director that is reached by the system's ssh, over one connection that all commands share.
 */
import {type Port, PortError} from './port.ts';
import {type CommandPrefix, createPrefixedPort} from './prefixed-port.ts';
import {showCommand} from './show-command.ts';

/** The destination, and the shared connection. */
export interface SshDestination {
	/** `host` or `user@host`, as ssh takes it. */
	readonly destination: string;
	/** The path of the shared connection's socket; only the user may be able to write to its folder. */
	readonly controlPath: string;
}

/** The time that the connection stays open after the last command, seconds. */
const keptOpen = 60;

/**
 * The interval of keep-alive requests on an idle shared connection, seconds. It is given up after two without an
 * answer. Otherwise every command would wait for a dead connection until TCP gives up, which takes a quarter of an
 * hour.
 */
const askedForLife = 5;

/** The words of the ssh command. It never asks for a password, because the question could not be seen on the screen. */
function sshWords({destination, controlPath}: SshDestination): CommandPrefix {
	const settings = {
		BatchMode: 'yes',
		ConnectTimeout: '5',
		ControlMaster: 'auto',
		ControlPath: controlPath,
		ControlPersist: String(keptOpen),
		ServerAliveInterval: String(askedForLife),
		ServerAliveCountMax: '2',
	};
	const options = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
	return ['ssh', ...options, '--', destination];
}

/** Replaces the command in an error of this machine. */
function renamed(error: unknown, subject: string): unknown {
	return error instanceof PortError
		? new PortError(
				error.failure,
				subject,
				error.message.replace(error.subject, () => subject),
				error.stderr,
			)
		: error;
}

/**
 * Runs every command on the far side. ssh joins its words and passes them to a shell there, so the whole command is
 * passed as one word from which that shell gets exactly the original words. Errors show a command that the operator can
 * try: without the options, half of which prevent ssh from asking questions.
 */
export function createSshPort(inner: Port, ssh: SshDestination): Port {
	const prefix = sshWords(ssh);
	const wordsOf = (command: CommandPrefix) => showCommand(command.slice(prefix.length));
	const show = (words: string) => showCommand(['ssh', ssh.destination, words]);
	const {stream} = inner;
	const oneWord: Port = {
		...inner,
		async run(command, options) {
			const words = wordsOf(command);
			return await inner.run([...prefix, words], options).catch((error: unknown) => {
				throw renamed(error, show(words));
			});
		},
		...(stream && {
			async *stream(command, options) {
				const words = wordsOf(command);
				try {
					return yield* stream([...prefix, words], options);
				} catch (error) {
					throw renamed(error, show(words));
				}
			},
		}),
	};
	const port = createPrefixedPort(oneWord, prefix, command => show(showCommand(command)));
	return {...port, place: ssh.destination};
}
