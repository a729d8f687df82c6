/**
 * A minimal machine with only the documented requirements of an executable, as a folder to chroot into.
 */
import {copyFileSync, mkdirSync, readFileSync, symlinkSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import {readElf} from '../../scripts/packages/elf.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';

/** Debian's folder for libraries. */
const libraries = '/lib/x86_64-linux-gnu';

/** The programs of busybox that a shell script needs, and the shell itself. */
const applets = ['sh', 'cat', 'cp', 'dirname', 'head', 'ls', 'mkdir', 'mv', 'rm', 'rmdir', 'uname'];

/**
 * Creates the machine: the dynamic loader, the libraries that the executable needs, and busybox.
 * @param without the libraries to leave out
 */
export async function smallRoot(
	executable: string,
	{without = []}: {readonly without?: readonly string[]} = {},
): Promise<string> {
	const folder = await temporaryFolder();
	const {needed, interpreter} = readElf(readFileSync(executable));
	const add = (from: string, to: string) => {
		mkdirSync(dirname(join(folder, to)), {recursive: true});
		copyFileSync(from, join(folder, to));
	};
	for (const library of needed.filter(file => !without.includes(file))) {
		add(join(libraries, library), join(libraries, library));
	}

	if (interpreter !== null && !without.includes(basename(interpreter))) {
		add(interpreter, interpreter);
	}

	add('/bin/busybox', '/bin/busybox');
	for (const applet of applets) {
		symlinkSync('busybox', join(folder, 'bin', applet));
	}

	mkdirSync(join(folder, 'tmp'));
	return folder;
}
