/**
 * `npm run lab -- nat|dr|tun [-- COMMAND…]`: boots a real IPVS kernel as a process, builds a director with
 * two web servers and a client that makes steady requests, and runs the console (or the command) on the
 * director, in this terminal. Everything is gone when it ends.
 */
import {existsSync, openSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {bootKernel, type Guest} from '../test/lab/kernel.ts';
import {buildNetwork} from '../test/lab/network.ts';
import {whyNoLab} from '../test/lab/requirements.ts';
import {type Topology, type TopologyName, topologies} from '../test/lab/topology.ts';
import {startTraffic} from '../test/lab/traffic.ts';

const consoleProgram = fileURLToPath(new URL('../dist/lvstop.mjs', import.meta.url));

/** Requests a second that the client makes. */
const rate = 10;

/** Seconds; a day at the keyboard is enough. */
const lifetime = 86_400;

/** The variables of the terminal that a program in the guest goes by. */
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

/** The guest's kernel puts the terminal into raw mode, so a line ends with a carriage return of its own. */
async function inLab(
	topology: Topology,
	name: string,
	program: readonly string[],
): Promise<number> {
	tell('booting a kernel …\r');
	const guest = await bootKernel({terminal: openSync('/dev/tty', 'r+'), lifetime});
	try {
		tell(`building ${name}: VIP ${topology.vip}, ${rate} requests/s …\r`);
		await buildNetwork(guest, topology);
		await startTraffic(guest, topology, {kind: 'http', rate});
		return await onTerminal(guest, program);
	} finally {
		await guest.close();
	}
}

/** Runs a program on the guest's terminal, which is the one that we are in, and follows its size. */
async function onTerminal(guest: Guest, program: readonly string[]): Promise<number> {
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
	return exitCode;
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
