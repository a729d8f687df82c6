/**
 * A director that is reached by the system's ssh, over one connection that all commands share.
 */
import type {Port} from './port.ts';
import {type CommandPrefix, createPrefixedPort} from './prefixed-port.ts';
import {showCommand} from './show-command.ts';

/** Where to, and over which shared connection. */
export interface SshDestination {
	/** `host` or `user@host`, as ssh takes it. */
	readonly destination: string;
	/** Where ssh puts the socket of the shared connection; nobody else may write to its folder. */
	readonly controlPath: string;
}

/** How long the connection stays open after the last command, seconds. */
const keptOpen = 60;

/**
 * A shared connection on which nothing has come for this time (seconds) is asked for an answer, and given up
 * when two were asked for in vain: otherwise every command would wait for a dead one until TCP itself gives up,
 * which takes a quarter of an hour.
 */
const askedForLife = 5;

/** ssh's words. It never asks for a password, because the question could not be seen on the screen. */
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

/**
 * Runs every command on the far side. ssh joins its words and hands them to a shell there, so the whole
 * command goes as one word in which that shell finds exactly the words that were meant.
 */
export function createSshPort(inner: Port, ssh: SshDestination): Port {
	const prefix = sshWords(ssh);
	const joined = (command: CommandPrefix): CommandPrefix => [
		...prefix,
		showCommand(command.slice(prefix.length)),
	];
	const {stream} = inner;
	const oneWord: Port = {
		...inner,
		run: (command, options) => inner.run(joined(command), options),
		...(stream && {stream: (command, options) => stream(joined(command), options)}),
	};
	return {...createPrefixedPort(oneWord, prefix), place: ssh.destination};
}
