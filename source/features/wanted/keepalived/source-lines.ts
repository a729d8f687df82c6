/**
 * Reads the lines of keepalived.conf and of the files that it includes, in the order in which keepalived reads them.
 */
import {dirname, resolve} from 'node:path';
import {readRegularFile} from '../../../files/regular-file.ts';
import {faultInWords} from '../../../text/file-fault.ts';
import {type Place, type Problem, problemAt, type SourceLine} from '../wanted.ts';
import {filesNamed, hasWildcards} from '../wildcards.ts';
import {withoutComment} from './words.ts';

/** Limits: the depth of includes, the number of files, and the number of characters in all files. */
const deepest = 16;
const mostFiles = 1000;
const mostCharacters = 64 * 2 ** 20;

/** keepalived handles includes before parameters and conditions. A line that begins with one of those is no include. */
const includeLine = /^include[rmwba]?\s+(\S.*)$/;

/** The state while the files of one configuration are read. */
interface Reading {
	readonly lines: SourceLine[];
	readonly problems: Problem[];
	files: number;
	characters: number;
}

/** Reads a file. If it cannot be read, reports that and returns null. */
async function readFile(path: string, at: Place, reading: Reading): Promise<string | null> {
	try {
		return await readRegularFile(path, 'rules');
	} catch (error) {
		const fault = faultInWords(error);
		if (fault === null) {
			throw error;
		}

		reading.problems.push(problemAt(at, 'error', `the included file cannot be read: ${fault}`));
		return null;
	}
}

async function include(
	pattern: string,
	at: Place,
	open: readonly string[],
	reading: Reading,
): Promise<void> {
	const folder = dirname(open.at(-1) ?? '.');
	const tell = (severity: Problem['severity'], reason: string) =>
		void reading.problems.push(problemAt(at, severity, reason));
	const paths = hasWildcards(pattern)
		? await filesNamed(pattern, folder)
		: [resolve(folder, pattern)];
	if (paths === null) {
		return tell('error', `${pattern} matches too many files`);
	}

	if (paths.length === 0) {
		return tell('note', `${pattern} matches no file`);
	}

	for (const path of paths) {
		if (open.includes(path)) {
			tell('error', `${path} includes itself`);
		} else if (open.length >= deepest) {
			tell('error', `files are included more than ${deepest} deep`);
		} else if (reading.files >= mostFiles) {
			return tell('error', `more than ${mostFiles} files are included`);
		} else {
			reading.files += 1;
			const text = await readFile(path, at, reading);
			if (text !== null) {
				await addLines(path, path, text, open, reading);
			}
		}
	}
}

async function addLines(
	name: string,
	path: string,
	text: string,
	open: readonly string[],
	reading: Reading,
): Promise<void> {
	reading.characters += text.length;
	if (reading.characters > mostCharacters) {
		reading.problems.push(problemAt({file: name, line: 1}, 'error', 'the files are too large'));
		return;
	}

	const within = [...open, path];
	for (const [index, line] of text.split('\n').entries()) {
		const place = {file: name, line: index + 1};
		const [, included] =
			includeLine.exec(line.trimStart().startsWith('include') ? withoutComment(line) : '') ?? [];
		if (included === undefined) {
			reading.lines.push({...place, text: line});
		} else {
			await include(included, place, within, reading);
		}
	}
}

/** The lines, and the problems with included files. */
export interface SourceLines {
	readonly lines: readonly SourceLine[];
	readonly problems: readonly Problem[];
}

/**
 * Follows the includes of a text. A file that is missing, is not a regular file, is one too many, is included too deep
 * or includes itself is reported as a problem. The rest is still read. A relative path starts from the folder of the
 * file that contains it.
 * @param name the name of the text in messages
 * @param path the path that the text was read from
 */
export async function sourceLines(name: string, path: string, text: string): Promise<SourceLines> {
	const reading: Reading = {lines: [], problems: [], files: 1, characters: 0};
	await addLines(name, resolve(path), text, [], reading);
	return reading;
}
