/**
 * `npm run lab -- nat|dr|tun|dual-stack|active-backup [--fault NAME]… [-- COMMAND…]`: boots a real IPVS kernel as a
 * process, creates a director with two web servers and a client that makes regular requests, and runs the console (or the
 * command) on the director, in this terminal. A fault is made when the traffic flows. Everything is removed at the end.
 *
 * In the lab, `fault` lists the faults, makes and mends them, and `lvstop` is the program: `-- bash` opens a shell.
 */
import {execFileSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {bootKernel, type Guest} from '../test/lab/kernel.ts';
import {addProgram, buildLab, faultProgram, type Lab, vipsOf} from '../test/lab/labs/lab.ts';
import {labs} from '../test/lab/labs/labs.ts';
import {whyNoLab} from '../test/lab/requirements.ts';
import {startTraffic} from '../test/lab/traffic.ts';

const consoleProgram = fileURLToPath(new URL('../dist/lvstop.mjs', import.meta.url));

/** The client's requests per second. */
const rate = 10;

/** The longest run, seconds: one day. */
const lifetime = 86_400;

/** The environment variables for the terminal of a program in the guest. */
const terminalVariables = ['TERM', 'COLORTERM', 'NO_COLOR', 'FORCE_COLOR'];

const usage = `usage: npm run lab -- ${[...labs.keys()].join('|')} [--fault NAME]... [-- COMMAND...]`;

process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<number> {
	const order = parseOrder(words);
	if (order === null) {
		return complain(2, usage);
	}

	const {lab, faults, command} = order;
	const names = lab.faults.map(({name}) => name);
	const unknown = faults.find(name => !names.includes(name));
	if (unknown !== undefined) {
		return complain(2, `lab: no fault ${unknown}; there are: ${names.join(', ')}`);
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

	return inLab(order);
}

interface Order {
	readonly name: string;
	readonly lab: Lab;
	readonly faults: readonly string[];
	/** Empty for the console. */
	readonly command: readonly string[];
}

function parseOrder(words: readonly string[]): Order | null {
	const end = words.indexOf('--');
	const command = end === -1 ? [] : words.slice(end + 1);
	const args = end === -1 ? words : words.slice(0, end);
	try {
		const {positionals, values} = parseArgs({
			args: [...args],
			options: {fault: {type: 'string', multiple: true}},
			allowPositionals: true,
		});
		const [name = '', ...others] = positionals;
		const lab = labs.get(name);
		const isWhole = others.length === 0 && (end === -1 || command.length > 0);
		return lab && isWhole ? {name, lab, faults: values.fault ?? [], command} : null;
	} catch {
		return null;
	}
}

async function inLab({name, lab, faults, command}: Order): Promise<number> {
	const settings = stty('-g');
	const vips = vipsOf(lab);
	tell('booting a kernel …');
	const guest = await bootKernel({lifetime});
	try {
		tell(`building ${name}: VIP ${vips.join(' and ')}, ${rate} requests/s …`);
		await buildLab(guest, lab);
		const words = [process.execPath, consoleProgram].map(word => `'${word}'`).join(' ');
		await addProgram(guest, 'lvstop', `#!/bin/sh\nexec ${words} "$@"\n`);
		for (const address of vips) {
			await startTraffic(guest, lab.topology, {kind: 'http', rate, address});
		}

		for (const fault of faults) {
			tell(`fault ${fault}: ${lab.faults.find(one => one.name === fault)?.effect ?? ''}`);
			await guest.run([faultProgram, 'on', fault]);
		}

		return await onTerminal(guest, command.length === 0 ? ['lvstop'] : command);
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

function tell(line: string): void {
	process.stderr.write(`${line}\n`);
}

function complain(exitCode: number, line: string): number {
	tell(line);
	return exitCode;
}
