/**
 * The Debian package, built with dpkg-deb.
 */
import {createHash} from 'node:crypto';
import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {
	compressed,
	configurationFile,
	copyExecutable,
	gzip,
	type InstalledFile,
	sharedFiles,
	writeFiles,
	zshFolders,
} from './installed-files.ts';
import {maintainer, name, releaseTime, root, run, version} from './project.ts';
import {inTemporaryFolder} from './temporary-folder.ts';

/** The findings of lintian that are intended. */
const overrides = `# One file that runs on every director: Node.js is in it as it is published, with its libraries.
lvstop: embedded-library *
lvstop: hardening-no-pie *
`;

function copyright(): string {
	return `lvstop is not a part of Debian. It contains Node.js and packages of npm; their licences are in
/usr/share/doc/lvstop/THIRD-PARTY-NOTICES.gz.

${readFileSync(join(root, 'LICENSE'), 'utf8')}`;
}

function changelog(): string {
	const date = new Date(releaseTime * 1000).toUTCString().replace('GMT', '+0000');
	return `${name} (${version}) unstable; urgency=medium

  * Version ${version}; see /usr/share/doc/lvstop/CHANGELOG.md.gz.

 -- ${maintainer}  ${date}
`;
}

function control(kilobytes: number): string {
	return `Package: ${name}
Version: ${version}
Section: net
Priority: optional
Architecture: amd64
Maintainer: ${maintainer}
Installed-Size: ${kilobytes}
Depends: libc6 (>= 2.28), libstdc++6 (>= 5), libgcc-s1 | libgcc1, libatomic1
Recommends: ipvsadm
Suggests: bash-completion, openssh-client
Description: top for a Linux IPVS (LVS) load balancer
 Shows services, real servers, connections and rates of a director, live, and
 changes them safely: by key in a console like that of top, or from scripts.
 Every change is a plan: lvstop shows the exact ipvsadm commands, asks, runs
 them, checks the result and logs it. Node.js is in the program.
`;
}

/** All files below a folder, as paths relative to it. */
function filesBelow(folder: string): readonly string[] {
	return readdirSync(folder, {recursive: true, withFileTypes: true})
		.filter(entry => entry.isFile())
		.map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
		.toSorted();
}

function controlFiles(stage: string): readonly InstalledFile[] {
	const files = filesBelow(stage);
	const bytes = files.reduce((sum, file) => sum + statSync(join(stage, file)).size, 0);
	const sums = files
		.filter(file => !file.startsWith('etc/'))
		.map(file => {
			const sum = createHash('md5').update(readFileSync(join(stage, file)));
			return `${sum.digest('hex')}  ${file}\n`;
		});
	return [
		{path: 'DEBIAN/control', content: control(Math.ceil(bytes / 1024))},
		{path: 'DEBIAN/conffiles', content: `/${configurationFile().path}\n`},
		{path: 'DEBIAN/md5sums', content: sums.join('')},
	];
}

/** Builds the package for x64 in a folder. `quick` compresses less. */
export function makeDebianPackage(
	executable: string,
	{folder, quick}: {folder: string; quick: boolean},
): void {
	inTemporaryFolder(temporary => {
		const stage = join(temporary, 'root');
		copyExecutable(executable, join(stage, 'usr/bin/lvstop'));
		writeFiles(join(stage, 'usr'), compressed(sharedFiles(zshFolders.debian)));
		writeFiles(stage, [
			configurationFile(),
			{path: 'usr/share/doc/lvstop/copyright', content: copyright()},
			{path: 'usr/share/doc/lvstop/changelog.gz', content: gzip(changelog())},
			{
				path: 'usr/share/doc/lvstop/CHANGELOG.md.gz',
				content: gzip(readFileSync(join(root, 'CHANGELOG.md'))),
			},
			{path: 'usr/share/lintian/overrides/lvstop', content: overrides},
		]);
		writeFiles(stage, controlFiles(stage));
		run('chmod', ['-R', 'u+rwX,go+rX,go-w', stage]);
		const file = join(folder, `${name}_${version}_amd64.deb`);
		run(
			'dpkg-deb',
			[
				'--root-owner-group',
				...(quick ? ['-Zgzip', '-z1'] : ['-Zxz', '-z6', '--threads-max=1']),
				...['--build', stage, file],
			],
			{environment: {SOURCE_DATE_EPOCH: String(releaseTime)}},
		);
	});
}
