/**
 * Settings of the kernel in the files that were read.
 */
import {ipvsSysctls, type MachineFiles} from '../../../director/machine/machine-files.ts';

/** A setting of IPVS as a number; null if it is not known. */
export function ipvsSetting(files: MachineFiles, name: string): number | null {
	return files.number(`${ipvsSysctls}/${name}`).value;
}

/** The path of a setting of IPv4 of one network device. */
export function ipv4Path(device: string, name: string): string {
	return `/proc/sys/net/ipv4/conf/${device}/${name}`;
}

/** The reverse path filter of a device: the larger of `all` and its own, as IN_DEV_RPFILTER takes it; null if unknown. */
export function reversePathFilter(files: MachineFiles, device: string): number | null {
	const all = files.number(ipv4Path('all', 'rp_filter')).value;
	const own = files.number(ipv4Path(device, 'rp_filter')).value;
	return all === null || own === null ? null : Math.max(all, own);
}

/** The version of a kernel by its release: `6.1` of `6.1.0-50-amd64`; null if the text is not one. */
export function kernelVersion(
	release: string,
): {readonly major: number; readonly minor: number} | null {
	const [, major, minor] = /^(\d+)\.(\d+)/.exec(release) ?? [];
	return major === undefined || minor === undefined
		? null
		: {major: Number(major), minor: Number(minor)};
}
