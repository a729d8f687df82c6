/**
 * Which modules of IPVS a director's kernel has: its schedulers and persistence engines are modules, or built in.
 */
import type {Known} from './known.ts';
import {type MachineFiles, parseMachineFiles} from './machine-files.ts';
import {answerOf, type MachinePlace} from './read-machine.ts';

const folder = '"/lib/modules/$(cat /proc/sys/kernel/osrelease)/';

/** The line that says that the list of modules could be read, whether or not it has one of IPVS. */
const listed = '/lib/modules';

/**
 * Prints the lines about IPVS of the lists of modules, each behind the path of its list. The first line does nothing, as
 * in the command for the other files of the kernel.
 */
const script = `:
export LC_ALL=C
grep -sH '^ip_vs' /proc/modules
grep -sHE '/ip_vs[_a-z0-9]*\\.ko' ${folder}modules.builtin"
grep -sHoE '^[^:]*/ip_vs[_a-z0-9]*\\.ko[^:]*:' ${folder}modules.dep"
test -r ${folder}modules.dep" && echo ${listed}:listed
echo end`;

/** The command. It needs a shell, `grep` and `cat` on the director. */
export const ipvsModulesCommand: readonly [string, ...string[]] = ['sh', '-c', script];

/** The modules by their names without `ip_vs_`: `rr`, `pe_sip`. */
export interface IpvsModules {
	/** Those that are loaded or built in. */
	readonly present: ReadonlySet<string>;
	/** Those that the kernel can load; null if the director does not have the list. */
	readonly loadable: ReadonlySet<string> | null;
}

const moduleName = /(?:^|\/)ip_vs_([a-z\d_]+)(?: |\.ko)/;

function namesIn(text: string): readonly string[] {
	return text.split('\n').flatMap(line => moduleName.exec(line)?.[1] ?? []);
}

/** The modules in the lists that were read. */
export function ipvsModulesIn(files: MachineFiles): IpvsModules {
	const namesAt = (end: string): readonly string[] =>
		files.paths
			.filter(path => path.endsWith(end))
			.flatMap(path => namesIn(files.text(path).value ?? ''));
	return {
		present: new Set([...namesAt('/proc/modules'), ...namesAt('/modules.builtin')]),
		loadable: files.paths.includes(listed) ? new Set(namesAt('/modules.dep')) : null,
	};
}

/** Reads the modules. */
export async function readIpvsModules(place: MachinePlace): Promise<Known<IpvsModules>> {
	const {value, unknown} = await answerOf(place, ipvsModulesCommand);
	if (value === null) {
		return {value, unknown};
	}

	const files = parseMachineFiles(value.stdout, value.stderr);
	return files.value === null ? files : {value: ipvsModulesIn(files.value), unknown: null};
}
