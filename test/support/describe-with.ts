/**
 * Tests that need a program of the machine.
 */
import {existsSync} from 'node:fs';
import {describe} from 'vitest';

/** Whether everything that is missing is an error, as in CI. */
export const everythingRequired = process.env['LVSTOP_LAB'] === 'require';

/**
 * Without the program the tests are skipped, and their title says what to install; with LVSTOP_LAB=require they fail.
 * @param program its name, which is that of its Debian package, too
 */
export function describeWith(program: string, title: string, tests: () => void): void {
	const isThere = existsSync(`/usr/bin/${program}`);
	const run = isThere || everythingRequired ? describe : describe.skip;
	run(isThere ? title : `${title} (needs: apt-get install ${program})`, tests);
}
