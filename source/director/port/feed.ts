/**
 * A text for the standard input of a program, handed over in whole lines.
 */
import type {Writable} from 'node:stream';

/** Bytes that a pipe takes whole or not at all (PIPE_BUF on Linux); a local socket does so with more. */
const atomicLength = 4096;

/** Cuts a text behind its lines into pieces that are no longer than that, unless a single line is. */
export function* wholeLines(text: string): Generator<Buffer> {
	const bytes = Buffer.from(text);
	for (let start = 0; start < bytes.length; ) {
		const limit = start + atomicLength;
		const last = bytes.subarray(start, limit).lastIndexOf('\n');
		const next = last === -1 ? bytes.indexOf('\n', limit) : start + last;
		const end = limit >= bytes.length || next === -1 ? bytes.length : next + 1;
		yield bytes.subarray(start, end);
		start = end;
	}
}

/**
 * Writes a text to a program and ends its input. Each piece is written when the one before is gone, because
 * pieces that wait are written together, and then cut anywhere. So the program never sees a part of a line
 * as its last one where this process is killed: to `ipvsadm -R`, half a line can be another command.
 *
 * A program that ends before it has read everything is no error: its exit code tells of it.
 */
export async function feed(input: Writable, text: string): Promise<void> {
	input.on('error', () => undefined);
	for (const piece of wholeLines(text)) {
		const failed = await new Promise<boolean>(resolve => {
			input.write(piece, error => resolve(error != null));
		});
		if (failed) {
			return;
		}
	}

	input.end();
}
