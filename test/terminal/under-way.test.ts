/**
 * A running plan whose screen goes away: it is finished, logged and reported, whatever ended the screen.
 */
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';
import {fileName} from '../../source/files/locations.ts';
import {readLog} from '../../source/plans/log/read-log.ts';
import {eventually} from '../support/eventually.ts';
import {type FarDirector, farDirector} from '../support/far-director.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {fromShell} from './from-shell.ts';
import {builtProgram, openTerminal} from './pseudo-terminal.ts';

const ctrlC = '\u{3}';
const ctrlL = '\u{C}';
const ctrlZ = '\u{1A}';
const bug = fileURLToPath(new URL('break-on-signal.ts', import.meta.url));

/** A director that takes some time for a change. Its table does not change, so every plan fails in the end. */
async function slowDirector(seconds = 0.4): Promise<FarDirector> {
	const director = await farDirector();
	await director.becomes(
		'go',
		`case "$*" in *" -e "*) /bin/sleep ${seconds}; exit 0; esac; PATH=$(/usr/bin/dirname $0); exec "$@"`,
	);
	return director;
}

/** A console that runs a plan of two commands. */
async function withPlanUnderWay(node = '', seconds = 0.4) {
	const {via} = await slowDirector(seconds);
	const state = await temporaryFolder();
	const terminal = fromShell(`--via ${via}`, node, `XDG_STATE_HOME=${state}`);
	await terminal.shows('● live');
	terminal.type('*w7\r');
	await terminal.shows('-r 10.0.0.9:80 -m -w 7');
	terminal.type('y');
	await terminal.shows(/running \d of 2: /);
	return {
		terminal,
		/** The commands of the log, and their results. */
		async logged() {
			const {entries} = await readLog(join(state, 'lvstop', fileName(via)));
			return entries.map(({command, exitCode}) => `${command.at(5)} ${exitCode}`);
		},
	};
}

const bothCommands = ['10.0.0.8:80 0', '10.0.0.9:80 0'];

describe('a running plan', () => {
	it.each([
		['Ctrl-L twice', `${ctrlL}${ctrlL}`],
		['Ctrl-L held', ctrlL.repeat(30)],
	])('goes on through %s', async (_, keys) => {
		const {terminal, logged} = await withPlanUnderWay();
		terminal.type(keys);
		await terminal.shows('failed after 2 of 2 commands');
		expect(await logged()).toEqual(bothCommands);
		terminal.type(ctrlC);
		expect(await terminal.restored()).toBe(0);
	});

	it.each([
		['Ctrl-C', ctrlC, 0],
		['SIGTERM', 'SIGTERM', 0],
		['SIGQUIT', 'SIGQUIT', 0],
		['SIGHUP', 'SIGHUP', 0],
		['an error that nothing caught', 'SIGUSR2', 1],
		['a promise that was rejected unheard', 'SIGALRM', 1],
		['an error while drawing', 'SIGVTALRM', 1],
		['an error while writing to the terminal', 'SIGXCPU', 1],
	] as const)('is finished and told after %s', async (_, end, exitCode) => {
		const {terminal, logged} = await withPlanUnderWay(`--import '${bug}'`);
		if (end === ctrlC) {
			terminal.type(end);
		} else {
			terminal.signal(end);
			// Some text is always cut on a narrower screen, which a move of the cursor need not do.
			terminal.resize(60, 40);
		}

		expect(await terminal.restored()).toBe(exitCode);
		// The messages take several lines there, and a line may end at a blank.
		const said = terminal.frame().replaceAll(/\s/g, '');
		expect(said).toContain('lvstop:finishingtherunningplan:weightof2servers');
		expect(said).toContain('lvstop:failedafter2of2commands');
		expect(await logged()).toEqual(bothCommands);
	});

	it('is left half-way by a second signal, which is told', async () => {
		const {terminal, logged} = await withPlanUnderWay('', 10);
		terminal.type(ctrlC);
		await terminal.shows('finishing the running plan');
		terminal.signal('SIGTERM');
		expect(await terminal.restored()).toBe(1);
		expect(terminal.frame()).toContain('lvstop: interrupted: weight of 2 servers');
		expect((await logged()).length).toBeLessThan(2);
	});

	it('is finished where the terminal is closed', async () => {
		const {via} = await slowDirector();
		const state = await temporaryFolder();
		const exitCode = join(state, 'exit-code');
		const script = 'trap "" HUP; XDG_STATE_HOME="$0" "$@"; echo $? >"$0"/exit-code';
		const program = [process.execPath, builtProgram, '--via', via];
		const terminal = openTerminal(['sh', '-c', script, state, ...program]);
		await terminal.shows('● live');
		terminal.type('*w7\ry');
		await terminal.shows(/running \d of 2: /);
		terminal.close();
		await terminal.ended;
		await eventually(async () => expect(await readFile(exitCode, 'utf8')).toBe('0\n'));
		const {entries} = await readLog(join(state, 'lvstop', fileName(via)));
		expect(entries.map(({exitCode: code}) => code)).toEqual([0, 0]);
	});
});

describe('Ctrl-L and Ctrl-Z in one input', () => {
	it.each([`${ctrlL}${ctrlZ}`, `${ctrlZ}${ctrlZ}`, `${ctrlZ}${ctrlL}`])(
		'%j stops once, and fg brings the console back',
		async keys => {
			const terminal = openTerminal(['bash', '--norc', '--noprofile', '-i']);
			terminal.type(`${process.execPath} ${builtProgram} --demo\r`);
			await terminal.shows('● live');
			terminal.type(keys);
			await terminal.shows('Stopped');
			terminal.type('fg; echo exit code $? of fg\r');
			await terminal.shows('● live');
			terminal.type('jw');
			await terminal.shows('weight of 10.0.0.8:80');
			terminal.type(ctrlC);
			await terminal.shows('exit code 0 of fg');
		},
	);
});

describe('a terminal of another kind', () => {
	it('may change its size all the time', async () => {
		const terminal = fromShell('--demo every-kind');
		await terminal.shows('● live');
		for (let turn = 0; turn < 60; turn += 1) {
			terminal.resize(20 + ((turn * 37) % 181), 5 + ((turn * 13) % 46));
			terminal.type('j');
		}

		terminal.resize(20, 5);
		await terminal.shows('lvstop needs');
		terminal.resize(500, 200);
		await terminal.shows('● live');
		terminal.resize(80, 24);
		await terminal.shows('Enter details');
		terminal.type(ctrlC);
		expect(await terminal.restored()).toBe(0);
	});

	it.each([
		['TERM=dumb', 'TERM is dumb'],
		['TERM=', 'TERM is not set'],
		['env -u TERM', 'TERM is not set'],
	])('that cannot move its cursor gets alternatives: %s', async (environment, why) => {
		const terminal = fromShell('--demo', '', environment);
		expect(await terminal.restored()).toBe(2);
		const said = terminal.frame().replaceAll('\n', '');
		expect(said).toContain(why);
		expect(said).toContain('run it with TERM=xterm-256color, otherwise use --once');
	});
});
