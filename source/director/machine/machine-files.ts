/**
 * The small files of a director's kernel that decide how packets travel, read by one command: over ssh each command
 * costs a round trip.
 */
import {type Known, known, unknownBecause} from './known.ts';

/** The folder of the settings of IPVS. */
export const ipvsSysctls = '/proc/sys/net/ipv4/vs';

const files = [
	'/proc/sys/kernel/osrelease',
	'/proc/modules',
	'/sys/module/ip_vs/parameters/conn_tab_bits',
	`${ipvsSysctls}/*`,
	'/proc/sys/net/ipv4/ip_forward',
	'/proc/sys/net/ipv4/conf/*/forwarding',
	'/proc/sys/net/ipv4/conf/*/rp_filter',
	'/proc/sys/net/ipv6/conf/all/forwarding',
	'/proc/net/netstat',
];

/** The folder of a kernel's modules lists those that are built in. */
const builtIn = '/lib/modules/$(cat /proc/sys/kernel/osrelease)/modules.builtin';

/**
 * Prints every line of the files behind the file's path. The first line does nothing: if the transport passes its words
 * to another shell (`--via 'ssh lb1'`), that shell gets no more than this line, and the rest still runs. A missing file
 * is reported on standard error.
 */
const script = `:
export LC_ALL=C
grep -H '' ${files.join(' ')}
grep -sH -E '/(nf_tables|ip_tables|ip6_tables)\\.ko' "${builtIn}"
echo end`;

/** The command. It needs a shell, `grep` and `cat` on the director. */
export const machineFilesCommand: readonly [string, ...string[]] = ['sh', '-c', script];

/** The files by path. */
export interface MachineFiles {
	/** The text of a file without its last line break, or why it is not known. */
	text(path: string): Known<string>;
	/** A file with one whole number. */
	number(path: string): Known<number>;
	/** The paths that were read, in the order in which they came. */
	readonly paths: readonly string[];
}

/** `/proc/…/rp_filter:1`: the path and one line of the file. No path has a colon: the kernel refuses it in names. */
const printedLine = /^(\/[^:]*):(.*)$/;

/** The end of a message of grep: why it could not read a file. */
const refusedFile = /^grep: (\/[^:]*): (.*)$/;

/** The words for a reason that the C library gives. */
function inWords(path: string, reason: string): string {
	switch (reason) {
		case 'No such file or directory':
			return `${path}: the director has no such file`;
		case 'Permission denied':
			return `${path}: no permission to read it`;
		default:
			return `${path}: ${reason}`;
	}
}

/** The files, from texts by path and from the reasons why others could not be read. */
export function machineFilesOf(
	texts: ReadonlyMap<string, string>,
	refused: ReadonlyMap<string, string> = new Map(),
): MachineFiles {
	const text = (path: string): Known<string> => {
		const found = texts.get(path);
		return found === undefined
			? unknownBecause(inWords(path, refused.get(path) ?? 'No such file or directory'))
			: known(found);
	};
	return {
		text,
		number(path) {
			const found = text(path);
			if (found.value === null) {
				return found;
			}

			return /^\s*-?\d{1,15}\s*$/.test(found.value)
				? known(Number(found.value))
				: unknownBecause(`${path} is not a number: ${found.value}`);
		},
		paths: [...texts.keys()],
	};
}

/**
 * Parses the output of the command.
 * @returns why it is unknown if the output was cut off, or if nothing could be read
 */
export function parseMachineFiles(stdout: string, stderr: string): Known<MachineFiles> {
	if (!/(^|\n)end\n$/.test(stdout)) {
		return unknownBecause('the output of sh and grep on the director was cut off');
	}

	const texts = new Map<string, string>();
	for (const line of stdout.split('\n')) {
		const [, path, content] = printedLine.exec(line) ?? [];
		if (path !== undefined && content !== undefined) {
			const before = texts.get(path);
			texts.set(path, before === undefined ? content : `${before}\n${content}`);
		}
	}

	if (texts.size === 0) {
		const [first = 'no output'] = stderr.split('\n').filter(line => line !== '');
		return unknownBecause(`grep could not read /proc on the director: ${first}`);
	}

	const refused = new Map<string, string>();
	for (const line of stderr.split('\n')) {
		const [, path, reason] = refusedFile.exec(line) ?? [];
		if (path !== undefined && reason !== undefined) {
			refused.set(path, reason);
		}
	}

	return known(machineFilesOf(texts, refused));
}

/** The output of the command for these files, as the simulator answers it. */
export function formatMachineFiles(texts: ReadonlyMap<string, string>): string {
	const lines = [...texts].flatMap(([path, text]) =>
		text
			.replace(/\n$/, '')
			.split('\n')
			.map(line => `${path}:${line}\n`),
	);
	return `${lines.join('')}end\n`;
}
