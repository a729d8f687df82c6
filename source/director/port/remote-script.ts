/**
 * Writes the one shell script that does several things on another host, and quotes everything in it. The script needs a
 * POSIX shell with `cat` and `id` there.
 */
import type {Command} from './port.ts';

/** How ipvsadm gets its rights there: `own` as it is, `sudo` by `sudo -n`. */
export type Rights = 'own' | 'sudo';

/** The task of a script. */
export interface ScriptParts {
	/** A word that no output contains; see {@link createToken}. */
	readonly token: string;
	/** Files to print first, in this order. A file that cannot be read is no reason to stop. */
	readonly files: readonly string[];
	/** Commands to run after that; only if the first file could be read, if there is one. */
	readonly commands: readonly Command[];
	/** Null if they are not known, so that the script finds them out before it runs ipvsadm. */
	readonly rights: Rights | null;
	/** Whether the only command gets the standard input, which must end with the token. */
	readonly hasInput?: boolean;
}

/** A word of 122 random bits: whatever a director prints, it cannot contain a word that nobody there knows. */
export function createToken(): string {
	return `lvstop-${crypto.randomUUID()}`;
}

/**
 * One word, quoted for every common login shell. Backslashes stay outside of the quotes, because fish interprets them
 * inside.
 */
export function quoteForShells(word: string): string {
	return `'${word.replaceAll(/['\\]/g, character => `'\\${character}'`)}'`;
}

function quoteAll(words: readonly string[]): string {
	return words.map(word => quoteForShells(word)).join(' ');
}

/** The folders of ipvsadm, which other users than root often lack; and messages in English. */
const environment = 'PATH=$PATH:/usr/sbin:/sbin; LC_ALL=C; export PATH LC_ALL';

/** Prints a file, as root only if this user may not read it. */
const printFile =
	'if [ "$s" != sudo ] || [ -r "$1" ]; then cat "$1"; elif [ -e "$1" ]; then sudo -n cat "$1"; else cat "$1"; fi';

/** Ends a section: prints the exit code of its command, the time since boot, the rights and the user. */
const endSection = `c=$?; { read u r </proc/uptime; } 2>/dev/null; echo "$t $c \${u:--} \${s:-own} \${w:--}"; echo "$t" >&2`;

/**
 * Finds out the user and the rights. ipvsadm refuses every other user than root, unless its file has the capability. It
 * must not be run if IPVS is not in the kernel, because it would load it.
 */
const findRights =
	'w=$(id -un); if [ "$(id -u)" != 0 ]; then case $(ipvsadm --version 2>&1 </dev/null) in *"must be root"*) if command -v sudo >/dev/null 2>&1; then s=sudo; fi;; esac; fi';

/**
 * Runs the command only if its input has arrived whole. After a cut the last line could be half a line, which ipvsadm
 * would take for another command.
 */
function withInput(command: string): string {
	return `x=$(cat); case $x in *"$t") printf %s "\${x%"$t"}" | ${command};; *) echo "the input was cut off" >&2; false;; esac`;
}

function isIpvsadm([program]: Command): boolean {
	return program === 'ipvsadm';
}

function commandLines({commands, rights, hasInput}: ScriptParts): readonly string[] {
	const needsRights = rights === null && commands.some(isIpvsadm);
	return [
		...(needsRights ? [findRights] : []),
		...commands.flatMap(command => {
			const line = `${isIpvsadm(command) ? 'i ' : ''}${quoteAll(command)}`;
			return [hasInput ? withInput(line) : line, 'm'];
		}),
	];
}

/** The script as one word for the login shell of the other host, which may be any shell. */
function inSh(lines: readonly string[]): string {
	return `sh -c ${quoteForShells(lines.join('; '))}`;
}

/**
 * The words of one remote command. Its output begins with a section of noise that login scripts may print; then each
 * file and each command has one section. `remote-answers.ts` takes them apart.
 */
export function remoteScript(parts: ScriptParts): string {
	const {token, files, commands, rights} = parts;
	const lines = commandLines(parts);
	const [first, ...others] = files.map(file => `f ${quoteForShells(file)}`);
	const guarded = commands.length === 0 ? [] : [`if [ "$e" = 0 ]; then ${lines.join('; ')}; fi`];
	return inSh([
		environment,
		`t=${token}`,
		`s=${rights ?? ''}`,
		`m() { ${endSection}; }`,
		`f() { ${printFile}; m; }`,
		'i() { if [ "$s" = sudo ]; then sudo -n "$@"; else "$@"; fi; }',
		'm',
		...(first === undefined ? ['e=0'] : [first, 'e=$c', ...others]),
		...guarded,
		'exit 0',
	]);
}

/** The words of a remote command whose output, after the token and a line break, is only that of the command. */
export function remoteStream(
	[program, ...words]: Command,
	{token, rights}: Pick<ScriptParts, 'token' | 'rights'>,
): string {
	const [path] = words;
	const isFile = program === 'cat' && path !== undefined && words.length === 1;
	return inSh([
		environment,
		`s=${rights ?? ''}`,
		`echo ${token}`,
		...(isFile
			? [`set -- ${quoteForShells(path)}`, printFile]
			: [`exec ${quoteAll([program, ...words])}`]),
	]);
}
