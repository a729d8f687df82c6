/**
 * The archive for any Linux: the executable with its manual pages and completions, and a script that installs them.
 */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {copyExecutable, sharedFiles, writeFiles, zshFolders} from './installed-files.ts';
import type {Processor} from './node-binary.ts';
import {name, releaseTime, root, run, version} from './project.ts';
import {inTemporaryFolder} from './temporary-folder.ts';

/** The kernel's names of the processors. */
const machines: Readonly<Record<Processor, string>> = {x64: 'x86_64', arm64: 'aarch64'};

function installer(processor: Processor, files: readonly string[]): string {
	return readFileSync(join(root, 'scripts/packages/install.sh'), 'utf8')
		.replaceAll('@MACHINE@', machines[processor])
		.replaceAll('@FILES@', files.join('\n'));
}

/**
 * Builds the archive in a folder.
 * @param level the compression level of xz, from 0 to 9
 */
export function makeArchive(
	executable: string,
	{processor, folder, level}: {processor: Processor; folder: string; level: number},
): void {
	inTemporaryFolder(stage => {
		const top = `${name}-${version}-linux-${processor}`;
		const files = sharedFiles(zshFolders.others);
		copyExecutable(executable, join(stage, top, 'bin/lvstop'));
		writeFiles(join(stage, top), [
			...files,
			{
				path: 'share/doc/lvstop/config.toml',
				content: readFileSync(join(root, 'share/config.toml')),
			},
			{path: 'share/doc/lvstop/LICENSE', content: readFileSync(join(root, 'LICENSE'))},
			{
				path: 'install.sh',
				content: installer(processor, [
					'bin/lvstop',
					...files.map(({path}) => path),
					'share/doc/lvstop/config.toml',
					'share/doc/lvstop/LICENSE',
				]),
				mode: 0o755,
			},
		]);
		const archive = join(folder, `${top}.tar`);
		run('tar', [
			...['--create', '--file', archive, '--directory', stage, '--format=gnu', '--sort=name'],
			...[`--mtime=@${releaseTime}`, '--owner=0', '--group=0', '--numeric-owner'],
			...['--mode=u+rwX,go+rX,go-w', top],
		]);
		// One thread: with several, the bytes depend on their number.
		run('xz', ['--force', '--threads=1', `-${level}`, archive]);
	});
}
