/**
 * Writes a text to the standard input of a program in whole lines.
 */
import type {Writable} from 'node:stream';

/** Bytes that a pipe accepts whole or not at all (PIPE_BUF on Linux); a local socket accepts more. */
const atomicLength = 4096;

/** Splits a text at line ends into pieces of at most that length, unless a single line is longer. */
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
 * Writes a text to a program and ends its input. Each piece is written when the previous one is gone, because waiting
 * pieces would be joined and split anywhere. So the program never sees a partial last line if this process is killed:
 * to `ipvsadm -R`, half a line can be another command.
 *
 * It is not an error if the program ends before it has read everything: its exit code shows why.
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
