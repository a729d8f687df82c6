/**
 * Candidates for shell completion: rows of the live table, snapshots, columns. `lvstop complete KIND -- WORDS` prints
 * the possible next words, one per line, each with a short description after a tab. Only scripts/completions uses it.
 * It is not a subcommand, because nobody needs it in the help.
 */

import {type ExitCode, exitCode} from '../commands/exit-code.ts';
import type {Program} from '../commands/program.ts';
import type {Session} from '../commands/session.ts';
import type {ServiceReading} from '../director/reading/reading.ts';
import {listSnapshots} from '../features/snapshots/files/snapshot-folder.ts';
import {readConfiguration} from '../files/configuration/read-configuration.ts';
import {snapshotFolder} from '../files/locations.ts';
import {serviceId} from '../ipvs/service.ts';
import {parseServiceId} from '../ipvs/service-id.ts';
import {escapeControls} from '../text/escape.ts';
import {countOf} from '../text/figures.ts';
import {isoTime} from '../text/time.ts';
import {type CommandLine, parseCommandLine} from './command-line.ts';
import {readGeneral} from './general-options.ts';
import {knownValues, viewColumns} from './known-values.ts';
import {openSession} from './open-session.ts';

/** The kinds of candidates. */
export const liveKinds = ['services', 'servers', 'snapshots', 'columns'] as const;

export type LiveKind = (typeof liveKinds)[number];

/** The time limit, milliseconds: a person is waiting. */
const timeLimit = 2000;

/** A word that can be typed, and a short description. */
interface Candidate {
	readonly word: string;
	readonly about: string;
}

/** Parses an incomplete command line, without the last words that cannot be parsed alone. */
function parseUnfinished(words: readonly string[]): CommandLine {
	try {
		return parseCommandLine(words);
	} catch (error) {
		if (words.length === 0) {
			throw error;
		}

		return parseUnfinished(words.slice(0, -1));
	}
}

async function readServices({reader}: Session, signal: AbortSignal) {
	const wanted = {
		counters: false,
		kernelRates: false,
		persistentConnections: false,
		freshRules: false,
		settings: false,
	};
	return (await reader.read(wanted, signal)).services;
}

/** The servers of the last service among the words. */
function serversOf(
	services: readonly ServiceReading[],
	typed: readonly string[],
): readonly Candidate[] {
	const key = typed.map(parseServiceId).findLast(found => found !== null);
	const id = key && serviceId(key);
	const found = services.find(service => service.id === id);
	return (found?.servers ?? []).map(server => ({
		word: server.id,
		about: `weight ${server.weight}, ${server.activeConnections} active`,
	}));
}

function columnsOf({given}: CommandLine): readonly Candidate[] {
	const view = given.get('view')?.at(-1) ?? 'services';
	const names = viewColumns[view]?.sortable ?? [];
	return [
		...names.map(word => ({word, about: ''})),
		...names.map(name => ({word: `-${name}`, about: `${name}, the largest first`})),
		...names.map(name => ({word: `+${name}`, about: `${name}, the smallest first`})),
	];
}

async function candidatesOf(
	kind: LiveKind,
	line: CommandLine,
	{environment, clock}: Program,
	signal: AbortSignal,
): Promise<readonly Candidate[]> {
	if (kind === 'columns') {
		return columnsOf(line);
	}

	const configuration = readConfiguration(
		{file: line.given.get('config')?.at(-1) ?? null, environment},
		knownValues,
	);
	const {director} = readGeneral(line.given, configuration);
	if (director.via !== null) {
		// A program such as sudo may ask for a password in the middle of the line that is being typed.
		return [];
	}

	const session = openSession(director, {
		environment,
		clock,
		answersKeys: false,
		asks: false,
	});
	if (kind === 'snapshots') {
		const snapshots = await listSnapshots(snapshotFolder(environment, session.port.place));
		return snapshots.map(({name, time, about}) => ({
			word: name,
			about: about?.note || isoTime(time),
		}));
	}

	const services = await readServices(session, signal).finally(() => session.port.close?.());
	return kind === 'servers'
		? serversOf(services, line.words)
		: services.map(({id, scheduler, servers}) => ({
				word: id,
				about: `${scheduler}, ${countOf(servers.length, 'server')}`,
			}));
}

function textOf({word, about}: Candidate): string {
	const safe = escapeControls(about);
	return safe === '' ? `${word}\n` : `${word}\t${safe}\n`;
}

/**
 * Prints the candidates. It prints nothing if there are none, or if they cannot be read in time; the shell then
 * completes nothing.
 * @param asked the kind, `--`, and the words after `lvstop` before the one that is completed
 */
export async function complete(
	program: Program,
	[asked, , ...words]: readonly string[],
): Promise<ExitCode> {
	const kind = liveKinds.find(name => name === asked);
	if (kind === undefined) {
		return exitCode.usage;
	}

	const stop = new AbortController();
	const tooLate = Promise.withResolvers<readonly Candidate[]>();
	const cancel = program.clock.after(timeLimit, () => {
		stop.abort();
		tooLate.resolve([]);
	});
	try {
		const line = parseUnfinished(words);
		const candidates = await Promise.race([
			candidatesOf(kind, line, program, stop.signal),
			tooLate.promise,
		]);
		// A name that needs quoting, or that looks different from what it is, is not offered.
		program.output.write(
			candidates
				.filter(({word}) => /^[\w.,:@%+[\]/-]+$/u.test(word))
				.map(textOf)
				.join(''),
		);
	} catch {
		// The operator sees the error when the command is run.
	} finally {
		cancel();
	}

	await program.output.written();
	return exitCode.done;
}
