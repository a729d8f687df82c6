/**
 * A director that is reached by the system's ssh, over one connection that all commands share. Everything is run by a
 * script of `remote-script.ts`.
 */
import type {Clock} from './clock.ts';
import {type Answered, createResults, isWhole} from './gathered-results.ts';
import {
	type CallOptions,
	type Command,
	type CommandResult,
	type GatheredPort,
	type Port,
	PortError,
	type RunOptions,
	type Together,
} from './port.ts';
import {createPrefixedPort} from './prefixed-port.ts';
import {afterToken, parseAnswers} from './remote-answers.ts';
import {createToken, type Rights, remoteScript, remoteStream} from './remote-script.ts';
import {showCommand} from './show-command.ts';
import type {SshConnection} from './ssh-connection.ts';
import {briefly} from './standard-error.ts';

/** The dependencies of the port. */
export interface SshPortOptions {
	readonly destination: string;
	readonly connection: SshConnection;
	readonly clock: Clock;
	/** Runs ssh. */
	readonly inner: Port;
}

/** The exit code of ssh if the connection failed. */
const failedWay = 255;

/** The message of ssh if it has no shared connection; with `ProxyCommand=false` it cannot have one of its own. */
const noConnection =
	/^(kex_exchange_identification|ssh_exchange_identification|Connection (closed|reset) by UNKNOWN).*$/gm;

/** Its message if the shared connection broke while it was used, so that the command may have been sent. */
const brokenConnection = /^mux_client_\w+.*$/gm;

/** The message of sudo, or of ipvsadm without rights: the next script finds out again which of them works. */
const refusal = /^sudo: |must be root/m;

/** Whether a command was certainly not sent. */
function isNotSent({exitCode, stderr}: CommandResult): boolean {
	return (
		exitCode === failedWay &&
		stderr.search(noConnection) !== -1 &&
		stderr.search(brokenConnection) === -1
	);
}

/**
 * Creates the port. Errors show a command that the operator can try: without the options, half of which prevent ssh from
 * asking questions.
 */
export function createSshPort({destination, connection, clock, inner}: SshPortOptions): Port {
	let rights: Rights | null = null;
	let user: string | null = null;
	const show = (command: Command) => showCommand(['ssh', destination, showCommand(command)]);

	/** @param said the reason, if the log of the connection has none */
	const cut = async (said: string, stderr: string) => {
		const subject = `ssh ${destination}`;
		const reason = briefly(await connection.lastWords()) || briefly(said);
		rights = null;
		return new PortError(
			'lost',
			subject,
			`${subject}: the connection was cut${reason === '' ? '' : `: ${reason}`}`,
			stderr,
		);
	};

	/** Runs a script over the shared connection. If there turns out to be none, it is opened again, once. */
	const send = async (words: string, subject: string, options: RunOptions) => {
		for (let left = 1; ; left -= 1) {
			await connection.open(options);
			const from = clock.monotonic();
			const result = await inner
				.run([...connection.words(), words], options)
				.catch((error: unknown) => {
					throw renamed(error, subject);
				});
			if (!isNotSent(result)) {
				return {result, span: {from, to: clock.monotonic()}};
			}

			if (left === 0) {
				const reason = briefly(await connection.lastWords()) || 'the connection was closed at once';
				throw new PortError('unreached', `ssh ${destination}`, `ssh ${destination}: ${reason}`);
			}
		}
	};

	const ask = async (
		{files, commands}: Together,
		subject: string,
		options: RunOptions,
	): Promise<Answered> => {
		const token = createToken();
		const {input} = options;
		const hasInput = input !== undefined;
		const words = remoteScript({token, files, commands, rights, hasInput});
		const {result, span} = await send(words, subject, {
			...options,
			...(hasInput ? {input: `${input}${token}`} : {}),
		});
		const answers = parseAnswers(token, result);
		if (result.exitCode !== 0 || answers === null || !isWhole(answers, {files, commands})) {
			const {exitCode, stdout, stderr} = result;
			if (exitCode === failedWay) {
				// As soon as the script runs, the messages are its own, and those of login scripts.
				const isOwn = !stdout.includes(token);
				const said = stderr.replaceAll(noConnection, '').replaceAll(brokenConnection, '');
				throw await cut(isOwn ? said : '', stderr);
			}

			const said = briefly(stderr.replaceAll(`${token}\n`, '')) || `exit code ${exitCode}`;
			const reason = exitCode === 0 ? 'the answer is incomplete' : said;
			throw new PortError('lost', subject, `${subject}: ${reason}`, stderr);
		}

		user = answers.user ?? user;
		const isRefused = answers.sections.some(({stderr}) => refusal.test(stderr));
		if (commands.some(([program]) => program === 'ipvsadm')) {
			rights = isRefused ? null : answers.rights;
		}

		return {answers, span};
	};

	const togetherOf = (command: Command): Together => {
		const [program, path] = command;
		return program === 'cat' && command.length === 2 && path !== undefined
			? {files: [path], commands: []}
			: {files: [], commands: [command]};
	};

	/** Runs one command, without the word `ssh` before it; the port above looks for the reason of a failure. */
	const single: Pick<Port, 'run'> = {
		async run([, program = '', ...words], options = {}) {
			const command: Command = [program, ...words];
			const {answers} = await ask(togetherOf(command), show(command), options);
			const [section] = answers.sections;
			if (section === undefined) {
				throw await cut('', '');
			}

			return section;
		},
	};

	const {stream} = inner;
	const over = (answering: Pick<Port, 'run'>): Port => createPrefixedPort(answering, ['ssh'], show);
	const port: Port = {
		...over(single),
		place: destination,
		rightsAdvice: () =>
			`log in as root, or with visudo on the director: ${user ?? 'USER'} ALL = (root) NOPASSWD: /usr/sbin/ipvsadm`,
		async gather(together, options = {}) {
			const [first] = [...together.files.map(file => ['cat', file] as const), ...together.commands];
			if (first === undefined) {
				throw new Error('nothing to gather');
			}

			const answered = await ask(together, show(first), options);
			const results = createResults(together, answered);
			const answering: Pick<Port, 'run'> = {
				run: async (command, callOptions) =>
					results.take(command.slice(1)) ?? (await single.run(command, callOptions)),
			};
			const {gather, ...rest} = port;
			const gathered: GatheredPort = {
				...rest,
				...over(answering),
				place: destination,
				spanOf: request =>
					results.spanOf('file' in request ? ['cat', request.file] : request.command),
			};
			return gathered;
		},
		prepare: () => connection.open({asks: true}).catch(() => undefined),
		close: () => connection.close(),
		...(stream && {
			async *stream(command: Command, options?: CallOptions) {
				await connection.open(options);
				const token = createToken();
				const words = remoteStream(command, {token, rights});
				try {
					return yield* afterToken(stream([...connection.words(), words], options), token);
				} catch (error) {
					throw renamed(error, show(command));
				}
			},
		}),
	};
	return port;
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
