/**
 * The files of an installation, the same in every kind of package.
 */
import {chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {thirdPartyNotices} from './notices.ts';
import {root} from './project.ts';

/** A file of an installation. */
export interface InstalledFile {
	/** Its path below /usr, or from the root. */
	readonly path: string;
	readonly content: string | Buffer;
	readonly mode?: number;
}

/** The folder for completions of zsh below /usr, which differs between systems. */
export const zshFolders = {
	debian: 'share/zsh/vendor-completions',
	others: 'share/zsh/site-functions',
};

function ofProject(path: string): Buffer {
	return readFileSync(join(root, path));
}

/** Manual pages and completions, below /usr. */
export function sharedFiles(zshFolder: string): readonly InstalledFile[] {
	return [
		{path: 'share/man/man1/lvstop.1', content: ofProject('share/man/lvstop.1')},
		{path: 'share/man/man5/lvstop-config.5', content: ofProject('share/man/lvstop-config.5')},
		{
			path: 'share/bash-completion/completions/lvstop',
			content: ofProject('share/completions/lvstop.bash'),
		},
		{path: `${zshFolder}/_lvstop`, content: ofProject('share/completions/_lvstop')},
		{
			path: 'share/fish/vendor_completions.d/lvstop.fish',
			content: ofProject('share/completions/lvstop.fish'),
		},
		{path: 'share/doc/lvstop/README.md', content: ofProject('README.md')},
		{path: 'share/doc/lvstop/THIRD-PARTY-NOTICES', content: thirdPartyNotices()},
	];
}

/** The same files, those compressed that distributions compress too; the compressed bytes are always the same. */
export function compressed(files: readonly InstalledFile[]): readonly InstalledFile[] {
	return files.map(file =>
		/^(usr\/)?share\/man\/|NOTICES$/.test(file.path)
			? {...file, path: `${file.path}.gz`, content: gzip(file.content)}
			: file,
	);
}

/** Compresses with gzip, without a time or a file name in the result. */
export function gzip(content: string | Buffer): Buffer {
	return gzipSync(content, {level: 9});
}

/** The system-wide configuration; its path starts at the root. */
export function configurationFile(): InstalledFile {
	return {path: 'etc/lvstop/config.toml', content: ofProject('share/config.toml')};
}

/** Writes files below a folder, readable for everybody whatever the umask is. */
export function writeFiles(folder: string, files: readonly InstalledFile[]): void {
	for (const {path, content, mode = 0o644} of files) {
		const target = join(folder, path);
		mkdirSync(dirname(target), {recursive: true});
		writeFileSync(target, content);
		chmodSync(target, mode);
	}
}

/** Writes the executable below that folder. */
export function copyExecutable(executable: string, target: string): void {
	mkdirSync(dirname(target), {recursive: true});
	copyFileSync(executable, target);
	chmodSync(target, 0o755);
}
