/**
 * A simulated director on which the commands of one page run, one after the other, as on a real one: rules, snapshots,
 * the log and drains stay from one command to the next.
 */
import {mkdir, mkdtemp, readFile, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {exitCode} from '../../source/commands/exit-code.ts';
import {createOutput} from '../../source/commands/output.ts';
import type {Program} from '../../source/commands/program.ts';
import type {CommandContext} from '../../source/commands/subcommand.ts';
import {UsageError} from '../../source/commands/usage-error.ts';
import {hostFolder, snapshotFolder} from '../../source/files/locations.ts';
import {type CommandLine, parseCommandLine} from '../../source/program/command-line.ts';
import {readConsole} from '../../source/program/console-options.ts';
import {readGeneral} from '../../source/program/general-options.ts';
import {createSession} from '../../source/program/open-session.ts';
import {inCommand} from '../../source/program/option-refusals.ts';
import {failureText, run} from '../../source/program/run.ts';
import {runConsole} from '../../source/program/run-console.ts';
import {printFrame} from '../../source/program/show-console.ts';
import {openStateFolder} from '../../source/program/state-folder.ts';
import {createManualClock} from '../../source/simulator/manual-clock.ts';
import type {Scene} from '../../source/simulator/scenes/scene.ts';
import type {SceneName} from '../../source/simulator/scenes/scenes.ts';
import {createSimulatedPort} from '../../source/simulator/simulated-port.ts';
import {fakeProgram} from '../support/fake-program.ts';
import {type Simple, splitLine} from './shell-line.ts';

/** The end of a command line. */
export interface Ended {
	readonly code: number;
	/** Standard output and errors, as a terminal shows them. */
	readonly output: string;
}

export interface PageDirector {
	/**
	 * Runs a command line.
	 * @throws {Error} for a program that only a real machine has
	 */
	run(line: string): Promise<Ended>;
}

/** How long a command without an end runs until Ctrl-C, milliseconds of the simulated clock. */
const enough = 10_000;

/** The longest that any command may take, milliseconds of the simulated clock. */
const longest = 3_600_000;

/** The time in which a person types a command, milliseconds. */
const typing = 30_000;

/** The step of the clock, milliseconds. */
const step = 100;

/** Whether the process waits for a file. */
function usesFiles(): boolean {
	return process.getActiveResourcesInfo().some(name => name.startsWith('FSReq'));
}

/** How a page calls the program. */
const names: ReadonlySet<string> = new Set(['lvstop', './lvstop.mjs', './lvstop-linux-x64']);

/** A director without traffic that begins with these rules, in the format of `ipvsadm -S`. */
function quietScene(rules: string): Scene {
	return {
		host: 'lb1',
		interfaces: ['eth0'],
		rules,
		traffic: {services: [], failures: [], swing: 0},
		warmUp: 0,
		commands: [],
		history: [],
	};
}

/** The words without `sudo`: on the simulated director everybody is root. */
function withoutSudo([first, ...rest]: Simple['words']): readonly string[] {
	return first === 'sudo' ? rest : [first, ...rest];
}

/** Checks a line that is not run: lvstop has its command and options. */
export function checkWords(line: string): void {
	for (const {words} of splitLine(line)) {
		const [name = '', ...rest] = withoutSudo(words);
		if (names.has(name)) {
			parseCommandLine(rest);
		}
	}
}

/** The files of a page. */
export interface PageFiles {
	/** The current folder of its commands; the caller makes it so. */
	readonly folder: string;
	/** The files with absolute paths, which are below that folder. */
	readonly absolute: Set<string>;
}

/** Makes a file that commands of the page name. */
export async function writePageFile(
	{folder, absolute}: PageFiles,
	name: string,
	text: string,
): Promise<void> {
	const path = join(folder, name);
	if (name.startsWith('/')) {
		absolute.add(name);
	}

	await mkdir(dirname(path), {recursive: true});
	await writeFile(path, text);
}

/**
 * Opens a director of a page.
 * @param scene a scene of the demonstration, or rules
 */
export async function openPageDirector(
	scene: {readonly demo: SceneName} | {readonly rules: string},
	{folder, absolute}: PageFiles,
): Promise<PageDirector> {
	const state = await mkdtemp(join(folder, '.state-'));
	const clock = createManualClock();
	const port = createSimulatedPort({
		scene: 'demo' in scene ? scene.demo : quietScene(scene.rules),
		seed: 1,
		clock,
	});
	const environment = {
		XDG_STATE_HOME: state,
		XDG_CONFIG_HOME: join(folder, '.config'),
		COLUMNS: '100',
		USER: 'ann',
	};

	/**
	 * Lets the clock run until the command has ended, but only while the command waits for the clock and for nothing else:
	 * how long a disk takes must not change what is printed.
	 */
	async function ended<Result>(work: Promise<Result>, interrupt: () => void): Promise<Result> {
		let isDone = false;
		const settled = work.finally(() => {
			isDone = true;
		});
		settled.catch(() => {});
		let passed = 0;
		while (!isDone) {
			if (clock.waiting === 0 || usesFiles()) {
				await wait(1);
				continue;
			}

			if (passed === enough) {
				interrupt();
			}

			if (passed > longest) {
				throw new Error('the command does not end');
			}

			await clock.pass(step);
			passed += step;
		}

		return settled;
	}

	function sessionOf() {
		return createSession({
			port,
			clock,
			isNear: false,
			state: openStateFolder(hostFolder(environment, port.place)),
			snapshotFolder: snapshotFolder(environment, port.place),
			user: 'ann',
		});
	}

	async function subcommand(
		line: CommandLine & {readonly subcommand: NonNullable<CommandLine['subcommand']>},
		program: Program,
		input: string,
	): Promise<number> {
		const {write, writeError} = program.output;
		const stop = new AbortController();
		const general = readGeneral(line.given, {});
		const context: CommandContext = {
			session: sessionOf(),
			place: {
				host: port.place,
				user: 'ann',
				hostFolder: hostFolder(environment, port.place),
				snapshotFolder: snapshotFolder(environment, port.place),
				keepSnapshots: null,
			},
			readOnlyBy: general.readOnlyBy,
			write,
			writeError,
			readInput: async () => input,
			async ask(question) {
				const answer = question.includes('Type yes') ? 'yes' : 'y';
				write(`${question}${answer}\n`);
				return answer;
			},
			color: false,
			signal: stop.signal,
		};
		return await line.subcommand.prepare(line, {})(context);
	}

	async function console(line: CommandLine, program: Program): Promise<number> {
		const options = {...readGeneral(line.given, {}), ...readConsole(line.given, {})};
		return options.mode === 'console'
			? await printFrame(program, sessionOf(), options)
			: await runConsole(program, sessionOf(), options);
	}

	/** Runs lvstop on this director, whichever one the options choose. */
	async function lvstop(words: readonly string[], input: string): Promise<Ended> {
		const fake = fakeProgram(environment);
		// Errors are among the output, as on a terminal.
		const output = createOutput({stdout: fake.stdout, stderr: fake.stdout});
		const program = {...fake, environment, output, clock};
		const line = parseCommandLine(words);
		const isLasting = line.subcommand === null && !line.given.has('count');
		const work =
			line.asks !== 'work' || line.subcommand?.answer !== undefined
				? run(program, words)
				: line.subcommand === null
					? console(line, program)
					: subcommand({...line, subcommand: line.subcommand}, program, input);
		const code = await ended(work, () => {
			if (isLasting) {
				fake.signals.emit('SIGINT');
			}
		}).catch((error: unknown) => {
			if (!(error instanceof UsageError)) {
				throw error;
			}

			output.writeError(failureText(inCommand(error, line.subcommand)));
			return exitCode.usage;
		});
		return {code, output: fake.out()};
	}

	async function ipvsadm(words: readonly string[], input: string): Promise<Ended> {
		const {exitCode, stdout, stderr} = await port.run(['ipvsadm', ...words], {input});
		return {code: exitCode, output: `${stdout}${stderr}`};
	}

	async function runProgram(words: Simple['words'], input: string): Promise<Ended> {
		const [name = '', ...rest] = withoutSudo(words);
		if (names.has(name)) {
			return await lvstop(rest.map(inFolder), input);
		}

		switch (name) {
			case 'ipvsadm':
				return await ipvsadm(rest, input);
			case 'cat':
				return {code: 0, output: await readFile(inFolder(rest[0] ?? ''), 'utf8')};
			case 'sleep':
				await clock.pass(1000 * Number(rest[0]));
				return {code: 0, output: ''};
			default:
				throw new Error(
					`'${name}' cannot be run in a test; mark the block and say why: \`\`\`sh no-run REASON`,
				);
		}
	}

	/** A file of the page with an absolute path is in the page's folder. */
	function inFolder(word: string): string {
		return absolute.has(word) ? join(folder, word) : word;
	}

	return {
		async run(line) {
			await clock.pass(typing);
			let last: Ended = {code: 0, output: ''};
			for (const {words, from, to} of splitLine(line)) {
				const input = from === null ? last.output : await readFile(inFolder(from), 'utf8');
				last = await runProgram(words, input);
				if (to !== null) {
					await writeFile(inFolder(to), last.output);
					last = {...last, output: ''};
				}
			}

			return {
				...last,
				output: last.output.replaceAll(state, '~/.local/state').replaceAll(folder, ''),
			};
		},
	};
}
