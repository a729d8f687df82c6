/**
 * Compares a reading by ipvsadm's text with ipvsadm's two listings. lvstop reads text from a director that is reached
 * by ssh, or with a Node without netlink. `node test/bench/text-reading.bench.ts [services] [servers of each]`
 */
import process from 'node:process';
import {guestProgram} from '../lab/guest-program.ts';
import {bootKernel} from '../lab/kernel.ts';
import {tableText} from './large-table.ts';
import {report} from './report.ts';

const [services = 5000, serversEach = 10] = process.argv.slice(2).map(Number);

interface Result {
	readonly first: number;
	readonly listed: readonly number[];
	readonly later: readonly number[];
	readonly withRules: number;
}

const guest = await bootKernel({memory: 1536});
try {
	await guest.run(['ipvsadm', '-R'], {input: tableText(services, serversEach), timeout: 600_000});
	const {command, input} = guestProgram('measure-text-readings.ts');
	const {stdout, stderr} = await guest.run(command, {input, timeout: 900_000});
	if (stdout === '') {
		throw new Error(stderr);
	}

	const {first, listed, later, withRules}: Result = JSON.parse(stdout);
	const told = (what: string, figure: number, target: number | null) =>
		report({
			what: `${what} by text, ${services} × ${serversEach}`,
			...{figure, beside: 'the two listings', other: Math.min(...listed), target},
		});
	told('a reading', Math.min(...later), 1.2);
	told('a reading with all rules, every 30 s at most,', withRules, null);
	told('the first reading', first, null);
} finally {
	await guest.close();
}
