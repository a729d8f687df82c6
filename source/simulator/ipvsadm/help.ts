/**
 * The output of the simulated ipvsadm for `-v` and `-h`.
 */

import type {Build} from './build.ts';

const dates: Readonly<Record<Build, string>> = {
	'1.26': '2008/5/15',
	'1.28': '2015/02/09',
	'1.31': '2019/12/24',
};

/** The output of `ipvsadm -v`, with the IPVS version the build was compiled for. */
export function versionText(build: Build): string {
	return `ipvsadm v${build} ${dates[build]} (compiled with popt and IPVS v1.2.1)\n`;
}

/**
 * The output of `ipvsadm -h`, with the name by which the program was called. It only points to the real program's help,
 * whose text belongs to its authors.
 */
export function helpText(program: string, build: Build): string {
	return `${versionText(build)}Usage: ${program} COMMAND [OPTION ...]; ipvsadm(8) describes all of them.\n`;
}
