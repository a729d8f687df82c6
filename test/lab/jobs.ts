/**
 * Jobs in a running guest: what goes over its console.
 *
 * The host writes a job into a folder that the guest sees too, names it on the guest's console, waits
 * for `done`, and reads the results from the folder. So arguments, input and output are not encoded on
 * the way, and a job of many commands costs no more processes than the commands themselves.
 */
import {readFileSync} from 'node:fs';
import {mkdir, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import type {Duplex} from 'node:stream';
import {type CommandResult, PortError} from '../../source/director/port/port.ts';
import {exitCodesFile, type GuestCommand, inputFile, jobResults, jobScript} from './job.ts';

/** Where the guest sees the folder that it shares with the host. */
const guestDirectory = '/run/lab';

/** The data of a running kernel. */
export interface RunningKernel {
	/** The guest's second console, where its agent listens. */
	readonly channel: Duplex;
	/** The guest's first console, /dev/tty0. */
	readonly terminal: Duplex;
	/** The host's path of the folder that the guest shares. */
	readonly directory: string;
	/** Fulfilled with the last words of the kernel when it has ended and is cleared away. */
	readonly ended: Promise<string>;
	/** Kills it. */
	kill(): void;
}

/** A running job. */
export interface Job {
	/** One per command. Rejected if the kernel ends first; never settled if the job is killed. */
	readonly results: Promise<readonly CommandResult[]>;
	/** Kills all processes of the job. */
	kill(): void;
}

/**
 * Waits until the guest takes jobs.
 * @returns what starts one
 * @throws {PortError} where the kernel ends before that; its last words are in the message
 */
export async function openJobs(
	kernel: RunningKernel,
): Promise<(commands: readonly GuestCommand[]) => Job> {
	const {channel, directory} = kernel;
	const waiting = new Map<string, () => void>();
	const chatter: string[] = [];
	let jobs = 0;

	const lines = createInterface({input: channel}).on('line', line => {
		const answered = waiting.get(line);
		waiting.delete(line);
		if (answered) {
			answered();
		} else {
			chatter.push(line);
		}
	});
	// It breaks when the kernel ends, which `ended` tells of.
	for (const reader of [channel, lines]) {
		reader.on('error', () => {});
	}

	const ended: Promise<never> = kernel.ended.then(words => {
		const said = [...chatter, words].join('\n').trim();
		throw new PortError('lost', 'linux.uml', `the kernel of the lab has ended: ${said}`, said);
	});
	ended.catch(() => {});

	/** Settles when the guest has answered with exactly this line. */
	function answer(line: string): Promise<void> {
		return new Promise(resolve => {
			waiting.set(line, resolve);
		});
	}

	function start(commands: readonly GuestCommand[]): Job {
		jobs += 1;
		const id = String(jobs);
		const folder = join(directory, id);
		const done = answer(`done ${id}`);
		const sent = writeJob(folder, jobScript(`${guestDirectory}/${id}`, commands), commands).then(
			() => {
				channel.write(`run ${id}\n`);
			},
		);

		async function results(): Promise<readonly CommandResult[]> {
			try {
				await sent;
				await done;
				const found = jobResults(file => readFileSync(join(folder, file), 'utf8'));
				await rm(folder, {recursive: true});
				return found;
			} catch (error) {
				// A folder that is missing was taken away with the kernel, and `ended` is about to say so.
				if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
					await ended;
				}

				throw error;
			}
		}

		return {
			results: Promise.race([ended, results()]),
			kill() {
				sent.then(() => channel.write(`kill ${id}\n`)).catch(() => {});
			},
		};
	}

	await Promise.race([ended, answer('ready')]);
	return start;
}

/** Makes the folder of a job, which the guest reads it from. */
async function writeJob(
	folder: string,
	script: string,
	commands: readonly GuestCommand[],
): Promise<void> {
	await mkdir(folder);
	await writeFile(join(folder, 'job'), script);
	await writeFile(join(folder, exitCodesFile), '');
	for (const [index, {input}] of commands.entries()) {
		if (input !== undefined) {
			await writeFile(join(folder, inputFile(index)), input);
		}
	}
}
