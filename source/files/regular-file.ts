/**
 * Reads files that a person named or that anybody may have put into a folder. What is not a regular file is
 * refused before it is opened: a FIFO would be waited for, a terminal or /dev/zero never ends, and opening is
 * enough to start some devices.
 */
import {closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync} from 'node:fs';
import {type FileHandle, open, stat} from 'node:fs/promises';
import {FileFault} from '../text/file-fault.ts';

/** Bytes that a file may have, for what it is meant to be. */
export const largestSizes = {
	/** 50,000 rules have 3 MiB. */
	rules: 64 * 2 ** 20,
	configuration: 2 ** 20,
	/** Holds rules, in which JSON escapes a few signs. */
	journal: 160 * 2 ** 20,
	/** A file of the log is put aside at 1 MiB. */
	log: 64 * 2 ** 20,
	/** The metadata of saved rules, and the memory of a drain. */
	note: 2 ** 20,
} as const;

/** What a file may be as it is read. */
export type Content = keyof typeof largestSizes;

function kindOf(stats: Stats): string {
	if (stats.isDirectory()) {
		return 'a folder';
	}

	if (stats.isFIFO()) {
		return 'a named pipe';
	}

	if (stats.isSocket()) {
		return 'a socket';
	}

	return stats.isCharacterDevice() || stats.isBlockDevice() ? 'a device' : 'something else';
}

/** Refuses what is not a regular file. */
export function requireRegular(path: string, stats: Stats): void {
	if (!stats.isFile()) {
		throw new FileFault(`${path} is not a regular file but ${kindOf(stats)}`);
	}
}

/** Refuses what has more bytes than it may have. */
function refuseSize(path: string, size: number, content: Content): void {
	const largest = largestSizes[content];
	if (size > largest) {
		throw new FileFault(`${path} is larger than the limit of ${largest / 2 ** 20} MiB`);
	}
}

/** So that opening and reading never wait, and a terminal does not become this process's own. */
export const neverWait = constants.O_NONBLOCK | constants.O_NOCTTY;

const pieceSize = 2 ** 16;

/** Puts the pieces of a file together, and refuses one that is larger than it said. */
class Pieces {
	readonly #pieces: Buffer[] = [];
	#size = 0;

	add(piece: Buffer, path: string, content: Content): void {
		this.#size += piece.length;
		refuseSize(path, this.#size, content);
		this.#pieces.push(piece);
	}

	text(): string {
		return Buffer.concat(this.#pieces).toString('utf8');
	}
}

/**
 * Opens a regular file for reading. Between the look and the opening it may have been replaced, so it is
 * looked at again. Rejects with a {@link FileFault} or the file system's error.
 */
export async function openRegularFile(path: string): Promise<FileHandle> {
	requireRegular(path, await stat(path));
	const file = await open(path, constants.O_RDONLY | neverWait);
	try {
		requireRegular(path, await file.stat());
		return file;
	} catch (error) {
		await file.close();
		throw error;
	}
}

/**
 * The text of an open file, from its beginning.
 * Rejects with a {@link FileFault} if there is too much of it, or with the file system's error.
 */
export async function readOpenFile(
	file: FileHandle,
	path: string,
	content: Content,
): Promise<string> {
	refuseSize(path, (await file.stat()).size, content);
	const pieces = new Pieces();
	for (;;) {
		const {bytesRead, buffer} = await file.read(Buffer.alloc(pieceSize), 0, pieceSize, null);
		if (bytesRead === 0) {
			return pieces.text();
		}

		pieces.add(buffer.subarray(0, bytesRead), path, content);
	}
}

/** The text of a regular file. Rejects with a {@link FileFault} or the file system's error. */
export async function readRegularFile(path: string, content: Content): Promise<string> {
	const file = await openRegularFile(path);
	try {
		return await readOpenFile(file, path, content);
	} finally {
		await file.close();
	}
}

/**
 * The same, for what must be known before anything else.
 * @throws {FileFault}
 */
export function readRegularFileSync(path: string, content: Content): string {
	requireRegular(path, statSync(path));
	const file = openSync(path, constants.O_RDONLY | neverWait);
	try {
		const stats = fstatSync(file);
		requireRegular(path, stats);
		refuseSize(path, stats.size, content);
		const pieces = new Pieces();
		for (;;) {
			const piece = Buffer.alloc(pieceSize);
			const bytes = readSync(file, piece, 0, pieceSize, null);
			if (bytes === 0) {
				return pieces.text();
			}

			pieces.add(piece.subarray(0, bytes), path, content);
		}
	} finally {
		closeSync(file);
	}
}
