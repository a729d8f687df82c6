/**
 * Reads files that an operator named or that anybody may have put into a folder. Anything but a regular file is refused
 * before it is opened: a FIFO would block, a terminal or /dev/zero never ends, and some devices start when they are
 * opened.
 */
import {closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync} from 'node:fs';
import {type FileHandle, open, stat} from 'node:fs/promises';
import {FileFault} from '../text/file-fault.ts';

/** The largest sizes of files by content, bytes. */
export const largestSizes = {
	/** 50,000 rules have 3 MiB. */
	rules: 64 * 2 ** 20,
	configuration: 2 ** 20,
	/** Contains rules, in which JSON escapes a few characters. */
	journal: 160 * 2 ** 20,
	/** A log file is rotated at 1 MiB. */
	log: 64 * 2 ** 20,
	/** The metadata of saved rules, and the memory of a drain. */
	note: 2 ** 20,
	/** The choices of a console: folded services, of which a director can have 50,000. */
	choices: 8 * 2 ** 20,
} as const;

/** The kinds of content. */
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

/**
 * Refuses anything but a regular file.
 * @throws {FileFault} with the path and the kind of the file
 */
export function requireRegular(path: string, stats: Stats): void {
	if (!stats.isFile()) {
		throw new FileFault(`${path} is not a regular file but ${kindOf(stats)}`);
	}
}

/** Refuses a file that is too large. */
function refuseSize(path: string, size: number, content: Content): void {
	const largest = largestSizes[content];
	if (size > largest) {
		throw new FileFault(`${path} is larger than the limit of ${largest / 2 ** 20} MiB`);
	}
}

/** Opening and reading never block, and a terminal never becomes the controlling one. */
export const neverWait = constants.O_NONBLOCK | constants.O_NOCTTY;

const pieceSize = 2 ** 16;

/** Joins the pieces of a file, and refuses one that turns out to be too large. */
class Pieces {
	readonly #pieces: Buffer[] = [];
	#size = 0;

	add(piece: Buffer, path: string, content: Content): void {
		this.#size += piece.length;
		refuseSize(path, this.#size, content);
		this.#pieces.push(piece);
	}

	text(): string {
		const [only, ...others] = this.#pieces;
		const whole = only && others.length === 0 ? only : Buffer.concat(this.#pieces);
		return whole.toString('utf8');
	}
}

/**
 * Opens a regular file for reading. It may have been replaced between the check and opening, so it is checked again.
 * Rejects with a {@link FileFault} or the file system's error.
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
 * The text of an open file, from its start. Rejects with a {@link FileFault} if it is too large, or with the file
 * system's error.
 */
export async function readOpenFile(
	file: FileHandle,
	path: string,
	content: Content,
): Promise<string> {
	const {size} = await file.stat();
	refuseSize(path, size, content);
	const pieces = new Pieces();
	// Mostly the whole file is one piece. It may have grown meanwhile, and files in /proc have no size.
	for (let room = Math.max(size, pieceSize); ; room = pieceSize) {
		const {bytesRead, buffer} = await file.read(Buffer.allocUnsafeSlow(room), 0, room, null);
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
 * Like {@link readRegularFile}, but synchronous, for files needed before anything else.
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
