/**
 * The program's entry: gives the command line the process that it runs in.
 */
import process from 'node:process';
import {run} from './source/command-line/run.ts';
import {systemClock} from './source/port/clock.ts';

const {stdin, stdout, stderr, env: environment} = process;
process.exitCode = await run(
	{stdin, stdout, stderr, environment, signals: process, clock: systemClock},
	process.argv.slice(2),
);
// A command that is still being cancelled must not hold the program.
process.exit();
