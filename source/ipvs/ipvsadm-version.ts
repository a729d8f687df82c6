/**
 * Versions of ipvsadm, and the options that each introduced.
 *
 * The versions were found in the help texts of 1.26, 1.27 and 1.28, in the announcement of 1.30 (no GUE, no GRE) and
 * with builds of 1.24 to 1.29. Options that every version since 1.24 knows are not listed.
 */

/** A version of ipvsadm, 1.31 as `{major: 1, minor: 31}`. */
export interface IpvsadmVersion {
	readonly major: number;
	readonly minor: number;
}

const versionLine = /^ipvsadm v(\d+)\.(\d+)\b/m;

/** Parses the output of `ipvsadm --version`, `ipvsadm v1.28 2015/02/09 (compiled with …)`; null for anything else. */
export function parseIpvsadmVersion(text: string): IpvsadmVersion | null {
	const [, major, minor] = versionLine.exec(text) ?? [];
	return major === undefined ? null : {major: Number(major), minor: Number(minor)};
}

/** `1.31`, as ipvsadm prints it. */
export function formatIpvsadmVersion({major, minor}: IpvsadmVersion): string {
	return `${major}.${minor}`;
}

/** The first minor version of 1.x that knows an option. */
const firstMinor: ReadonlyMap<string, number> = new Map([
	['--pe', 26],
	['-o', 26],
	['-b', 27],
	['--sctp-service', 28],
	['--mcast-group', 29],
	['--mcast-port', 29],
	['--mcast-ttl', 29],
	['--sync-maxlen', 29],
	['--tun-type', 31],
	['--tun-port', 31],
	['--tun-nocsum', 31],
	['--tun-csum', 31],
	['--tun-remcsum', 31],
]);

/** The flags of the scheduler mh came with version 1.30, as did the rest of its support. */
const firstMinorOfMhFlags = 30;

/** An option that not every version knows, with the first version that does. */
export interface AgedOption {
	/** `--tun-type`, `-b mh-port`. */
	readonly option: string;
	readonly since: IpvsadmVersion;
}

/** The options of a command that not every version of ipvsadm knows, in their order. */
export function agedOptions(words: readonly string[]): readonly AgedOption[] {
	return words.flatMap((word, place) => {
		const minor = firstMinor.get(word);
		if (minor === undefined) {
			return [];
		}

		const flags = words[place + 1] ?? '';
		return word === '-b' && flags.includes('mh-')
			? [{option: `-b ${flags}`, since: {major: 1, minor: firstMinorOfMhFlags}}]
			: [{option: word, since: {major: 1, minor}}];
	});
}

/** Whether the version is at least the other one. */
export function isAtLeast(version: IpvsadmVersion, other: IpvsadmVersion): boolean {
	return version.major === other.major ? version.minor >= other.minor : version.major > other.major;
}
