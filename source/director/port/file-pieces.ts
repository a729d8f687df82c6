/**
 * Files that are too large to hold, read in pieces.
 */
import {type CallOptions, type Port, PortError} from './port.ts';
import {briefly} from './said.ts';

/**
 * Reads a file by `cat`, a piece as it comes. Another process does the reading because the kernel hands
 * out its large tables 4 KiB at a time: read by node itself, that costs twice the processor time of node's
 * that the pipe costs. Where the port has no streams, or there is no `cat`, the file comes as one piece.
 * @throws {PortError} where it could not be read to its end
 */
export async function* readPieces(
	port: Port,
	path: string,
	options?: CallOptions,
): AsyncGenerator<Uint8Array, void> {
	if (!(port.stream && (yield* readByCat(port.stream, path, options)))) {
		// This either succeeds or says in the port's own words why the file cannot be read.
		yield new TextEncoder().encode(await port.readFile(path, options));
	}
}

/** Whether the file was read; where it was not, nothing came. */
async function* readByCat(
	stream: NonNullable<Port['stream']>,
	path: string,
	options: CallOptions | undefined,
): AsyncGenerator<Uint8Array, boolean> {
	const pieces = stream(['cat', path], options);
	let begun = false;
	try {
		for (;;) {
			const piece = await pieces.next();
			if (!piece.done) {
				begun = true;
				yield piece.value;
				continue;
			}

			const {exitCode, stderr} = piece.value;
			if (exitCode !== 0 && begun) {
				throw new PortError(
					'lost',
					path,
					`${path}: not read to its end: ${briefly(stderr)}`,
					stderr,
				);
			}

			return exitCode === 0;
		}
	} catch (error) {
		if (error instanceof PortError && error.failure === 'missing') {
			return false;
		}

		throw error;
	} finally {
		await pieces.return({exitCode: 0, stderr: ''});
	}
}
