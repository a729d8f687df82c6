/**
 * What the simulated ipvsadm prints for `-v` and `-h`.
 */

import type {Build} from './build.ts';

const dates: Readonly<Record<Build, string>> = {
	'1.26': '2008/5/15',
	'1.28': '2015/02/09',
	'1.31': '2019/12/24',
};

/** `ipvsadm -v`, with the version of IPVS that builds are made for. */
export function versionText(build: Build): string {
	return `ipvsadm v${build} ${dates[build]} (compiled with popt and IPVS v1.2.1)\n`;
}

/** `ipvsadm -h`, under the name that the program was called by. The real program's help is its authors' text; this one only points to it. */
export function helpText(program: string, build: Build): string {
	return `${versionText(build)}Usage: ${program} COMMAND [OPTION ...]; ipvsadm(8) describes all of them.\n`;
}
