/**
 * Measures the cost of the console itself with 10 to 30,000 services of one server each, and with 5,000 of ten: a
 * reading, a key, and the output to the terminal. The kernel is recorded, so that only the console is measured.
 * `node test/bench/console-scale.bench.ts [services] [servers of each]`
 */
import process from 'node:process';
import {runWithConsole} from './bundled-console.ts';

const words = process.argv.slice(2);
const sizes =
	words.length > 0
		? [words]
		: [...[10, 100, 1000, 10_000, 30_000].map(services => [`${services}`, '1']), ['5000', '10']];
for (const size of sizes) {
	process.exitCode ||= await runWithConsole('measure-console.ts', size);
}
