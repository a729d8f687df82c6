/**
 * A lab: a director with its network on a real kernel, and the faults that can be made in it.
 */
import type {Guest} from '../guest.ts';
import {buildNetwork} from '../network.ts';
import type {Topology} from '../topology.ts';

/** Something that an operator gets wrong, or that breaks. It is made in the network itself, and can be mended. */
export interface Fault {
	readonly name: string;
	/** For a person, in one sentence: what is done, and what happens then. */
	readonly effect: string;
	/** The id of the check that reports it. What a director cannot see itself, it may see by the connections. */
	readonly finding: string;
	/** Lines of bash, run on the director. `at MACHINE COMMAND…` runs a command on another machine. */
	readonly on: readonly string[];
	/** The same, to mend it. */
	readonly off: readonly string[];
}

export interface Lab {
	readonly topology: Topology;
	/** Lines of bash, as those of a fault, after the network is built. */
	readonly setup?: readonly string[];
	readonly faults: readonly Fault[];
}

/** The folder of the guest with the programs of the lab. It is in the search path. */
export const labPrograms = '/run/bin';

/** `fault` lists the faults, `fault on NAME` makes one, `fault off NAME` mends it. */
export const faultProgram = `${labPrograms}/fault`;

/** The addresses of the virtual services, for clients. */
export function vipsOf({topology: {vip, ipv6}}: Lab): readonly string[] {
	return ipv6 ? [vip, ipv6.vip] : [vip];
}

/** Builds the network in a new guest, and the program `fault`. */
export async function buildLab(guest: Guest, lab: Lab): Promise<void> {
	await buildNetwork(guest, lab.topology);
	await addProgram(guest, 'fault', faultScript(lab.faults));
	await runLines(guest, lab.setup ?? []);
}

/** Runs lines like those of a fault. */
export async function runLines(guest: Guest, lines: readonly string[]): Promise<void> {
	await guest.runScript([preamble, ...lines].join('\n'));
}

/** Adds a program, as a script, to the search path of the guest. */
export async function addProgram(guest: Guest, name: string, script: string): Promise<void> {
	const path = `${labPrograms}/${name}`;
	await guest.runScript(`mkdir -p ${labPrograms} && cat >${path} && chmod 755 ${path}`, {
		input: script,
	});
}

/** The words that the lines of faults may use besides programs. */
const preamble = `set -euo pipefail
at() { ip netns exec "$@"; }
sysctl() { busybox sysctl -q -w "$@"; }
arping() { busybox arping -q "$@"; }`;

/** A fault that is on is a file: a second \`on\` or \`off\` does nothing. */
function faultScript(faults: readonly Fault[]): string {
	const branches = faults.flatMap(({name, on, off}) => [
		`'on ${name}')`,
		...on,
		`>"$state/${name}";;`,
		`'off ${name}')`,
		...off,
		`rm "$state/${name}";;`,
	]);
	const rows = faults.map(({name, effect}) => `show ${name} '${effect.replaceAll("'", "'\\''")}'`);
	return `#!/bin/bash
${preamble}
state=/run/faults
mkdir -p "$state"
show() {
	if [ -e "$state/$1" ]; then printf 'on   '; else printf 'off  '; fi
	printf '%-24s %s\\n' "$1" "$2"
}
verb=\${1:-list} name=\${2:-}
case $verb in
on) [ ! -e "$state/$name" ] || exit 0;;
off) [ -e "$state/$name" ] || exit 0;;
esac
case "$verb $name" in
'list ')
${rows.join('\n')}
;;
${branches.join('\n')}
*)
echo 'usage: fault [on|off NAME]; fault alone lists the names' >&2
exit 2;;
esac
`;
}
