/**
 * The basis of every parser: text is parsed line by line, so that the reader of a large table can pause between lines.
 */

import {quotedLine} from './visible-text.ts';

/** A text does not have the format that its parser expects. Names the line, so that an operator can look at it. */
export class ParseError extends Error {
	override readonly name = 'ParseError';
	/** Counted from 1; 0 if the whole text is meant. */
	readonly lineNumber: number;
	readonly line: string;
	readonly reason: string;

	constructor(lineNumber: number, line: string, reason: string) {
		super(lineNumber === 0 ? reason : `line ${lineNumber}: ${reason}: ${quotedLine(line)}`);
		this.lineNumber = lineNumber;
		this.line = line;
		this.reason = reason;
	}
}

/** A line cannot be parsed. Thrown without a number by the parser of one line; `parseText` adds it. */
export class UnreadableLine extends Error {
	override readonly name = 'UnreadableLine';
}

/**
 * Takes a text line by line and returns the data at the end. Both methods throw {@link UnreadableLine} with the reason
 * if the text is not as expected.
 */
export interface LineParser<T> {
	/**
	 * `terminated` is false for a last line without a newline. The kernel and ipvsadm always end with one, so such a
	 * text was cut off, and half a number must not be mistaken for a whole one.
	 */
	line(text: string, terminated: boolean): void;
	end(): T;
}

/** Creates a parser for one text. */
export type ParserFactory<T> = () => LineParser<T>;

/**
 * Parses a whole text and yields after every line. The generator's return value is the parsed data.
 * @throws {ParseError} naming the line
 */
export function* parseStepwise<T>(factory: ParserFactory<T>, text: string): Generator<void, T> {
	const parser = factory();
	let number = 0;
	let start = 0;
	let line = '';
	try {
		while (start < text.length) {
			const newline = text.indexOf('\n', start);
			const end = newline === -1 ? text.length : newline;
			line = text.slice(start, end);
			number += 1;
			parser.line(line, newline !== -1);
			start = end + 1;
			yield;
		}
	} catch (error) {
		throw error instanceof UnreadableLine ? new ParseError(number, line, error.message) : error;
	}

	try {
		return parser.end();
	} catch (error) {
		throw error instanceof UnreadableLine ? new ParseError(0, '', error.message) : error;
	}
}

/**
 * Parses a whole text at once.
 * @throws {ParseError} naming the line
 */
export function parseText<T>(factory: ParserFactory<T>, text: string): T {
	const steps = parseStepwise(factory, text);
	for (;;) {
		const step = steps.next();
		if (step.done) {
			return step.value;
		}
	}
}
