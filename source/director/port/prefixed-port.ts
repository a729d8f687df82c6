/**
 * A place that is reached through another command: `ip netns exec lb`, `docker exec lb`, `ssh lb1`, `sudo`.
 */

import {
	type CallOptions,
	type CommandResult,
	type Port,
	PortError,
	type PortFailure,
	type RunOptions,
} from './port.ts';
import {remoteFailure} from './remote-failure.ts';
import {showCommand} from './show-command.ts';
import {briefly} from './standard-error.ts';

/** A command to put before every other one. */
export type CommandPrefix = readonly [string, ...string[]];

/**
 * Puts a prefix before every command and reads files with `cat`, so that nothing but ipvsadm needs to be installed on
 * the far side. A prefix that passes its words to another shell (`ssh`) needs words that this shell leaves unchanged.
 * Failures of the prefix are distinguished from those of the command as far as possible: `missing` is a program or file
 * of the far side, `lost` the connection to it (including a missing program of the prefix itself).
 * @param inner runs the prefix
 * @param show formats a command with the prefix for errors
 */
export function createPrefixedPort(
	inner: Pick<Port, 'run' | 'stream'>,
	prefix: CommandPrefix,
	show = (command: CommandPrefix) => showCommand([...prefix, ...command]),
): Port {
	const place = showCommand(prefix);

	const run = async (command: CommandPrefix, options?: RunOptions): Promise<CommandResult> => {
		const whole: CommandPrefix = [...prefix, ...command];
		const result = await inner.run(whole, options).catch((error: unknown) => {
			throw connectionError(prefix, error);
		});
		const failure = remoteFailure(prefix, command[0], result);
		if (failure !== null) {
			throw remoteError(failure, show(command), command[0], result);
		}

		return result;
	};

	return {
		place,
		run,
		async readFile(path, options?: CallOptions) {
			const command: CommandPrefix = ['cat', path];
			const result = await inner.run([...prefix, ...command], options).catch((error: unknown) => {
				throw connectionError(prefix, error);
			});
			if (result.exitCode === 0) {
				return result.stdout;
			}

			throw fileError(prefix, path, result, show(command));
		},
		...(inner.stream && {stream: prefixedStream(inner.stream, prefix)}),
	};
}

/** The far side's messages are at the end of the stream; to find out more the caller can use `run`. */
function prefixedStream(
	stream: NonNullable<Port['stream']>,
	prefix: CommandPrefix,
): NonNullable<Port['stream']> {
	return async function* prefixed(command, options) {
		try {
			return yield* stream([...prefix, ...command], options);
		} catch (error) {
			throw connectionError(prefix, error);
		}
	};
}

/** The error `lost` if the prefix's own program is missing; otherwise the inner port's error. */
function connectionError(prefix: CommandPrefix, error: unknown): unknown {
	return error instanceof PortError &&
		(error.failure === 'missing' || error.failure === 'forbidden')
		? new PortError('lost', prefix[0], error.message, error.stderr)
		: error;
}

function remoteError(
	failure: PortFailure,
	subject: string,
	program: string,
	{exitCode, stderr}: CommandResult,
): PortError {
	const said = briefly(stderr) || `exit code ${exitCode}`;
	return new PortError(
		failure,
		subject,
		failure === 'missing'
			? `${subject}: no program ${program} on the director (${said})`
			: `${subject}: ${said}`,
		stderr,
	);
}

function fileError(
	prefix: CommandPrefix,
	path: string,
	result: CommandResult,
	subject: string,
): PortError {
	const {stderr} = result;
	const said = stderr.split('\n').find(line => line.startsWith('cat: ') && line.includes(path));
	if (said?.endsWith('No such file or directory')) {
		return new PortError('missing', path, `${path}: no such file`, stderr);
	}

	if (said?.endsWith('Permission denied')) {
		return new PortError('forbidden', path, `${path}: no permission to read it`, stderr);
	}

	// Without `cat` no file can be read there at all, which says nothing about this file.
	const failure = remoteFailure(prefix, 'cat', result);
	return remoteError(failure === 'forbidden' ? failure : 'lost', subject, 'cat', result);
}
