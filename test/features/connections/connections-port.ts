/**
 * A port with a connection table that comes in pieces, each of which takes some time.
 */

import {type Port, PortError, type StreamEnd} from '../../../source/director/port/port.ts';
import {formatProcConnections} from '../../../source/ipvs/format/connections.ts';
import type {Connection} from '../../../source/ipvs/listing.ts';
import type {ManualClock} from '../../../source/simulator/manual-clock.ts';

export interface PiecesOptions {
	readonly clock: ManualClock;
	readonly pieces: readonly Uint8Array[];
	/** Milliseconds that pass before each piece. */
	readonly delay: number;
	/** Called before each piece, and with the number of it. */
	readonly beforePiece?: (piece: number) => void;
}

/** The port, the number of pieces requested, and whether more are still wanted. */
export function piecesPort({clock, pieces, delay, beforePiece}: PiecesOptions) {
	const asked = {pieces: 0, readings: 0, open: 0};

	async function* stream(
		command: readonly [string, ...string[]],
		{signal}: {signal?: AbortSignal | undefined} = {},
	): AsyncGenerator<Uint8Array, StreamEnd> {
		const subject = command.join(' ');
		asked.readings += 1;
		asked.open += 1;
		try {
			for (const piece of pieces) {
				beforePiece?.(asked.pieces);
				clock.advance(delay);
				if (signal?.aborted) {
					throw new PortError('cancelled', subject, `${subject}: cancelled`);
				}

				asked.pieces += 1;
				yield piece;
			}

			return {exitCode: 0, stderr: ''};
		} finally {
			asked.open -= 1;
		}
	}

	const port: Port = {
		place: 'here',
		run: () => Promise.reject(new Error('nothing is run')),
		readFile: () => Promise.reject(new Error('nothing is read whole')),
		stream,
	};
	return {port, asked};
}

/** A table cut into so many pieces of about the same size. */
export function cutTable(table: readonly Connection[], pieces: number): readonly Uint8Array[] {
	const bytes = new TextEncoder().encode(formatProcConnections(table));
	const size = Math.ceil(bytes.length / pieces);
	return Array.from({length: pieces}, (_, index) => bytes.slice(index * size, (index + 1) * size));
}
