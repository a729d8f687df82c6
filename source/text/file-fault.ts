/**
 * What went wrong with a file, in words for a person: never a stack trace, never the name of a system call.
 */

/** A file cannot be used. The message names it, and is for a person. */
export class FileFault extends Error {
	override readonly name = 'FileFault';
}

/** What the error numbers mean that ordinary work meets. */
const meanings: Readonly<Record<string, string>> = {
	EACCES: 'no permission',
	EAGAIN: 'it has nothing to read now',
	EBUSY: 'it is in use',
	EDQUOT: 'the quota of the disk is used up',
	EEXIST: 'it exists already',
	EINVAL: 'it cannot be read or written like this',
	EIO: 'the disk fails',
	EISDIR: 'it is a folder',
	ELOOP: 'its symbolic links lead round in a circle',
	EMFILE: 'too many files are open',
	ENAMETOOLONG: 'the name is too long',
	ENFILE: 'too many files are open on this machine',
	ENODEV: 'there is no such device',
	ENOENT: 'no such file',
	ENOSPC: 'no space is left on the disk',
	ENOTDIR: 'a part of the path is not a folder',
	ENOTEMPTY: 'the folder is not empty',
	ENXIO: 'there is nobody at its other end',
	EOPNOTSUPP: 'it cannot be opened',
	EPERM: 'no permission',
	EROFS: 'the file system is read-only',
	ESTALE: 'the file server does not know it any more',
	ETXTBSY: 'it is a program that runs',
};

/**
 * What a failure says of a file: `/x/y: no permission`. Null if it is not about a file, such as a fault of
 * the program.
 */
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
