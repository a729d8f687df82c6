/**
 * The refusal of a text, or of one of its rows, by a parser.
 */

import {ParseError, type ParserFactory, parseText} from '../../../source/ipvs/line-parser.ts';
import type {Listing, UnreadableRow} from '../../../source/ipvs/listing.ts';

function firstUnreadable(data: unknown): UnreadableRow | null {
	const {unreadable = [], unreadableServers = []} = (data ?? {}) as Partial<Listing<unknown>>;
	return [...unreadable, ...unreadableServers][0] ?? null;
}

/** The line number and the reason, for the text or for the first refused row; null if all was parsed. */
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
