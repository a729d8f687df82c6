/**
 * How ipvsadm ends.
 */

/** The program ends at once with this code; thrown from wherever that is decided. */
export class Exit extends Error {
	override readonly name = 'Exit';
	readonly exitCode: number;

	constructor(exitCode: number) {
		super(`exit ${exitCode}`);
		this.exitCode = exitCode;
	}
}

/** What a command writes; one for a whole run, a restore of many lines included. */
export interface Output {
	stdout(text: string): void;
	stderr(text: string): void;
}

/** Everything that ipvsadm itself finds wrong: a line on standard error and exit code 2. */
export function fail(output: Output, message: string): never {
	output.stderr(`${message}\n`);
	throw new Exit(2);
}

/** The answer to what is no command at all: a hint on standard error and exit code 255. */
export function failWithHint(output: Output, program: string): never {
	output.stderr(`Try \`${program} -h' or '${program} --help' for more information.\n`);
	throw new Exit(255);
}
