/**
 * Tests the Debian package, installed by dpkg on a machine that has only its dependencies.
 */
import {execFileSync, spawnSync} from 'node:child_process';
import {appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, inject, it} from 'vitest';
import {makeDebianPackage} from '../../scripts/packages/debian.ts';
import {version} from '../../scripts/packages/project.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {driveDemo} from './drive-demo.ts';
import {smallRoot} from './small-root.ts';

const packages = inject('packages');
const executable = join(packages, 'lvstop-linux-x64');
const file = join(packages, `lvstop_${version}_amd64.deb`);

it('has no error that lintian knows, and no warning', () => {
	const {error, status, stdout} = spawnSync(
		'lintian',
		['--allow-root', '--fail-on', 'error,warning', file],
		{encoding: 'utf8'},
	);
	expect({error, status, stdout}).toEqual({error: undefined, status: 0, stdout: ''});
});

it('is installed, driven by keys, configured for everybody, removed and purged', async () => {
	const root = await smallRoot(executable);
	mkdirSync(join(root, 'var/lib/dpkg/updates'), {recursive: true});
	mkdirSync(join(root, 'var/lib/dpkg/info'));
	writeFileSync(join(root, 'var/lib/dpkg/status'), '');
	// The libraries exist as files, but not as packages.
	const dpkg = (...words: readonly string[]) =>
		execFileSync(
			'dpkg',
			[`--root=${root}`, '--force-depends', '--force-not-root', '--log=/dev/null', ...words],
			{encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']},
		);
	dpkg('--install', file);
	expect(dpkg('--status', 'lvstop')).toMatch(/^Recommends: ipvsadm$/m);
	expect(dpkg('--verify', 'lvstop')).toBe('');
	await driveDemo(['chroot', root, '/usr/bin/lvstop']);

	const configuration = join(root, 'etc/lvstop/config.toml');
	appendFileSync(configuration, 'read-only = true\n');
	const words = ['weight', '--demo', 'nat', 'tcp:172.16.249.138:80', '10.0.0.8', '5', '--yes'];
	const refused = spawnSync('chroot', [root, '/usr/bin/lvstop', ...words], {encoding: 'utf8'});
	expect(refused.status).toBe(3);
	expect(refused.stderr).toContain('read-only in /etc/lvstop/config.toml');

	// A newer package keeps an administrator's changes.
	dpkg('--install', file);
	expect(readFileSync(configuration, 'utf8')).toMatch(/^read-only = true$/m);
	dpkg('--remove', 'lvstop');
	expect(existsSync(join(root, 'usr/bin/lvstop'))).toBe(false);
	expect(existsSync(configuration)).toBe(true);
	dpkg('--purge', 'lvstop');
	expect(existsSync(join(root, 'etc/lvstop'))).toBe(false);
});

it('is the same bytes when it is made again, whatever the umask is', async () => {
	const folder = await temporaryFolder();
	const before = process.umask();
	makeDebianPackage(executable, {folder, quick: true});
	expect(process.umask()).toBe(before);
	const again = readFileSync(join(folder, `lvstop_${version}_amd64.deb`));
	expect(again.equals(readFileSync(file))).toBe(true);
});
