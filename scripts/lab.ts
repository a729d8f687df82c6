/**
 * `npm run lab -- nat|dr|tun [-- COMMAND…]`: boots a real IPVS kernel as a process, creates a director with two web
 * servers and a client that makes regular requests, and runs the console (or the command) on the director, in this
 * terminal. Everything is removed at the end.
 */
import {execFileSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {bootKernel, type Guest} from '../test/lab/kernel.ts';
import {buildNetwork} from '../test/lab/network.ts';
import {whyNoLab} from '../test/lab/requirements.ts';
import {type Topology, type TopologyName, topologies} from '../test/lab/topology.ts';
import {startTraffic} from '../test/lab/traffic.ts';

const consoleProgram = fileURLToPath(new URL('../dist/lvstop.mjs', import.meta.url));

/** The client's requests per second. */
const rate = 10;

/** The longest run, seconds: one day. */
const lifetime = 86_400;

/** The environment variables for the terminal of a program in the guest. */
const terminalVariables = ['TERM', 'COLORTERM', 'NO_COLOR', 'FORCE_COLOR'];

process.exitCode = await main(process.argv.slice(2));

async function main([name = '', separator, ...command]: readonly string[]): Promise<number> {
	if (!isTopology(name) || (separator !== undefined && (separator !== '--' || !command.length))) {
		return complain(2, 'usage: npm run lab -- nat|dr|tun [-- COMMAND…]');
	}

	if (!process.stdin.isTTY || !process.stdout.isTTY) {
		return complain(2, 'lab: run this in a terminal');
	}

	const obstacle = whyNoLab();
	if (obstacle !== null) {
		return complain(1, `lab: ${obstacle}`);
	}

	if (command.length === 0 && !existsSync(consoleProgram)) {
		return complain(1, 'lab: dist/lvstop.mjs is missing: npm run build');
	}

	const program = command.length === 0 ? [process.execPath, consoleProgram] : command;
	return inLab(topologies[name], name, program);
}

async function inLab(
	topology: Topology,
	name: string,
	program: readonly string[],
): Promise<number> {
	const settings = stty('-g');
	tell('booting a kernel …');
	const guest = await bootKernel({lifetime});
	try {
		tell(`building ${name}: VIP ${topology.vip}, ${rate} requests/s …`);
		await buildNetwork(guest, topology);
		await startTraffic(guest, topology, {kind: 'http', rate});
		return await onTerminal(guest, program);
	} finally {
		await guest.close();
		process.stdin.pause();
		stty(settings);
	}
}

/** Runs a program on the guest's terminal, with our own terminal as its screen and keyboard. */
async function onTerminal(guest: Guest, program: readonly string[]): Promise<number> {
	// Every byte is read at once: the kernel's console can hang for good if it has to wait.
	guest.terminal.on('data', bytes => process.stdout.write(bytes));
	process.stdin.on('data', bytes => guest.terminal.write(bytes));
	// Node's own raw mode still converts a line feed to two characters.
	stty('raw', '-echo');
	const resize = async () => {
		const {rows, columns} = process.stdout;
		const size = ['rows', String(rows), 'cols', String(columns)];
		await guest.run(['stty', '-F', '/dev/tty0', 'iutf8', ...size]);
	};
	await resize();
	process.stdout.on('resize', resize);
	const variables = terminalVariables
		.filter(name => process.env[name] !== undefined)
		.map(name => `${name}=${process.env[name]}`);
	const script = 'exec setsid -c -w env "$@" </dev/tty0 >/dev/tty0 2>&1';
	const {exitCode} = await guest.run(['sh', '-c', script, 'sh', ...variables, ...program], {
		timeout: Number.POSITIVE_INFINITY,
	});
	process.stdout.off('resize', resize);
	// stty waits until the program's last output is written; the guest would end without it.
	await guest.run(['stty', '-F', '/dev/tty0', 'sane']);
	return exitCode;
}

/** Changes the settings of our terminal; `-g` prints them instead. */
function stty(...words: readonly string[]): string {
	const stdio = ['inherit', 'pipe', 'inherit'] as const;
	return execFileSync('stty', words, {stdio: [...stdio], encoding: 'utf8'}).trim();
}

function isTopology(name: string): name is TopologyName {
	return Object.hasOwn(topologies, name);
}

function tell(line: string): void {
	process.stderr.write(`${line}\n`);
}

function complain(exitCode: number, line: string): number {
	tell(line);
	return exitCode;
}
