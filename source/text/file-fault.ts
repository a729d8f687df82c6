/**
 * Puts file errors into words: never a stack trace, never the name of a system call.
 */

/** A file cannot be used. The message names it and can be shown. */
export class FileFault extends Error {
	override readonly name = 'FileFault';
}

/** The meaning of common error codes. */
const meanings: Readonly<Record<string, string>> = {
	EACCES: 'no permission',
	EAGAIN: 'it has no data to read now',
	EBUSY: 'it is in use',
	EDQUOT: 'the disk quota is exceeded',
	EEXIST: 'it already exists',
	EINVAL: 'it cannot be read or written this way',
	EIO: 'disk error',
	EISDIR: 'it is a folder',
	ELOOP: 'its symbolic links form a loop',
	EMFILE: 'too many files are open',
	ENAMETOOLONG: 'the name is too long',
	ENFILE: 'too many files are open on this host',
	ENODEV: 'no such device',
	ENOENT: 'no such file',
	ENOSPC: 'no space left on the disk',
	ENOTDIR: 'a part of the path is not a folder',
	ENOTEMPTY: 'the folder is not empty',
	ENXIO: 'nothing is connected to its other end',
	EOPNOTSUPP: 'it cannot be opened',
	EPERM: 'no permission',
	EROFS: 'the file system is read-only',
	ESTALE: 'the file server no longer knows it',
	ETXTBSY: 'it is a running program',
};

/** The message for a file error: `/x/y: no permission`. Null if the error is not about a file, such as a bug. */
export function faultInWords(error: unknown): string | null {
	if (error instanceof FileFault) {
		return error.message;
	}

	if (!(error instanceof Error && 'code' in error && 'syscall' in error && 'path' in error)) {
		return null;
	}

	const {code, syscall, path, message} = error;
	const isAboutFile = typeof path === 'string' && !String(syscall).startsWith('spawn');
	return isAboutFile ? `${path}: ${meanings[String(code)] ?? message}` : null;
}
