/**
 * The programs that the tests of packages need besides lvstop.
 */
import {existsSync} from 'node:fs';
import process from 'node:process';

/** The Debian packages, each with a file that shows that it is installed. */
const packages: readonly {readonly name: string; readonly file: string}[] = [
	{name: 'qemu-user', file: '/usr/bin/qemu-aarch64'},
	{name: 'libc6-arm64-cross', file: '/usr/aarch64-linux-gnu/lib/libc.so.6'},
	{name: 'libstdc++6-arm64-cross', file: '/usr/aarch64-linux-gnu/lib/libstdc++.so.6'},
	{name: 'libatomic1-arm64-cross', file: '/usr/aarch64-linux-gnu/lib/libatomic.so.1'},
	{name: 'libatomic1', file: '/usr/lib/x86_64-linux-gnu/libatomic.so.1'},
	{name: 'busybox-static', file: '/bin/busybox'},
	{name: 'xz-utils', file: '/usr/bin/xz'},
	{name: 'lintian', file: '/usr/bin/lintian'},
	{name: 'rpm', file: '/usr/bin/rpmbuild'},
];

/** One line that names what is missing for these tests; null if nothing is. */
export function whyNoPackages(): string | null {
	if (process.getuid?.() !== 0) {
		return 'the tests of packages need root: they install packages in folders that they change the root to';
	}

	const missing = packages.filter(({file}) => !existsSync(file)).map(({name}) => name);
	return missing.length === 0
		? null
		: `the tests of packages need: apt-get install --no-install-recommends ${missing.join(' ')}`;
}

/**
 * The pattern of the test files, and their global setup. If something is missing there are no test files, and a warning
 * is printed.
 * @throws {Error} if something is missing and LVSTOP_LAB=require
 */
export function packageTests(pattern: string, setup: readonly string[]) {
	const obstacle = whyNoPackages();
	if (obstacle === null) {
		return {include: [pattern], globalSetup: [...setup]};
	}

	if (process.env['LVSTOP_LAB'] === 'require') {
		throw new Error(obstacle);
	}

	const bar = '!'.repeat(obstacle.length);
	process.stderr.write(`\n${bar}\nTHE TESTS OF PACKAGES ARE SKIPPED:\n${obstacle}\n${bar}\n\n`);
	return {include: [], globalSetup: []};
}
