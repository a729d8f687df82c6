/**
 * The requirements of the kernel lab.
 */
import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {join} from 'node:path';

/** The Debian packages, each with a file that shows that it is installed. */
const packages: readonly {readonly name: string; readonly file: string}[] = [
	{name: 'user-mode-linux', file: '/usr/bin/linux.uml'},
	{name: 'ipvsadm', file: '/sbin/ipvsadm'},
	{name: 'kmod', file: '/sbin/modprobe'},
	{name: 'busybox-static', file: '/bin/busybox'},
	{name: 'iproute2', file: '/sbin/ip'},
];

/**
 * Why the kernel lab cannot run here and what to install, in one line; null if it can.
 * @param root the folder with the machine's files
 */
export function whyNoLab(root = '/'): string | null {
	const missing = packages.filter(({file}) => !existsSync(join(root, file))).map(({name}) => name);
	const busybox = join(root, '/bin/busybox');
	// The smaller busybox that some images carry has no web server.
	if (!missing.includes('busybox-static') && !applets(busybox).includes('httpd')) {
		missing.push('busybox-static');
	}

	return missing.length === 0
		? null
		: `the kernel lab needs: apt-get install --no-install-recommends ${missing.join(' ')}`;
}

function applets(busybox: string): readonly string[] {
	const {stdout} = spawnSync(busybox, ['--list'], {encoding: 'utf8'});
	return (stdout ?? '').split('\n');
}
