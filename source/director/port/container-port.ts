/**
 * The network namespace of a container, accessed with the programs of this machine: nothing needs to be installed in
 * the container, not even a shell.
 */
import type {Clock} from './clock.ts';
import {type CallOptions, type Port, PortError} from './port.ts';
import {createPrefixedPort} from './prefixed-port.ts';

/** The container engines to try, in this order. */
const engines = ['docker', 'podman'] as const;

/**
 * For how long the process of a container is cached for read-only commands, milliseconds. Before any other command the
 * engine is asked again: after a restart another process may have the same number.
 */
const pidAge = 5000;

const pidText = /^[1-9]\d{0,9}$/;

/** Whether a command only reads. */
function isLook([program, option = '']: readonly string[]): boolean {
	return program !== 'ipvsadm' || /^-(?:[LS]|-version$)/.test(option);
}

/** The number of the container's first process, as an engine reports it, or why there is none. */
async function askEngine(
	engine: (typeof engines)[number],
	name: string,
	{inner, options}: {readonly inner: Port; readonly options: CallOptions | undefined},
): Promise<{readonly pid: string} | {readonly why: string}> {
	try {
		const {exitCode, stdout, stderr} = await inner.run(
			[engine, 'inspect', '--type', 'container', '--format', '{{.State.Pid}}', name],
			options,
		);
		const pid = stdout.trim();
		if (exitCode !== 0) {
			return {why: `${engine}: ${stderr.trim() || `exit code ${exitCode}`}`};
		}

		return pidText.test(pid) ? {pid} : {why: `${engine}: the container is not running`};
	} catch (error) {
		if (error instanceof PortError && error.failure === 'missing') {
			return {why: `${engine} is not installed`};
		}

		throw error;
	}
}

async function findPid(
	name: string,
	place: {readonly inner: Port; readonly options: CallOptions | undefined},
): Promise<string> {
	const reasons: string[] = [];
	for (const engine of engines) {
		const answer = await askEngine(engine, name, place);
		if ('pid' in answer) {
			return answer.pid;
		}

		reasons.push(answer.why);
	}

	const subject = `container ${name}`;
	throw new PortError('lost', subject, `${subject}: ${reasons.join('; ')}`);
}

/**
 * Opens the network namespace of a container by its name or id. docker or podman finds its first process, and each
 * command runs by `nsenter` in the namespace of that process.
 */
export function createContainerPort(
	inner: Port,
	{name, clock}: {readonly name: string; readonly clock: Clock},
): Port {
	let known: {readonly pid: string; readonly at: number} | null = null;

	const enter = async (look: boolean, options: CallOptions | undefined): Promise<Port> => {
		if (known === null || !look || clock.monotonic() - known.at >= pidAge) {
			known = null;
			const pid = await findPid(name, {inner, options});
			known = {pid, at: clock.monotonic()};
		}

		return createPrefixedPort(inner, ['nsenter', `--net=/proc/${known.pid}/ns/net`]);
	};

	/** If a namespace cannot be entered, it is looked up again the next time. */
	const forgetAfter = (error: unknown): never => {
		known = null;
		throw error;
	};

	return {
		place: `container ${name}`,
		run: async (command, options) => {
			const port = await enter(isLook(command), options);
			return await port.run(command, options).catch(forgetAfter);
		},
		readFile: async (path, options) => {
			const port = await enter(true, options);
			return await port.readFile(path, options).catch(forgetAfter);
		},
		async *stream(command, options) {
			const port = await enter(true, options);
			if (!port.stream) {
				throw new Error('only a port that runs programs on this host has streams');
			}

			return yield* port.stream(command, options);
		},
	};
}
