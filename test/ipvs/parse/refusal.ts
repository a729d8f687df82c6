/**
 * What a parser says of a text that it does not read.
 */
import {ParseError, type ParserFactory, parseText} from '../../../source/ipvs/line-parser.ts';

/** The line's number and the reason; null where the text was read. */
export function refusalOf(
	factory: ParserFactory<unknown>,
	text: string,
): {readonly line: number; readonly reason: string} | null {
	try {
		parseText(factory, text);
		return null;
	} catch (error) {
		if (error instanceof ParseError) {
			return {line: error.lineNumber, reason: error.reason};
		}

		throw error;
	}
}
