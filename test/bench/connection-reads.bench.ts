/**
 * Measures the sizes in which the lab's kernel returns its connection table, and the cost of reads of each size. Run it
 * with plain node: `node test/bench/connection-reads.bench.ts [connections …]`.
 *
 * Times are CPU time of the guest on the host, and only their ratios are meaningful.
 */
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {bootKernel, type Guest} from '../lab/kernel.ts';
import {buildNetwork} from '../lab/network.ts';
import {clientName, topologies} from '../lab/topology.ts';
import {descendantsCpuTime} from './cpu-time.ts';

const sizes = [1, 4, 16, 64, 256, 1024].map(kibibytes => kibibytes * 1024);

/** The most datagrams of one socket; each goes to a different port. */
const mostPorts = 50_000;

const {vip, servers} = topologies.nat;
const limit = {timeout: 1_800_000};
const program = (name: string) => fileURLToPath(new URL(`../lab/guest/${name}`, import.meta.url));

async function fill(guest: Guest, connections: number): Promise<void> {
	const ports = Math.min(connections, mostPorts);
	await guest.runScript(
		`ipvsadm -C
ipvsadm -A -u ${vip}:0 -s rr -p 3600
ipvsadm -a -u ${vip}:0 -r ${servers[0].address} -m
ipvsadm --set 0 0 86400
ip netns exec ${clientName} ${process.execPath} ${program('fill-connections.ts')} ${vip} ${connections / ports} ${ports}`,
		limit,
	);
}

/** One reading of the whole table. */
interface Read {
	readonly bytes: number;
	readonly reads: number;
	/** CPU time of the guest. */
	readonly seconds: number;
}

/**
 * Reads the table several times with reads of one size. Short times are inaccurate, so small tables are read more
 * often.
 */
async function readBySize(guest: Guest, size: number, times: number): Promise<Read> {
	const read = `dd if=/proc/net/ip_vs_conn of=/dev/null bs=${size} 2>&1`;
	const before = descendantsCpuTime();
	const told = await guest.runScript(`for time in $(seq ${times}); do ${read}; done`, limit);
	const seconds = (descendantsCpuTime() - before) / times;
	const [, full, part, bytes] = /^(\d+)\+(\d+) records in\n.+\n(\d+) bytes /.exec(told) ?? [];
	return {bytes: Number(bytes), reads: Number(full) + Number(part), seconds};
}

async function nodeSeconds(guest: Guest, way: string): Promise<number> {
	const command = [process.execPath, program('read-table.ts'), way] as const;
	return Number((await guest.run(command, limit)).stdout);
}

let smallest: Read | null = null;
const counts = process.argv.slice(2).map(Number);
for (const connections of counts.length === 0 ? [20_000, 100_000] : counts) {
	const guest = await bootKernel({lifetime: 7200});
	try {
		await buildNetwork(guest, topologies.nat);
		await fill(guest, connections);
		const lines = await guest.runScript('wc -l </proc/net/ip_vs_conn', limit);
		process.stdout.write(`\n${Number(lines) - 1} connections and templates\n`);
		const times = Math.ceil((100_000 / connections) ** 2);
		const base = await readBySize(guest, 4096, times);
		smallest ??= base;
		const [more, longer] = [base.bytes / smallest.bytes, base.seconds / smallest.seconds];
		process.stdout.write(
			`${more.toFixed(1)} times the bytes of the smallest table, ${longer.toFixed(1)} times its time\n`,
		);
		for (const size of sizes) {
			const {bytes, reads, seconds} = await readBySize(guest, size, times);
			process.stdout.write(
				`reads of ${size / 1024} KiB: ${reads} reads, ${Math.round(bytes / reads)} bytes each, ` +
					`${(seconds / base.seconds).toFixed(2)} times the time of 4 KiB\n`,
			);
		}

		const [alone, piped] = [await nodeSeconds(guest, 'alone'), await nodeSeconds(guest, 'cat')];
		process.stdout.write(
			`the event loop of node that reads by itself: ${(alone / piped).toFixed(1)} times its CPU time with cat\n`,
		);
	} finally {
		await guest.close();
	}
}
