import {chmod, lstat, mkdir, readdir, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {basename, dirname, join} from 'node:path';
import {expect, it} from 'vitest';
import {newSocketPath} from '../../source/files/socket-path.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';

async function folders() {
	const root = await temporaryFolder();
	const runtime = join(root, 'run');
	await mkdir(runtime, {mode: 0o700});
	return {root, runtime, environment: {XDG_RUNTIME_DIR: runtime, XDG_STATE_HOME: root}};
}

/** The end of a path that ssh may still write: it puts 17 characters after the name while it makes the socket. */
const longest = 107 - 17;

it('is a new name in a folder of the runtime folder that only the user can enter', async () => {
	const {runtime, environment} = await folders();
	const one = await newSocketPath(environment);
	const other = await newSocketPath(environment);

	expect(dirname(one.path)).toBe(join(runtime, 'lvstop'));
	expect(one.path).not.toBe(other.path);
	expect((await lstat(dirname(one.path))).mode & 0o777).toBe(0o700);
	expect(await readdir(dirname(one.path))).toEqual([]);
});

it.each([
	['that others can enter', (path: string) => mkdir(path).then(() => chmod(path, 0o755))],
	['that is a link', (path: string) => symlink(tmpdir(), path)],
	['that is a file', (path: string) => writeFile(path, '')],
])('is in the state folder if there is something %s', async (_, make) => {
	const {root, runtime, environment} = await folders();
	await make(join(runtime, 'lvstop'));
	const {path} = await newSocketPath(environment);
	expect(dirname(path)).toBe(join(root, 'lvstop', 'ssh'));
});

it.each([
	['too long', 'x'.repeat(100)],
	['special to ssh', '100%'],
	['with a blank', 'a b'],
])('is in a new folder if the others are %s, which goes with it', async (_, name) => {
	const root = join(await temporaryFolder(), name);
	const {path, release} = await newSocketPath({XDG_RUNTIME_DIR: root, XDG_STATE_HOME: root});
	expect(dirname(dirname(path))).toBe(tmpdir());
	expect(path.length).toBeLessThanOrEqual(longest);
	expect((await lstat(dirname(path))).mode & 0o777).toBe(0o700);
	await release();
	expect(await readdir(tmpdir())).not.toContain(basename(dirname(path)));
});
