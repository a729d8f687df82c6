/**
 * The texts of a reading: fetched through the port, parsed in slices.
 */
import {ParseError, type ParserFactory, parseStepwise} from '../../ipvs/line-parser.ts';
import type {Clock} from '../port/clock.ts';
import {type CommandResult, type Port, PortError} from '../port/port.ts';
import {showCommand} from '../port/show-command.ts';
import {failedCommand, NoAccess, saidBy, UnreadableSource} from './failures.ts';
import {type Privilege, readPrivilege, refusedInWords} from './privilege.ts';
import {runInSlices} from './slices.ts';

/** The time limit of a listing, milliseconds: a large table takes seconds on a slow director. */
const timeLimit = 30_000;

/** A text and its source. */
export interface SourceText {
	readonly source: string;
	readonly text: string;
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
	/** Runs other long work in slices. */
	slices<T>(steps: Iterator<void, T>): Promise<T>;
}

/** Creates the sources of one reading; the signal cancels it. */
export function createSources(port: Port, clock: Clock, signal: AbortSignal | undefined): Sources {
	const options = {signal, timeout: timeLimit};

	const slices = <T>(steps: Iterator<void, T>) => runInSlices(clock, steps, signal);

	const parse = async <T>({source, text}: SourceText, parser: ParserFactory<T>) => {
		try {
			return await slices(parseStepwise(parser, text));
		} catch (error) {
			throw error instanceof ParseError ? new UnreadableSource(source, error) : error;
		}
	};

	const file = async (path: string) => ({source: path, text: await port.readFile(path, options)});

	const ipvsadmText = async (words: readonly string[]) => {
		const command: [string, ...string[]] = ['ipvsadm', ...words];
		const source = showCommand(command);
		const result = await port.run(command, options).catch((error: unknown) => {
			throw refusalOfPort(error) ?? error;
		});
		if (result.exitCode !== 0) {
			throw (
				(await refusalOf(result, () => readPrivilege(port, options))) ??
				failedCommand(source, result.exitCode, result.stderr)
			);
		}

		return {source, text: result.stdout};
	};

	return {
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

function refusalOfPort(error: unknown): NoAccess | null {
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
				`${error.message}: no counters and no changes (start lvstop with sudo)`,
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
	privilege: () => Promise<Privilege | null>,
): Promise<NoAccess | null> {
	if (stderr.includes(refusedWords)) {
		return new NoAccess('proc', refusedInWords(await privilege()));
	}

	return stderr.includes(unusableWords)
		? new NoAccess(
				'proc',
				`ipvsadm cannot be used: ${saidBy(stderr)}: no counters and no changes (this seems to be a container or user namespace without access to IPVS: run lvstop on the host)`,
			)
		: null;
}
