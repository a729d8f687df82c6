/**
 * What the simulated ipvsadm prints for `-v` and `-h`.
 */

/** `ipvsadm -v` of version 1.31, with the version of IPVS that Debian's build was made for. */
export const versionText = 'ipvsadm v1.31 2019/12/24 (compiled with popt and IPVS v1.2.1)\n';

/** `ipvsadm -h`, under the name that the program was called by. The real program's help is its authors' text; this one only points to it. */
export function helpText(program: string): string {
	return `${versionText}Usage: ${program} COMMAND [OPTION ...]; ipvsadm(8) describes all of them.\n`;
}
