/**
 * Distinguishes failures of a command that is run through another one (`ssh lb`, `docker exec lb`): the command itself
 * answered, it does not exist there, or the connection failed. Exit codes are ambiguous, so standard error decides.
 */
import type {CommandResult, PortFailure} from './port.ts';

/** The failure of the connection or the remote side; null if the command itself has answered. */
export function remoteFailure(
	prefix: readonly [string, ...string[]],
	program: string,
	{exitCode, stderr}: CommandResult,
): PortFailure | null {
	if (exitCode === 0) {
		return null;
	}

	const lines = stderr.split('\n').map(line => line.trim());
	if (lines.some(line => isRefusal(line))) {
		return 'forbidden';
	}

	if (lines.some(line => saysMissing(line, program))) {
		return 'missing';
	}

	if (lines.some(line => isBrokenWay(line, prefix))) {
		return 'lost';
	}

	return failureOfExitCode(exitCode, stderr);
}

/** The messages of `sudo` and `doas` when they deny access. */
function isRefusal(line: string): boolean {
	return (
		/^(sudo|doas): .*(password is required|terminal is required|no tty present|not allowed|not permitted)/i.test(
			line,
		) || /is not (in the sudoers file|allowed to (execute|run))/.test(line)
	);
}

/**
 * Whether a line says that a program does not exist: `exec of "x" failed: No such file or directory` (ip), `exec: "x":
 * executable file not found in $PATH` (docker), `x: command not found` (sudo, shells), `failed to execute x: No such
 * file or directory` (nsenter). ipvsadm's own messages never begin with its name.
 */
function saysMissing(line: string, program: string): boolean {
	const words = line.split(/[\s"'`:]+/);
	return words.includes(program) && /not found|no such file/i.test(line);
}

const brokenWays = [
	// ssh; ipvsadm has its own "Permission denied (you must be root)".
	/^(kex_exchange_identification|client_loop|mux_client_\w+):/,
	/^Connection (to \S+ )?(closed|reset|timed out)/,
	/^Timeout, server \S+ not responding/,
	/^ssh_dispatch_run_fatal:/,
	/^Host key verification failed/,
	/Permission denied \((?!you must be root)/,
	// docker, podman
	/^Error response from daemon:/,
	/^Error(: |: .*)no such container/i,
	/no container with name or ID/i,
	/Cannot connect to the Docker daemon/,
	/^OCI runtime exec failed/,
	// kubectl
	/^Error from server/,
	/^error: (unable to|cannot|Internal error|timed out|no )/i,
	/^(The connection to the server|Unable to connect to the server)/,
	// ip netns
	/^Cannot open network namespace/,
	/^setting the network namespace/,
];

/** Whether a line says that the connection failed; an error under the prefix's own name counts too. */
function isBrokenWay(line: string, prefix: readonly [string, ...string[]]): boolean {
	const name = prefix[0].slice(prefix[0].lastIndexOf('/') + 1);
	return line.startsWith(`${name}: `) || brokenWays.some(pattern => pattern.test(line));
}

/** From here on exit codes of shells, docker and kubectl mean that a signal ended the program. */
const signalled = 128;

/** The last signal of Linux. */
const lastSignal = 64;

/**
 * The failure that an exit code shows. Neither ipvsadm nor cat uses these codes: 125 is docker's, the others are the
 * shell's, and from 129 on a signal ended the program. ipvsadm can end with 255 too, but never without a message,
 * unlike ssh when its shared connection breaks while a command is running (seen with OpenSSH 9).
 */
function failureOfExitCode(exitCode: number, stderr: string): PortFailure | null {
	if (exitCode > signalled && exitCode <= signalled + lastSignal) {
		return 'lost';
	}

	if (exitCode === 255 && stderr.trim() === '') {
		return 'lost';
	}

	switch (exitCode) {
		case 125:
			return 'lost';
		case 126:
			return 'forbidden';
		case 127:
			return 'missing';
		default:
			return null;
	}
}
