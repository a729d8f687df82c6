/**
 * The package for Red Hat and others, built with rpmbuild.
 */
import {copyFileSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {
	compressed,
	configurationFile,
	copyExecutable,
	sharedFiles,
	writeFiles,
	zshFolders,
} from './installed-files.ts';
import {description, maintainer, name, releaseTime, root, run, version} from './project.ts';
import {inTemporaryFolder} from './temporary-folder.ts';

/** The spec file. It switches off everything that rpmbuild would do to the files by itself, such as stripping them. */
function specification(files: readonly string[], quick: boolean): string {
	return `%global debug_package %{nil}
%global __os_install_post %{nil}
%global _build_id_links none
%global _binary_payload ${quick ? 'w1.gzdio' : 'w6.xzdio'}
%global use_source_date_epoch_as_buildtime 1
%global clamp_mtime_to_source_date_epoch 1

Name: ${name}
Version: ${version}
Release: 1
Summary: top for a Linux IPVS (LVS) load balancer
License: MIT
Packager: ${maintainer}
AutoReqProv: no
Requires: glibc >= 2.28, libstdc++, libgcc, libatomic
Recommends: ipvsadm

%description
${description}.

%install
cp -a %{_staged}/. %{buildroot}/

%files
%attr(0755, root, root) /usr/bin/lvstop
%dir %attr(0755, root, root) /etc/lvstop
%config(noreplace) %attr(0644, root, root) /${configurationFile().path}
${files.map(file => `%attr(0644, root, root) /usr/${file}\n`).join('')}`;
}

/** Builds the package for x64 in a folder. `quick` compresses less. */
export function makeRpm(
	executable: string,
	{folder, quick}: {folder: string; quick: boolean},
): void {
	inTemporaryFolder(temporary => {
		const stage = join(temporary, 'root');
		const files = [
			...compressed(sharedFiles(zshFolders.others)),
			{path: 'share/doc/lvstop/LICENSE', content: readFileSync(join(root, 'LICENSE'))},
		];
		copyExecutable(executable, join(stage, 'usr/bin/lvstop'));
		writeFiles(join(stage, 'usr'), files);
		writeFiles(stage, [configurationFile()]);
		const spec = join(temporary, 'lvstop.spec');
		writeFileSync(
			spec,
			specification(
				files.map(({path}) => path),
				quick,
			),
		);
		const top = join(temporary, 'rpmbuild');
		mkdirSync(top);
		const defined = {
			_staged: stage,
			_topdir: top,
			_buildhost: 'reproducible',
			_tmppath: temporary,
			_dbpath: join(temporary, 'db'),
		};
		run(
			'rpmbuild',
			[
				...Object.entries(defined).flatMap(([key, value]) => ['--define', `${key} ${value}`]),
				...['--target', 'x86_64-linux', '-bb', '--quiet', spec],
			],
			{environment: {SOURCE_DATE_EPOCH: String(releaseTime)}},
		);
		const file = `${name}-${version}-1.x86_64.rpm`;
		copyFileSync(join(top, 'RPMS', 'x86_64', file), join(folder, file));
	});
}
