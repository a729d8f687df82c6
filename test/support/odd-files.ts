/**
 * Things that may be in the place of a file: everything that is not a regular file, and a file that is too large.
 */
import {execFileSync} from 'node:child_process';
import {symlink, truncate, writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';

/** Makes one of them in a folder and gives its path. */
export const oddFiles: Readonly<Record<string, (folder: string) => Promise<string>>> = {
	async 'a named pipe'(folder) {
		const path = join(folder, 'pipe');
		execFileSync('mkfifo', [path]);
		return path;
	},
	async 'a socket'(folder) {
		const path = join(folder, 'socket');
		const server = createServer();
		await new Promise<void>(resolve => server.listen(path, resolve));
		onTestFinished(() => void server.close());
		return path;
	},
	'a folder': async folder => folder,
	'a device': async () => '/dev/zero',
	async 'a device, behind a link'(folder) {
		const path = join(folder, 'link');
		await symlink('/dev/zero', path);
		return path;
	},
	'a terminal': async () => '/dev/ptmx',
};

/** Creates a file of this size that takes no room on the disk. */
export async function hugeFile(folder: string, bytes: number): Promise<string> {
	const path = join(folder, 'huge');
	await writeFile(path, '');
	await truncate(path, bytes);
	return path;
}
