/**
 * The program's entry: gives the command line the process that it runs in.
 */
import process from 'node:process';
import {systemClock} from './source/director/port/clock.ts';
import {run} from './source/program/run.ts';

const {stdin, stdout, stderr, env: environment} = process;
process.exitCode = await run(
	{stdin, stdout, stderr, environment, signals: process, clock: systemClock},
	process.argv.slice(2),
);
// A command that is still being cancelled must not hold the program.
process.exit();
