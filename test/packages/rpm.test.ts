/**
 * Tests the rpm, installed by rpm on a machine that has only its requirements.
 */
import {execFileSync} from 'node:child_process';
import {appendFileSync, existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, inject, it} from 'vitest';
import {version} from '../../scripts/packages/project.ts';
import {makeRpm} from '../../scripts/packages/rpm.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {driveDemo} from './drive-demo.ts';
import {smallRoot} from './small-root.ts';

const packages = inject('packages');
const executable = join(packages, 'lvstop-linux-x64');
const name = `lvstop-${version}-1.x86_64.rpm`;
const file = join(packages, name);

function rpm(...words: readonly string[]): string {
	return execFileSync('rpm', words, {encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']});
}

it('requires and recommends what docs/install.md says', () => {
	const required = rpm('-qp', '--requires', file).trim().split('\n');
	expect(required.filter(line => !line.startsWith('rpmlib('))).toEqual([
		...['glibc >= 2.28', 'libatomic', 'libgcc', 'libstdc++'],
	]);
	expect(rpm('-qp', '--recommends', file)).toBe('ipvsadm\n');
	expect(rpm('-qp', '--configfiles', file)).toBe('/etc/lvstop/config.toml\n');
	// None of its code runs as root at installation.
	expect(rpm('-qp', '--scripts', file)).toBe('');
});

it('is installed, driven by keys and removed', async () => {
	const root = await smallRoot(executable);
	// The libraries exist as files, but not as packages.
	rpm('--root', root, '--install', '--nodeps', file);
	expect(rpm('--root', root, '--verify', '--nodeps', 'lvstop')).toBe('');
	await driveDemo(['chroot', root, '/usr/bin/lvstop']);
	appendFileSync(join(root, 'etc/lvstop/config.toml'), 'interval = 5\n');
	rpm('--root', root, '--erase', 'lvstop');
	expect(existsSync(join(root, 'usr/bin/lvstop'))).toBe(false);
	// An administrator's changes are kept.
	expect(existsSync(join(root, 'etc/lvstop/config.toml.rpmsave'))).toBe(true);
});

it('is the same bytes when it is made again', async () => {
	const folder = await temporaryFolder();
	makeRpm(executable, {folder, quick: true});
	expect(readFileSync(join(folder, name)).equals(readFileSync(file))).toBe(true);
});
