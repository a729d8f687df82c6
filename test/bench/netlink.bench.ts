/**
 * Compares the cost of a netlink reading with that of ipvsadm's two listings on a real kernel, in CPU time of all
 * threads and programs. `node test/bench/netlink.bench.ts [services] [servers of each]`; default 1,000 and 5,000
 * services with ten servers each.
 */
import process from 'node:process';
import {formatIpv4} from '../../source/ipvs/ipv4.ts';
import {guestProgram} from '../lab/guest-program.ts';
import {bootKernel} from '../lab/kernel.ts';

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

function median(values: readonly number[]): number {
	return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}

function table(services: number, serversEach: number): string {
	let text = '';
	for (let service = 0; service < services; service += 1) {
		const name = `-t ${formatIpv4(0xcb_00_00_00 + service)}:80`;
		text += `-A ${name} -s wlc\n`;
		for (let server = 0; server < serversEach; server += 1) {
			const address = formatIpv4(0x0a_00_00_01 + service * serversEach + server);
			text += `-a ${name} -r ${address}:8080 -m -w 100\n`;
		}
	}

	return text;
}

async function measure(services: number, serversEach: number): Promise<void> {
	const guest = await bootKernel({memory: 1536});
	try {
		await guest.run(['ipvsadm', '-R'], {input: table(services, serversEach), timeout: 600_000});
		const {command, input} = guestProgram('measure-readings.ts');
		const {stdout, stderr} = await guest.run(command, {input, timeout: 600_000});
		if (stdout === '') {
			throw new Error(stderr);
		}

		const {first, listed, unchanged, changed, memory}: Result = JSON.parse(stdout);
		const listings = median(listed);
		const line = (name: string, times: readonly Times[]) => {
			const all = median(times.map(time => time.all));
			const main = median(times.map(time => time.main));
			const ratio = all / listings;
			return `  ${name}: ${all.toFixed(3)} s (main thread ${main.toFixed(3)} s), ratio ${ratio.toFixed(2)}, target ${target}\n`;
		};
		process.stdout.write(
			[
				`${services} services, ${services * serversEach} servers\n`,
				`  ipvsadm -Ln --stats --exact and ipvsadm -Ln: ${listings.toFixed(2)} s\n`,
				line('first reading', [first]),
				line('later reading, nothing changed', unchanged),
				line('later reading, every row has other numbers', changed),
				`  memory of the process ${(memory / 2 ** 20).toFixed(0)} MiB\n`,
			].join(''),
		);
	} finally {
		await guest.close();
	}
}

const [services, serversEach = 10] = process.argv.slice(2).map(Number);
for (const count of services === undefined ? [1000, 5000] : [services]) {
	await measure(count, serversEach);
}
