/**
 * What the lines of saved rules said when they were read last. Two tables that are compared, or two readings
 * of one table, have most lines in common: those need not be read again, and equal lines are then not only
 * equal but the very same rule.
 */
import type {Names} from '../service-names.ts';
import {type ReadSavedLine, type SavedLine, savedLineReader} from './saved-line.ts';

/** The lines of the text that was read last; each text that is read with them puts its own in their place. */
export interface KnownLines {
	lines: ReadonlyMap<string, SavedLine>;
}

/** Knows no line yet. */
export function createKnownLines(): KnownLines {
	return {lines: new Map()};
}

/** A reader for the lines of one text, and what is to be done when all of them were read. */
export interface KnowingReader {
	readonly read: ReadSavedLine;
	readonly end: () => void;
}

/**
 * A line of its own. A part of a long text keeps all of that text in memory, and what is read here may be
 * known for as long as the program runs: every reading would stay that a single row is left of.
 */
function ownText(line: string): string {
	return `${line}\n`.slice(0, -1);
}

/** A firewall mark that can only be read in what ipvsadm itself printed just now, so never of a known line. */
const onlyLive = / -f -/;

/**
 * Makes a reader that only reads lines that are not known. What a name means may change, so of a text with
 * names no line is kept.
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
