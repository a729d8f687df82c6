/**
 * What a machine must have to run the kernel lab.
 */
import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';

/** The Debian packages, each with a file that shows that it is installed. */
const packages: readonly {readonly name: string; readonly file: string}[] = [
	{name: 'user-mode-linux', file: '/usr/bin/linux.uml'},
	{name: 'ipvsadm', file: '/sbin/ipvsadm'},
	{name: 'kmod', file: '/sbin/modprobe'},
	{name: 'busybox-static', file: '/bin/busybox'},
	{name: 'iproute2', file: '/sbin/ip'},
];

/** The packages that have to be installed before the lab can run; empty where it can. */
export function missingPackages(): readonly string[] {
	return packages
		.filter(({name, file}) => !existsSync(file) || (name === 'busybox-static' && !hasHttpd(file)))
		.map(({name}) => name);
}

/** One line that says why the kernel lab cannot run here and what to install, or null where it can. */
export function whyNoLab(): string | null {
	const missing = missingPackages();
	return missing.length === 0
		? null
		: `the kernel lab needs: apt-get install --no-install-recommends ${missing.join(' ')}`;
}

/** The smaller busybox that some images carry has no web server. */
function hasHttpd(busybox: string): boolean {
	const applets = spawnSync(busybox, ['--list'], {encoding: 'utf8'}).stdout;
	return applets.split('\n').includes('httpd');
}
