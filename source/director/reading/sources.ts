/**
 * The texts of a reading: fetched through the port, parsed in slices.
 */
import {ParseError, type ParserFactory, parseStepwise} from '../../ipvs/line-parser.ts';
import type {Clock, TimeSpan} from '../port/clock.ts';
import {
	type Command,
	type CommandResult,
	type GatheredPort,
	type Port,
	PortError,
	type Together,
} from '../port/port.ts';
import {showCommand} from '../port/show-command.ts';
import {failedCommand, NoAccess, saidBy, UnreadableSource} from './failures.ts';
import {type Privilege, readPrivilege, refusedInWords} from './privilege.ts';
import {runInSlices} from './slices.ts';

/** The time limit of a listing, milliseconds: a large table takes seconds on a slow director. */
const timeLimit = 30_000;

/** A text, its source, and when it was read. */
export interface SourceText {
	readonly source: string;
	readonly text: string;
	readonly span: TimeSpan;
}

/** Fetches and parses the texts of one reading. */
export interface Sources {
	/**
	 * The text of a file; null if it does not exist.
	 * @throws {PortError} if it could not be read for another reason
	 */
	fileIfThere(path: string): Promise<SourceText | null>;
	/**
	 * The text of a file.
	 * @throws {PortError} if it could not be read, or does not exist
	 */
	file(path: string): Promise<SourceText>;
	/**
	 * The output of ipvsadm as text.
	 * @throws {NoAccess} if this user has no permission, or ipvsadm is not installed
	 * @throws {ReadingError} if it fails for another reason
	 */
	ipvsadmText(options: readonly string[]): Promise<SourceText>;
	/**
	 * The output of ipvsadm, parsed.
	 * @throws {NoAccess} if this user has no permission, or ipvsadm is not installed
	 * @throws {ReadingError} if it fails for another reason
	 * @throws {UnreadableSource} if its output is not as expected
	 */
	ipvsadm<T>(options: readonly string[], parser: ParserFactory<T>): Promise<T>;
	/** @throws {UnreadableSource} */
	parse<T>(text: SourceText, parser: ParserFactory<T>): Promise<T>;
	/** The time that was spent until now, milliseconds: by the clock, and for texts that had been read before. */
	spent(): number;
	/** Runs other long work in slices. */
	slices<T>(steps: Iterator<void, T>): Promise<T>;
}

/** Creates the sources of one reading; the signal cancels it. */
export function createSources(
	port: Port | GatheredPort,
	clock: Clock,
	signal: AbortSignal | undefined,
): Sources {
	const options = {signal, timeout: timeLimit};
	const spanOf = 'spanOf' in port ? port.spanOf : () => null;
	let spentBefore = 0;

	/** Takes the time of a reading, unless it was read before, together with others. */
	const timed = async <T>(known: TimeSpan | null, read: () => Promise<T>) => {
		const from = clock.monotonic();
		const value = await read();
		if (known === null) {
			return {value, span: {from, to: clock.monotonic()}};
		}

		spentBefore += known.to - known.from;
		return {value, span: known};
	};

	const slices = <T>(steps: Iterator<void, T>) => runInSlices(clock, steps, signal);

	const parse = async <T>({source, text}: SourceText, parser: ParserFactory<T>) => {
		try {
			return await slices(parseStepwise(parser, text));
		} catch (error) {
			throw error instanceof ParseError ? new UnreadableSource(source, error) : error;
		}
	};

	const file = async (path: string) => {
		const {value: text, span} = await timed(spanOf({file: path}), () =>
			port.readFile(path, options),
		);
		return {source: path, text, span};
	};

	const ipvsadmText = async (words: readonly string[]) => {
		const command: Command = ['ipvsadm', ...words];
		const source = showCommand(command);
		const {value: result, span} = await timed(spanOf({command}), () =>
			port.run(command, options).catch((error: unknown) => {
				throw refusalOfPort(error, port) ?? error;
			}),
		);
		if (result.exitCode !== 0) {
			throw (
				(await refusalOf(result, port, () => readPrivilege(port, options))) ??
				failedCommand(source, result.exitCode, result.stderr)
			);
		}

		return {source, text: result.stdout, span};
	};

	return {
		spent: () => clock.monotonic() + spentBefore,
		slices,
		parse,
		file,
		fileIfThere: path =>
			file(path).catch((error: unknown) => {
				if (error instanceof PortError && error.failure === 'missing') {
					return null;
				}

				throw error;
			}),
		ipvsadmText,
		ipvsadm: async (words, parser) => await parse(await ipvsadmText(words), parser),
	};
}

/** Reads the parts together if the place has a way to do that; otherwise each is read when its turn comes. */
export async function gatherSources(
	port: Port,
	clock: Clock,
	{together, signal}: {readonly together: Together; readonly signal: AbortSignal | undefined},
): Promise<Sources> {
	const gathered = await port.gather?.(together, {signal, timeout: timeLimit});
	return createSources(gathered ?? port, clock, signal);
}

function refusalOfPort(error: unknown, {rightsAdvice}: Port): NoAccess | null {
	if (!(error instanceof PortError)) {
		return null;
	}

	switch (error.failure) {
		case 'missing':
			return new NoAccess(
				'no-ipvsadm',
				'ipvsadm is not installed: no counters and no changes (apt-get install ipvsadm, or dnf install ipvsadm)',
			);
		case 'forbidden':
			return new NoAccess(
				'proc',
				`${error.message}: no counters and no changes (${rightsAdvice?.() ?? 'start lvstop with sudo'})`,
			);
		default:
			return null;
	}
}

/** ipvsadm prints this if it lacks CAP_NET_ADMIN of the machine, also for reading (verified with 1.31). */
const refusedWords = 'Permission denied (you must be root)';

/** It cannot talk to the kernel at all, although the kernel has the table. */
const unusableWords = "Can't initialize ipvs";

async function refusalOf(
	{stderr}: CommandResult,
	{rightsAdvice}: Port,
	privilege: () => Promise<Privilege | null>,
): Promise<NoAccess | null> {
	if (stderr.includes(refusedWords)) {
		return new NoAccess('proc', refusedInWords(await privilege(), rightsAdvice?.()));
	}

	return stderr.includes(unusableWords)
		? new NoAccess(
				'proc',
				`ipvsadm cannot be used: ${saidBy(stderr)}: no counters and no changes (this seems to be a container or user namespace without access to IPVS: run lvstop on the host)`,
			)
		: null;
}
