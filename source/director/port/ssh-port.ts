/**
 * A director that is reached by the system's ssh, over one connection that all commands share. Everything is run by a
 * script of `remote-script.ts`.
 */
import type {Clock, TimeSpan} from './clock.ts';
import {
	type CallOptions,
	type Command,
	type CommandResult,
	type GatheredPort,
	type Port,
	PortError,
	type RunOptions,
	type StreamEnd,
	type Together,
} from './port.ts';
import {createPrefixedPort} from './prefixed-port.ts';
import {parseAnswers, type RemoteAnswers, type Section} from './remote-answers.ts';
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

/** An ssh that found no shared connection, so that its command was not sent. */
const notSent =
	/^(kex_exchange_identification|Connection (closed|reset) by UNKNOWN|ssh_exchange_identification)/m;

interface Answered {
	readonly answers: RemoteAnswers;
	/** When the script ran, on this machine's clock. */
	readonly span: TimeSpan;
}

/**
 * Creates the port. Errors show a command that the operator can try: without the options, half of which prevent ssh from
 * asking questions.
 */
export function createSshPort({destination, connection, clock, inner}: SshPortOptions): Port {
	let rights: Rights | null = null;
	let user: string | null = null;
	const show = (command: Command) => showCommand(['ssh', destination, showCommand(command)]);

	const cut = async (stderr: string) => {
		const subject = `ssh ${destination}`;
		const reason = briefly(stderr) || briefly(await connection.lastWords());
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
			const isSent = !(result.exitCode === failedWay && notSent.test(result.stderr));
			if (isSent || left === 0) {
				return {result, span: {from, to: clock.monotonic()}};
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
			if (result.exitCode === 0 || result.exitCode === failedWay) {
				throw await cut(result.exitCode === 0 ? 'the answer is not whole' : result.stderr);
			}

			const said = briefly(result.stderr) || `exit code ${result.exitCode}`;
			throw new PortError('lost', subject, `${subject}: ${said}`, result.stderr);
		}

		user = answers.user ?? user;
		const isRefused = answers.sections.some(({stderr}) => stderr.includes('sudo: '));
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
				throw await cut('');
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

/** Whether every file and command has an answer. */
function isWhole({sections}: RemoteAnswers, {files, commands}: Together): boolean {
	const hasFirst = files.length === 0 || sections[0]?.exitCode === 0;
	return sections.length === files.length + (hasFirst ? commands.length : 0);
}

/** The results of a script by their commands. */
function createResults({files, commands}: Together, {answers, span}: Answered) {
	const nameOf = (command: readonly string[]) => JSON.stringify(command);
	const names = [...files.map(file => nameOf(['cat', file])), ...commands.map(nameOf)];
	const left = new Map<string, Section>();
	for (const [place, section] of answers.sections.entries()) {
		const name = names[place];
		if (name !== undefined) {
			left.set(name, section);
		}
	}

	return {
		take(command: readonly string[]): CommandResult | null {
			const name = nameOf(command);
			const found = left.get(name) ?? null;
			left.delete(name);
			return found;
		},
		spanOf(command: readonly string[]): TimeSpan | null {
			const section = left.get(nameOf(command));
			return section === undefined ? null : spanHere(section, answers, span);
		},
	};
}

/**
 * When a section ran, on this machine's clock. The other host's clock tells its distances from the beginning and from
 * the end of the script, which began and ended within `whole`.
 */
function spanHere(section: Section, script: RemoteAnswers, whole: TimeSpan): TimeSpan {
	const {from, to} = section;
	if (from === null || to === null || script.from === null || script.to === null) {
		return whole;
	}

	const begun = whole.from + (from - script.from);
	const ended = whole.to - (script.to - to);
	return begun <= ended && begun >= whole.from && ended <= whole.to
		? {from: begun, to: ended}
		: whole;
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

/** The output after the line of the token: login scripts may print before it. */
async function* afterToken(
	pieces: AsyncGenerator<Uint8Array, StreamEnd>,
	token: string,
): AsyncGenerator<Uint8Array, StreamEnd> {
	const line = Buffer.from(`${token}\n`);
	let before: Buffer | null = Buffer.alloc(0);
	try {
		for (;;) {
			const piece = await pieces.next();
			if (piece.done) {
				return piece.value;
			}

			if (before === null) {
				yield piece.value;
				continue;
			}

			before = Buffer.concat([before, piece.value]);
			const at = before.indexOf(line);
			if (at !== -1) {
				const rest = before.subarray(at + line.length);
				before = null;
				if (rest.length > 0) {
					yield rest;
				}
			}
		}
	} finally {
		await pieces.return({exitCode: 0, stderr: ''});
	}
}
