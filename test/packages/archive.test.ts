/**
 * Tests the archive on minimal machines: it is installed, used and removed, and says in one line what is missing.
 */
import {execFileSync, spawnSync} from 'node:child_process';
import {readdirSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, inject, it} from 'vitest';
import {version} from '../../scripts/packages/project.ts';
import {driveDemo} from './drive-demo.ts';
import {smallRoot} from './small-root.ts';

const packages = inject('packages');
const executable = join(packages, 'lvstop-linux-x64');

let folder = '';
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'lvstop-archives-'));
	for (const processor of ['x64', 'arm64']) {
		const archive = join(packages, `lvstop-${version}-linux-${processor}.tar.xz`);
		execFileSync('tar', ['-xJf', archive, '-C', folder, '--no-same-owner']);
	}
});
afterAll(() => rm(folder, {recursive: true, force: true}));

/** The unpacked archive. */
function unpacked(processor: 'x64' | 'arm64'): string {
	return join(folder, `lvstop-${version}-linux-${processor}`);
}

function install(root: string, archive: string, words: readonly string[] = []) {
	const inside = join(root, 'tmp/lvstop');
	// Linked, not copied: it is large.
	execFileSync('cp', ['-alT', archive, inside]);
	const {status, stdout, stderr} = spawnSync(
		'chroot',
		[root, '/bin/sh', '/tmp/lvstop/install.sh', ...words],
		{encoding: 'utf8', env: {PATH: '/usr/sbin:/bin'}},
	);
	return {status, stdout, stderr};
}

it('is installed, driven by keys and removed where there are only the libraries it needs', async () => {
	const root = await smallRoot(executable);
	const archive = unpacked('x64');
	expect(install(root, archive)).toEqual({
		status: 0,
		stdout: `lvstop ${version} is installed in /usr/local\n`,
		stderr: '',
	});
	await driveDemo(['chroot', root, '/usr/local/bin/lvstop']);
	const filesThere = () =>
		readdirSync(join(root, 'usr/local'), {recursive: true, withFileTypes: true})
			.filter(entry => entry.isFile())
			.map(({name}) => name)
			.toSorted();
	expect(filesThere()).toEqual([
		...['LICENSE', 'README.md', 'THIRD-PARTY-NOTICES', '_lvstop', 'config.toml', 'lvstop'],
		...['lvstop', 'lvstop-config.5', 'lvstop.1', 'lvstop.fish'],
	]);
	expect(install(root, archive, ['--remove'])).toEqual({
		status: 0,
		stdout: 'lvstop is removed from /usr/local\n',
		stderr: '',
	});
	expect(filesThere()).toEqual([]);
});

it.each([
	['libatomic.so.1', ['libatomic.so.1'], 'error while loading shared libraries: libatomic.so.1:'],
	['libstdc++.so.6', ['libstdc++.so.6'], 'error while loading shared libraries: libstdc++.so.6:'],
	['glibc', ['ld-linux-x86-64.so.2'], 'not found'],
])('says in one line that %s is missing, and installs nothing', async (_, without, words) => {
	const root = await smallRoot(executable, {without});
	const {status, stdout, stderr} = install(root, unpacked('x64'));
	expect({status, stdout}).toEqual({status: 1, stdout: ''});
	expect(stderr).toMatch(
		/^lvstop cannot run here: it needs Linux on x86_64 with glibc 2\.28 or newer, libstdc\+\+ and libatomic .*\n$/,
	);
	expect(stderr).toContain(words);
	expect(readdirSync(root)).not.toContain('usr');
});

it('says in one line that it is for another processor', async () => {
	const root = await smallRoot(executable);
	const {status, stderr} = install(root, unpacked('arm64'));
	expect(status).toBe(1);
	expect(stderr).toMatch(
		/^lvstop cannot run here: it needs Linux on aarch64 .*\(x86_64\) says: .*\n$/,
	);
});
