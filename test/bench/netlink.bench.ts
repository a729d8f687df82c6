/**
 * Compares the cost of a netlink reading with that of ipvsadm's two listings on a real kernel, in CPU time of all
 * threads and programs. `node test/bench/netlink.bench.ts [services] [servers of each]`; default 1,000 and 5,000
 * services with ten servers each.
 */
import process from 'node:process';
import {guestProgram} from '../lab/guest-program.ts';
import {bootKernel} from '../lab/kernel.ts';
import {tableText} from './large-table.ts';
import {median, report} from './report.ts';

/** The highest allowed cost of a reading, relative to the listings. */
const target = 0.2;

interface Times {
	readonly all: number;
	readonly main: number;
}

interface Result {
	readonly first: Times;
	/** Seconds of ipvsadm's two listings. */
	readonly listed: readonly number[];
	readonly unchanged: readonly Times[];
	readonly changed: readonly Times[];
	readonly memory: number;
}

async function measure(services: number, serversEach: number): Promise<void> {
	const guest = await bootKernel({memory: 1536});
	try {
		await guest.run(['ipvsadm', '-R'], {input: tableText(services, serversEach), timeout: 600_000});
		const {command, input} = guestProgram('measure-readings.ts');
		const {stdout, stderr} = await guest.run(command, {input, timeout: 600_000});
		if (stdout === '') {
			throw new Error(stderr);
		}

		const {first, listed, unchanged, changed, memory}: Result = JSON.parse(stdout);
		const listings = median(listed);
		const tell = (name: string, times: readonly Times[], limit: number | null) =>
			report({
				what: `${name} by netlink, ${services} × ${serversEach}`,
				figure: median(times.map(({all}) => all)),
				...{beside: 'the two listings', other: listings, target: limit},
			});
		const main = median(unchanged.map(time => time.main));
		process.stdout.write(
			`${services} services, ${services * serversEach} servers: main thread ${main.toFixed(3)} s, memory of the process ${(memory / 2 ** 20).toFixed(0)} MiB\n`,
		);
		tell('the first reading', [first], null);
		tell('a reading, nothing has changed,', unchanged, target);
		tell('a reading, all numbers have changed,', changed, target);
	} finally {
		await guest.close();
	}
}

const [services, serversEach = 10] = process.argv.slice(2).map(Number);
for (const count of services === undefined ? [1000, 5000] : [services]) {
	await measure(count, serversEach);
}
