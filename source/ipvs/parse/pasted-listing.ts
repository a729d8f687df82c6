/**
 * The output of `ipvsadm -L -n`, copied from a terminal: it may have a prompt above it, blanks at the ends of lines, and
 * no line break at its end.
 */
import {ParseError, parseText} from '../line-parser.ts';
import type {ListedService, Listing, UnreadableRow} from '../listing.ts';
import {listingTitles} from '../listing-titles.ts';
import {listingParser} from './listing.ts';

const firstLine = /^IP Virtual Server version /;

/** Lines before the listing that a person may have copied with it. */
const mostBefore = 20;

/** A line of the text, without blanks at its end. */
interface TextLine {
	/** Counted from 1. */
	readonly number: number;
	readonly text: string;
}

function linesOf(text: string): readonly TextLine[] {
	return text
		.replace(/^\ufeff/, '')
		.split('\n')
		.map((line, index) => ({number: index + 1, text: line.trimEnd()}))
		.filter(line => line.text !== '');
}

/** The lines from the version or the titles on; null if the text has neither. */
function listingLines(lines: readonly TextLine[]): readonly TextLine[] | null {
	const start = lines
		.slice(0, mostBefore)
		.findIndex(({text}) => firstLine.test(text) || text === listingTitles[0]);
	return start === -1 ? null : lines.slice(start);
}

/** Characters within which a listing begins. */
const beginning = 4096;

/** Whether a text looks like a listing and not like saved rules. */
export function isPastedListing(text: string): boolean {
	return listingLines(linesOf(text.slice(0, beginning))) !== null;
}

/**
 * Parses it. Rows that cannot be read are put aside, as in a listing that was just printed; their line numbers are those
 * of the whole text.
 * @throws {ParseError} naming the line, if it is another listing
 */
export function parsePastedListing(text: string): Listing<ListedService> {
	const lines = listingLines(linesOf(text)) ?? [];
	const numberOf = (line: number) => lines[line - 1]?.number ?? 0;
	const inText = <Row extends UnreadableRow>(row: Row): Row => ({
		...row,
		lineNumber: numberOf(row.lineNumber),
	});
	try {
		const listing = parseText(listingParser, lines.map(line => `${line.text}\n`).join(''));
		return {
			...listing,
			...(listing.unreadable ? {unreadable: listing.unreadable.map(inText)} : {}),
			...(listing.unreadableServers
				? {unreadableServers: listing.unreadableServers.map(inText)}
				: {}),
		};
	} catch (error) {
		throw error instanceof ParseError
			? new ParseError(numberOf(error.lineNumber), error.line, error.reason)
			: error;
	}
}
