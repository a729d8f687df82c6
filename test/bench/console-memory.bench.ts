/**
 * Measures the memory of a console with 5,000 services of ten servers after as many readings as it makes in a minute,
 * and in an hour. The recorded kernel is in the same process; its bytes are subtracted.
 * `node test/bench/console-memory.bench.ts [services] [servers of each] [readings]`
 */
import process from 'node:process';
import {runWithConsole} from './bundled-console.ts';

process.exitCode = await runWithConsole('measure-memory.ts', process.argv.slice(2));
