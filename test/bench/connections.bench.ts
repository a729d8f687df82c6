/**
 * Compares lvstop on a connection table of a million lines with the pipelines of awk, sort and uniq that count the
 * same, and measures its memory and how long keys have to wait meanwhile.
 * Run it with plain node: `node test/bench/connections.bench.ts [lines]`.
 *
 * All are measured in CPU time, so that other programs on the machine do not count: lvstop with its `cat`, without and
 * with the start of Node. The pipelines get the fastest settings: the C locale, and in one of them a single pass over
 * the file.
 */
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {realpathSync} from 'node:fs';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import type {Grouping} from '../../source/features/connections/table/scope.ts';
import {formatEndpoint} from '../../source/ipvs/address.ts';
import {parseHexAddress, parseHexPort} from '../../source/ipvs/hex-address.ts';
import {bundledScript} from '../support/bundled-script.ts';
import {writeConnections} from './connection-lines.ts';
import type {ReaderReport} from './connections-reader.ts';
import {endedChildrenCpuTime} from './cpu-time.ts';

type Name = 'process' | 'reading' | 'pipelines' | 'onePass';

const rounds = 5;

/** The factor by which the second file is larger; memory must not grow with it. */
const copies = 4;

/** The limits: bytes, and milliseconds. */
const allowedGrowth = 100e6;
const allowedHold = 50;

/** The awk expression for each grouping. */
const columns: Readonly<Record<Grouping, string>> = {
	state: '$1, $8',
	client: '$2',
	service: '$1, $4, $5',
	server: '$6, $7',
};

/** Converts the output of a pipeline to lvstop's names. */
const nameOf: Readonly<Record<Grouping, (words: readonly string[]) => string>> = {
	state: words => words.join(' '),
	client: ([address = '']) => parseHexAddress(address) ?? '',
	service: ([protocol = '', ...virtual]) => `${protocol.toLowerCase()}:${endpoint(virtual)}`,
	server: endpoint,
};

function endpoint([address = '', port = '']: readonly string[]): string {
	return formatEndpoint({
		address: parseHexAddress(address) ?? '0.0.0.0',
		port: parseHexPort(port) ?? 0,
	});
}

/** One pipeline for each grouping, as one would type it. */
function pipelines(file: string, folder: string): string {
	return Object.entries(columns)
		.map(
			([by, words]) =>
				`awk 'NR > 1 {print ${words}}' ${file} | sort | uniq -c | sort -rn >${folder}/${by}`,
		)
		.join('\n');
}

/** The same with a single awk that feeds all of them. */
function onePass(file: string, folder: string): string {
	const prints = Object.entries(columns).map(
		([by, words]) => `print ${words} | "sort | uniq -c | sort -rn >${folder}/${by}"`,
	);
	return `awk 'NR > 1 {${prints.join('; ')}}' ${file}`;
}

/** Runs a program to its end. */
function runProgram(program: string, ...words: string[]): {output: string; seconds: number} {
	const before = endedChildrenCpuTime();
	const {status, stdout, stderr} = spawnSync(program, words, {
		encoding: 'utf8',
		env: {...process.env, LC_ALL: 'C'},
		maxBuffer: 2 ** 28,
	});
	assert.equal(status, 0, stderr);
	return {output: stdout, seconds: endedChildrenCpuTime() - before};
}

/** Fails if lvstop and the pipelines count differently. */
async function compareCounts({groups}: ReaderReport, folder: string): Promise<void> {
	for (const by of Object.keys(columns) as Grouping[]) {
		const lines = (await readFile(join(folder, by), 'utf8')).trimEnd().split('\n');
		const counted = new Map(
			lines.map(line => {
				const [count, ...words] = line.trim().split(/ +/);
				return [nameOf[by](words), Number(count)];
			}),
		);
		const ours = groups[by];
		assert.equal(ours?.different, counted.size, `groups by ${by}`);
		for (const [name, count] of Object.entries(ours.counts)) {
			assert.equal(count, counted.get(name), `${by} ${name}`);
		}
	}
}

function middle(numbers: readonly number[]): number {
	return numbers.toSorted((one, other) => one - other)[numbers.length >> 1] ?? 0;
}

const [lines = 1_000_000] = process.argv.slice(2).map(Number);
const folder = await mkdtemp(join(tmpdir(), 'lvstop-bench-'));
try {
	const [table, rest] = [join(folder, 'ip_vs_conn'), join(folder, 'rest')];
	await writeConnections(table, lines);
	const text = await readFile(table);
	await writeFile(rest, text.subarray(text.indexOf('\n') + 1));
	const reader = await bundledScript(join(import.meta.dirname, 'connections-reader.ts'), folder);
	const read = (mode: string, ...files: string[]) => {
		const {output, seconds} = runProgram(process.execPath, reader, mode, ...files);
		return {seconds, report: JSON.parse(output) as ReaderReport};
	};

	const taken = {process: [], reading: [], pipelines: [], onePass: []} as Record<Name, number[]>;
	for (let round = 0; round < rounds; round += 1) {
		const {report, seconds} = read('count', table);
		taken.process.push(seconds);
		taken.reading.push(report.seconds);
		taken.pipelines.push(runProgram('sh', '-c', pipelines(table, folder)).seconds);
		await compareCounts(report, folder);
		taken.onePass.push(runProgram('sh', '-c', onePass(table, folder)).seconds);
		await compareCounts(report, folder);
	}

	const ratio = (theirs: Name, ours: Name) =>
		`${(middle(taken[theirs]) / middle(taken[ours])).toFixed(1)} times`;
	const {report} = read('count', table);
	const {report: larger} = read('count', table, ...Array(copies - 1).fill(rest));
	const {longestHold} = read('watch', table).report;
	const part = (measured: number, allowed: number) => (measured / allowed).toFixed(2);
	process.stdout.write(
		`${lines} lines, ${Object.values(report.groups)
			.map(({different}) => different)
			.join(', ')} groups by ${Object.keys(report.groups).join(', ')}; the same counts from all
awk is ${realpathSync('/usr/bin/awk')}
four pipelines take ${ratio('pipelines', 'reading')} the CPU time of a reading, ${ratio('pipelines', 'process')} that of a process that reads
one awk with four sorts takes ${ratio('onePass', 'reading')} that of a reading, ${ratio('onePass', 'process')} that of a process
memory grows by ${part(report.growth, allowedGrowth)} of what is allowed, with ${copies} times the lines by ${part(larger.growth, allowedGrowth)}
the event loop is held for ${part(longestHold.busy, allowedHold)} of what a key may wait (by the clock ${part(longestHold.clock, allowedHold)})
`,
	);
} finally {
	await rm(folder, {recursive: true});
}
