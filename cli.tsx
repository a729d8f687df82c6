/**
 * The program's entry point: runs the command line in this process.
 */
import process from 'node:process';
import {createOutput} from './source/commands/output.ts';
import {endChildren} from './source/director/port/children.ts';
import {systemClock} from './source/director/port/clock.ts';
import {keepDebuggerShut} from './source/program/no-debugger.ts';
import {run} from './source/program/run.ts';

keepDebuggerShut();

async function main(): Promise<void> {
	const {stdin, stdout, stderr, env: environment} = process;
	const output = createOutput({stdout, stderr});
	process.exitCode = await run(
		{stdin, output, environment, signals: process, clock: systemClock},
		process.argv.slice(2),
	);
	// A command that is still being cancelled must neither outlive the program nor delay its end for long.
	await endChildren();
	process.exit();
}

void main();
