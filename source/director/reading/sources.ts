/**
 * The texts that a reading is made of: fetched through the port, parsed in slices.
 */
import {ParseError, type ParserFactory, parseStepwise} from '../../ipvs/line-parser.ts';
import type {Clock} from '../port/clock.ts';
import {type CommandResult, type Port, PortError} from '../port/port.ts';
import {showCommand} from '../port/show-command.ts';
import {failedCommand, NoAccess, saidBy, UnreadableSource} from './failures.ts';
import {type Privilege, readPrivilege, refusedInWords} from './privilege.ts';
import {runInSlices} from './slices.ts';

/** A large table takes a slow director seconds to list, milliseconds. */
const timeLimit = 30_000;

/** A text and where it came from. */
export interface SourceText {
	readonly source: string;
	readonly text: string;
}

/** Fetches and parses, each for one reading. */
export interface Sources {
	/**
	 * The text of a file; null if there is none.
	 * @throws {PortError} where it could not be read for another reason
	 */
	fileIfThere(path: string): Promise<SourceText | null>;
	/** @throws {PortError} also where there is none */
	file(path: string): Promise<SourceText>;
	/**
	 * What ipvsadm prints, before it is parsed.
	 * @throws {NoAccess} where this user may not ask, or there is no ipvsadm
	 * @throws {ReadingError} where it fails otherwise
	 */
	ipvsadmText(options: readonly string[]): Promise<SourceText>;
	/**
	 * What ipvsadm prints, parsed.
	 * @throws {NoAccess} where this user may not ask, or there is no ipvsadm
	 * @throws {ReadingError} where it fails otherwise
	 * @throws {UnreadableSource} where it prints something else
	 */
	ipvsadm<T>(options: readonly string[], parser: ParserFactory<T>): Promise<T>;
	/** @throws {UnreadableSource} */
	parse<T>(text: SourceText, parser: ParserFactory<T>): Promise<T>;
	/** Runs any other long work in slices. */
	slices<T>(steps: Iterator<void, T>): Promise<T>;
}

/** Makes the sources of one reading; the signal cancels it. */
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

/** ipvsadm says so to everybody without CAP_NET_ADMIN of the machine, also for reading (verified with 1.31). */
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
