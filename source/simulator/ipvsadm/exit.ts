/**
 * The exit of ipvsadm.
 */

/** Ends the program at once with this code. */
export class Exit extends Error {
	override readonly name = 'Exit';
	readonly exitCode: number;

	constructor(exitCode: number) {
		super(`exit ${exitCode}`);
		this.exitCode = exitCode;
	}
}

/** Collects the output of a command, or of a whole restore of many lines. */
export interface Output {
	stdout(text: string): void;
	stderr(text: string): void;
}

/** Reports an error that ipvsadm itself detects: a line on standard error and exit code 2. */
export function fail(output: Output, message: string): never {
	output.stderr(`${message}\n`);
	throw new Exit(2);
}

/** Rejects an unknown command: a hint on standard error and exit code 255. */
export function failWithHint(output: Output, program: string): never {
	output.stderr(`Try \`${program} -h' or '${program} --help' for more information.\n`);
	throw new Exit(255);
}
