/**
 * The Node.js that is put into an executable: the version of the lock file, for any supported processor, even if it is
 * not this machine's.
 */
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, renameSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {root, run} from './project.ts';

/** The processors for which there are executables. */
export const processors = ['x64', 'arm64'] as const;

export type Processor = (typeof processors)[number];

interface LockedPackage {
	readonly version: string;
	readonly integrity: string;
}

function lockedPackage(name: string): LockedPackage {
	const {packages} = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
		packages: Readonly<Record<string, LockedPackage>>;
	};
	const found = packages[`node_modules/${name}`];
	if (found === undefined) {
		throw new Error(`package-lock.json has no ${name}`);
	}

	return found;
}

/**
 * The path of Node's program for a processor. npm installs only that of this machine. The other one is fetched once
 * with npm, and its checksum is compared with the lock file.
 */
export function nodeBinary(processor: Processor): string {
	const name = `node-linux-${processor}`;
	const installed = join(root, 'node_modules', name, 'bin', 'node');
	if (existsSync(installed)) {
		return installed;
	}

	const {version, integrity} = lockedPackage(name);
	const folder = join(root, 'node_modules', '.cache', 'lvstop', `${name}-${version}`);
	const binary = join(folder, 'package', 'bin', 'node');
	if (existsSync(binary)) {
		return binary;
	}

	const fetched = `${folder}.${process.pid}`;
	mkdirSync(fetched, {recursive: true});
	try {
		run('npm', ['pack', `${name}@${version}`, '--silent', '--pack-destination', fetched]);
		const archive = join(fetched, `${name}-${version}.tgz`);
		const sum = createHash('sha512').update(readFileSync(archive)).digest('base64');
		if (`sha512-${sum}` !== integrity) {
			throw new Error(`${name}@${version} is not what package-lock.json says`);
		}

		run('tar', ['-xzf', archive, '-C', fetched, 'package/bin/node', 'package/LICENSE']);
		rmSync(archive);
		rmSync(folder, {recursive: true, force: true});
		renameSync(fetched, folder);
	} finally {
		rmSync(fetched, {recursive: true, force: true});
	}

	return binary;
}
