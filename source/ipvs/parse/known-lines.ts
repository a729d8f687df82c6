/**
 * Remembers the parsed lines of saved rules. Two tables that are compared, or two readings of one table, have most
 * lines in common. These are parsed once, and equal lines then give the same rule object.
 */
import type {Names} from '../service-names.ts';
import {type ReadSavedLine, type SavedLine, savedLineReader} from './saved-line.ts';

/** The lines of the last text; each text parsed with them replaces them. */
export interface KnownLines {
	lines: ReadonlyMap<string, SavedLine>;
}

/** Creates an empty memory. */
export function createKnownLines(): KnownLines {
	return {lines: new Map()};
}

/** A parser for the lines of one text, and the action after the last of them. */
export interface KnowingReader {
	readonly read: ReadSavedLine;
	readonly end: () => void;
}

/**
 * Copies a line. A substring keeps the whole text in memory, and lines here may be kept as long as the program runs: a
 * single remaining row would keep its entire reading.
 */
function ownText(line: string): string {
	return `${line}\n`.slice(0, -1);
}

/** A firewall mark can only be negative in live output of ipvsadm, so a line with one is never reused. */
const onlyLive = / -f -/;

/**
 * Creates a parser that only parses lines that are not known. The meaning of names may change, so lines of a text with
 * names are not kept.
 */
export function knowingReader(known: KnownLines, names: Names, isLive: boolean): KnowingReader {
	const lines = new Map<string, SavedLine>();
	let hasNames = false;
	const read = savedLineReader(
		{
			port(...name) {
				hasNames = true;
				return names.port(...name);
			},
			host(...name) {
				hasNames = true;
				return names.host(...name);
			},
		},
		isLive,
	);
	return {
		read(text) {
			const line = known.lines.get(text) ?? read(ownText(text));
			if (line !== null && !onlyLive.test(text)) {
				lines.set(text, line);
			}

			return line;
		},
		end() {
			known.lines = hasNames ? new Map() : lines;
		},
	};
}
