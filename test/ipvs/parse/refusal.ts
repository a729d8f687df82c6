/**
 * What a parser says of a text, or of a row of it, that it does not read.
 */

import {ParseError, type ParserFactory, parseText} from '../../../source/ipvs/line-parser.ts';
import type {Listing, UnreadableRow} from '../../../source/ipvs/listing.ts';

function firstUnreadable(data: unknown): UnreadableRow | null {
	const {unreadable = [], unreadableServers = []} = (data ?? {}) as Partial<Listing<unknown>>;
	return [...unreadable, ...unreadableServers][0] ?? null;
}

/** The line's number and the reason, of the text or of the first row that was put aside; null where all was read. */
export function refusalOf(
	factory: ParserFactory<unknown>,
	text: string,
): {readonly line: number; readonly reason: string} | null {
	try {
		const row = firstUnreadable(parseText(factory, text));
		return row && {line: row.lineNumber, reason: row.reason};
	} catch (error) {
		if (error instanceof ParseError) {
			return {line: error.lineNumber, reason: error.reason};
		}

		throw error;
	}
}
