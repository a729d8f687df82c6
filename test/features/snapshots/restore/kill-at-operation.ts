/**
 * Makes a process kill itself with signal 9 at its nth operation: right before it, and in the middle of a write.
 */
import promises from 'node:fs/promises';
import {syncBuiltinESMExports} from 'node:module';

/** Counts operations. */
export interface Operations {
	/** Counts one more, and ends the process if it is the chosen one. */
	next(): void;
	count(): number;
}

/** All pieces of a content, which use the same memory one after the other. */
function bytesOf(pieces: Iterable<Uint8Array>): Buffer {
	return Buffer.concat(Array.from(pieces, piece => Buffer.from(piece)));
}

/** From now on file changes by node:fs/promises count as operations. 0 kills at none. */
export function killAtOperation(killAt: number): Operations {
	let count = 0;
	const next = (): void => {
		count += 1;
		if (count === killAt) {
			process.kill(process.pid, 'SIGKILL');
		}
	};
	const {open, link, rename, rm, lstat} = promises;
	promises.open = async (...words) => {
		next();
		const handle = await open(...words);
		const {writeFile, sync, close} = handle;
		handle.writeFile = async content => {
			const bytes = bytesOf(content as Iterable<Uint8Array>);
			await writeFile.call(handle, bytes.subarray(0, bytes.length / 2));
			next();
			await writeFile.call(handle, bytes.subarray(bytes.length / 2));
		};
		handle.sync = () => {
			next();
			return sync.call(handle);
		};
		handle.close = () => {
			next();
			return close.call(handle);
		};
		return handle;
	};
	promises.link = (...words) => {
		next();
		return link(...words);
	};
	promises.rename = (...words) => {
		next();
		return rename(...words);
	};
	promises.rm = (...words) => {
		next();
		return rm(...words);
	};
	promises.lstat = ((file: string) => {
		next();
		return lstat(file);
	}) as typeof lstat;
	syncBuiltinESMExports();
	return {next, count: () => count};
}
