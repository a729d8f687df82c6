/**
 * Parses `/proc/net/ip_vs_conn` as a stream: each line becomes a row, and nothing is kept.
 */
import {ParseError} from '../../../ipvs/line-parser.ts';
import {isProcConnectionTitle} from '../../../ipvs/listing-titles.ts';
import {type ConnectionRow, createConnectionRow, type TableWords} from './connection-row.ts';
import {type LineBytes, lineBytes} from './line-bytes.ts';
import {parseRow, rowProblems} from './parse-row.ts';
import {printableBytes} from './printable-bytes.ts';

const newline = 0x0a;

/** The longest accepted line, with its line break: three IPv6 addresses and 255 bytes of engine data take 420. */
const longestLine = 4096;

/** The number of bytes of a line that are shown to the operator. */
const shownOfLine = 200;

/** Lines that were skipped because they could not be parsed. */
export interface UnreadableLines {
	readonly count: number;
	/** The first of them. Line numbers count from 1, which is the title line. */
	readonly first: {
		readonly lineNumber: number;
		/** The start of the line; everything but printable ASCII is escaped. */
		readonly line: string;
		readonly reason: string;
	} | null;
}

/** Takes the file in chunks of any size. */
export interface ConnectionStream {
	/**
	 * Parses the lines that end in this chunk. The buffer may be reused afterwards.
	 * @throws {ParseError} if the file does not begin with its title line
	 */
	push(bytes: Uint8Array): void;
	/**
	 * Call at the end of the file. Text after the last line break is a truncated line.
	 * @throws {ParseError} if there was no file at all
	 */
	end(): void;
	/** Rows parsed so far. */
	readonly rows: number;
	readonly unreadable: UnreadableLines;
}

/**
 * Calls `onRow` for each line; the row object is reused for the next one. Its functions throw a {@link ParseError} if the
 * first line is not that of the connection table.
 */
export function createConnectionStream(
	tableWords: TableWords,
	onRow: (row: ConnectionRow) => void,
): ConnectionStream {
	const row = createConnectionRow();
	/** The start of a line whose end has not arrived yet. */
	const held = lineBytes(new Uint8Array(longestLine));
	let heldLength = 0;
	let tooLong = false;
	let lineNumber = 0;
	let rows = 0;
	let unreadable: UnreadableLines = {count: 0, first: null};

	function leaveOut({bytes}: LineBytes, from: number, to: number, reason: string): void {
		const first = unreadable.first ?? {
			lineNumber,
			line: printableBytes(bytes.subarray(from, Math.min(to, from + shownOfLine))),
			reason,
		};
		unreadable = {count: unreadable.count + 1, first};
	}

	function readTitle({bytes}: LineBytes, from: number, to: number): void {
		const line = printableBytes(bytes.subarray(from, to));
		if (!isProcConnectionTitle(line)) {
			throw new ParseError(1, line, 'not the titles of /proc/net/ip_vs_conn');
		}
	}

	/** Parses the line at `from` and returns the position of its line break. There must be one right before `to`. */
	function readLine(line: LineBytes, from: number, to: number): number {
		lineNumber += 1;
		const end = lineNumber === 1 ? -1 : parseRow(line, from, to, row, tableWords);
		if (end >= 0 && end - from < longestLine) {
			rows += 1;
			onRow(row);
			return end;
		}

		const itsEnd = line.bytes.indexOf(newline, from);
		if (lineNumber === 1) {
			readTitle(line, from, itsEnd);
		} else {
			const isLong = itsEnd - from >= longestLine;
			leaveOut(line, from, itsEnd, isLong ? 'too long' : (rowProblems[-1 - end] ?? ''));
		}

		return itsEnd;
	}

	function hold(bytes: Uint8Array): void {
		const fitting = bytes.subarray(0, longestLine - heldLength);
		held.bytes.set(fitting, heldLength);
		heldLength += fitting.length;
		tooLong ||= fitting.length < bytes.length;
	}

	/** Parses the held line now that its line break has arrived. */
	function readHeld(): void {
		const length = heldLength;
		heldLength = 0;
		if (tooLong) {
			tooLong = false;
			lineNumber += 1;
			leaveOut(held, 0, length, 'too long');
		} else {
			readLine(held, 0, length);
		}
	}

	return {
		push(chunk) {
			const line = lineBytes(chunk);
			const {bytes} = line;
			let from = 0;
			if (heldLength > 0) {
				from = bytes.indexOf(newline) + 1;
				hold(from === 0 ? bytes : bytes.subarray(0, from));
				if (from === 0) {
					return;
				}

				readHeld();
			}

			const to = bytes.lastIndexOf(newline) + 1;
			while (from < to) {
				from = readLine(line, from, to) + 1;
			}

			hold(bytes.subarray(from));
		},
		end() {
			if (lineNumber === 0 && heldLength === 0) {
				throw new ParseError(0, '', 'the file is empty');
			}

			if (heldLength > 0) {
				lineNumber += 1;
				leaveOut(held, 0, heldLength, 'cut off');
				heldLength = 0;
			}
		},
		get rows() {
			return rows;
		},
		get unreadable() {
			return unreadable;
		},
	};
}
