/**
 * Reads files that are too large to hold, in pieces.
 */
import {type CallOptions, type Port, PortError} from './port.ts';
import {briefly} from './standard-error.ts';

/**
 * Reads a file with `cat`, piece by piece. A separate process reads it because the kernel returns its large tables in
 * pieces of 4 KiB: reading them in node costs twice the CPU time of reading the pipe. If the port has no streams, or
 * there is no `cat`, the file comes as one piece.
 * @throws {PortError} if it could not be read to its end
 */
export async function* readPieces(
	port: Port,
	path: string,
	options?: CallOptions,
): AsyncGenerator<Uint8Array, void> {
	if (!(port.stream && (yield* readByCat(port.stream, path, options)))) {
		// This either succeeds or gives the port's own reason why the file cannot be read.
		yield new TextEncoder().encode(await port.readFile(path, options));
	}
}

/** Whether the file was read; if not, no piece was returned. */
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
					`${path}: could not be read to its end: ${briefly(stderr)}`,
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
