/**
 * The released form of the program, for measurements.
 */
import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import process from 'node:process';

/** Builds it into a folder, and returns its path. */
export function buildProgram(folder: string): string {
	const program = join(folder, 'lvstop.mjs');
	const build = join(import.meta.dirname, '../../scripts/build.ts');
	execFileSync(process.execPath, [build, program], {stdio: 'inherit'});
	return program;
}
