/**
 * A job for the guest: some commands, run one after the other by the guest's own shell.
 */
import {accessSync, constants} from 'node:fs';
import {join} from 'node:path';
import type {CommandResult} from '../../source/director/port/port.ts';

/** A command, and what it gets on its standard input. */
export interface GuestCommand {
	readonly command: readonly [string, ...string[]];
	readonly input?: string | undefined;
}

/** The guest's search path; its root is the host's file system. */
const searchPath = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** Files of a job's folder that belong to one of its commands. */
export const inputFile = (index: number) => `in.${index}`;
export const outputFile = (index: number) => `out.${index}`;
export const errorFile = (index: number) => `err.${index}`;

/** The file with an exit code a line, in the order of the commands. */
export const exitCodesFile = 'exit-codes';

/**
 * The shell text of a job. It costs one process a command and nothing else: the results go to files in
 * the job's folder, which the host reads.
 * @throws {TypeError} on a word with a NUL, which no program can be given
 */
export function jobScript(directory: string, commands: readonly GuestCommand[]): string {
	const lines = commands.map(({command: [program, ...words], input}, index) =>
		[
			...[programPath(program), ...words].map(quote),
			`<${input === undefined ? '/dev/null' : inputFile(index)}`,
			`>${outputFile(index)} 2>${errorFile(index)}; echo $? >>${exitCodesFile}`,
		].join(' '),
	);
	return [`cd ${quote(directory)}`, ...lines, ''].join('\n');
}

/** The results of a job, for as many commands as ended; `read` gives the text of a file in its folder. */
export function jobResults(read: (file: string) => string): readonly CommandResult[] {
	const codes = read(exitCodesFile).split('\n').slice(0, -1);
	return codes.map((code, index) => ({
		exitCode: Number(code),
		stdout: read(outputFile(index)),
		stderr: read(errorFile(index)),
	}));
}

/** A word as the shell takes it literally, whatever is in it. */
export function quote(word: string): string {
	if (word.includes('\0')) {
		throw new TypeError(`a word of a command contains a NUL: ${JSON.stringify(word)}`);
	}

	return `'${word.replaceAll("'", "'\\''")}'`;
}

/** The shell of busybox would prefer its own `ip` or `ps` to the program, so it is given the path. */
function programPath(program: string): string {
	if (program.includes('/')) {
		return program;
	}

	return searchPath.map(folder => join(folder, program)).find(isExecutable) ?? program;
}

function isExecutable(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
