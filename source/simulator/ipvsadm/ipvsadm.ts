/**
 * The program ipvsadm on a simulated kernel: 1.31 as Debian 12 builds it, or an older one.
 */
import type {CommandResult} from '../../director/port/port.ts';
import {formatConnectionListing} from '../../ipvs/format/connections.ts';
import {formatSyncDaemons, formatTimeouts} from '../../ipvs/format/settings.ts';
import type {Connection} from '../../ipvs/listing.ts';
import type {Kernel} from '../kernel.ts';
import {type ErrorName, KernelError} from '../table/kernel-error.ts';
import {type Build, daemonsAs, savedAs} from './build.ts';
import type {CommandEntry} from './command-entry.ts';
import {checkEntry} from './entry-checks.ts';
import {namesNothing, serverRuleOf, serviceKeyOf, serviceRuleOf} from './entry-rules.ts';
import {Exit, failWithHint, type Output} from './exit.ts';
import {listAll, listService, saveAll} from './listings.ts';
import {nameListing, nameSavedRules} from './names.ts';
import type {CommandName} from './options.ts';
import {parseOptions} from './parse-options.ts';

type Messages = Readonly<Partial<Record<ErrorName, string>>>;

const moduleMissing = 'Scheduler or persistence engine not found';
const noService = 'No such service';
const noServer = 'No such destination';
const serviceUndefined = 'Service not defined';

const byCommand: Readonly<Partial<Record<CommandName, Messages>>> = {
	'add-service': {EEXIST: 'Service already exists', ENOENT: moduleMissing},
	'edit-service': {ESRCH: noService, ENOENT: moduleMissing},
	'delete-service': {ESRCH: noService},
	zero: {ESRCH: noService},
	list: {ESRCH: noService},
	'add-server': {ESRCH: serviceUndefined, EEXIST: 'Destination already exists'},
	'edit-server': {ESRCH: serviceUndefined, ENOENT: noServer},
	'delete-server': {ESRCH: serviceUndefined, ENOENT: noServer},
	'start-daemon': {EEXIST: 'Daemon has already run'},
	'stop-daemon': {ESRCH: 'No daemon is running'},
};

/** For EINVAL ipvsadm's own text, for the others that of the C library. */
const otherwise: Readonly<Record<ErrorName, string>> = {
	EEXIST: 'File exists',
	ENOENT: 'No such file or directory',
	ESRCH: 'No such process',
	EINVAL: 'Invalid operation.  Possibly wrong module version, address not unicast, ...',
	ERANGE: 'Numerical result out of range',
	ENODEV: 'No such device',
};

/** The line for an error number that the kernel returned to a command. */
function errorMessage(command: CommandName, code: ErrorName): string {
	return byCommand[command]?.[code] ?? otherwise[code];
}

/** The commands that only show something, and the one that runs others. */
type OtherCommand = 'list' | 'save' | 'restore';

const defaultInterface = 'eth0';

/** The kernel requests of each command. Each throws a `KernelError` if the kernel refuses. */
const requests: Readonly<
	Record<Exclude<CommandName, OtherCommand>, (kernel: Kernel, entry: CommandEntry) => void>
> = {
	'add-service': ({table}, {service}) => table.addService(serviceRuleOf(service)),
	'edit-service': ({table}, {service}) => table.editService(serviceRuleOf(service)),
	'delete-service': ({table}, {service}) => table.deleteService(serviceKeyOf(service)),
	flush: ({table}) => table.flush(),
	zero: ({table}, {service}) => table.zero(namesNothing(service) ? null : serviceKeyOf(service)),
	'add-server': ({table}, {service, server}) =>
		table.addServer(serviceKeyOf(service), serverRuleOf(server)),
	'edit-server': ({table}, {service, server}) =>
		table.editServer(serviceKeyOf(service), serverRuleOf(server)),
	'delete-server': ({table}, {service, server}) =>
		table.deleteServer(serviceKeyOf(service), server),
	set: (kernel, {timeouts}) => kernel.setTimeouts(timeouts),
	'start-daemon': (kernel, {daemon}) =>
		kernel.startDaemon({...daemon, interface: daemon.interface || defaultInterface}),
	'stop-daemon': (kernel, {daemon}) => kernel.stopDaemon(daemon.role),
};

/** A longer word is split into pieces of this length. */
const longestWord = 4096;
const wordPattern = new RegExp(`[^ \\t\\r\\n]{1,${longestWord}}`, 'g');

/**
 * A last line without a newline is lost if it ends in more than one blank: the reader reaches the end of the file while
 * it skips blanks, and gives up (read in config_stream.c of 1.31).
 */
const lostEnd = /[ \t\r]{2}$/;

/**
 * Splits the standard input of `ipvsadm -R` as ipvsadm does: no quotes, no comments, no continued lines. Returns the words
 * of each line that has any. The word `ipvsadm` is dropped wherever it occurs.
 */
function readRestoreStream(input: string): readonly (readonly string[])[] {
	const lines = input.split('\n');
	const last = lines.pop() ?? '';
	const complete = lostEnd.test(last) ? lines : [...lines, last];
	return complete
		.map(line => (line.match(wordPattern) ?? []).filter(word => word !== 'ipvsadm'))
		.filter(words => words.length > 0)
		.map(words => words.map(toNull));
}

/** Cuts a word at its first null character, as C does. */
function toNull(word: string): string {
	const end = word.indexOf('\0');
	return end === -1 ? word : word.slice(0, end);
}

/** The director on which the program runs. */
export interface Director {
	readonly kernel: Kernel;
	/** The connection table; called only if it is listed. */
	connections(): readonly Connection[];
	/** The version of the program; default 1.31. */
	readonly build?: Build;
}

/** The exit code after a failed kernel call. */
const refused = 255;

interface Run {
	readonly director: Director;
	readonly build: Build;
	readonly output: Output;
	readonly program: string;
	readonly input: string;
}

function list({director, build, output}: Run, entry: CommandEntry): void {
	const {kernel} = director;
	const {options} = entry;
	const named = (text: string): string =>
		options.has('numeric') ? text : nameListing(text, options.has('stats') || options.has('rate'));
	if (options.has('connection')) {
		output.stdout(
			formatConnectionListing(director.connections(), {engine: options.has('persistent-conn')}),
		);
	} else if (options.has('service-address')) {
		const service = kernel.table.find(serviceKeyOf(entry.service));
		if (!service) {
			output.stderr(`${errorMessage('list', 'ESRCH')}\n`);
			throw new Exit(1);
		}

		output.stdout(named(listService(service, options)));
	} else if (options.has('timeout')) {
		output.stdout(formatTimeouts(kernel.timeouts));
	} else if (options.has('daemon')) {
		output.stdout(daemonsAs(build, formatSyncDaemons(kernel.daemons)));
	} else {
		output.stdout(named(listAll(kernel, options)));
	}
}

function save({director: {kernel}, build, output}: Run, {options}: CommandEntry): void {
	const text = savedAs(build, saveAll(kernel.table));
	output.stdout(options.has('numeric') ? text : nameSavedRules(text));
}

/**
 * Runs `-R`. The exit code is that of the last line alone, except that an error which ipvsadm itself detects ends the
 * restore.
 */
function restore(run: Run): number {
	let exitCode = 0;
	for (const words of readRestoreStream(run.input)) {
		exitCode = processOptions(run, words, true);
	}

	return exitCode;
}

function processOptions(run: Run, words: readonly string[], restoring: boolean): number {
	const {output, program, build} = run;
	const entry = parseOptions(output, {program, build}, words);
	if (!entry) {
		return refused;
	}

	const {command} = entry;
	checkEntry(output, entry);
	if (command === 'restore') {
		return restoring ? failWithHint(output, program) : restore(run);
	}

	if (command === 'list') {
		list(run, entry);
		return 0;
	}

	if (command === 'save') {
		save(run, entry);
		return 0;
	}

	try {
		requests[command](run.director.kernel, entry);
		return 0;
	} catch (error) {
		if (error instanceof KernelError) {
			output.stderr(`${errorMessage(command, error.code)}\n`);
			return refused;
		}

		throw error;
	}
}

/** Runs the program. Its output contains the name by which it was called. */
export function runIpvsadm(
	director: Director,
	[program, ...words]: readonly [string, ...string[]],
	input: string,
): CommandResult {
	const stdout: string[] = [];
	const stderr: string[] = [];
	const output: Output = {
		stdout: text => stdout.push(text),
		stderr: text => stderr.push(text),
	};
	const run: Run = {director, build: director.build ?? '1.31', output, program, input};
	const result = (exitCode: number): CommandResult => ({
		exitCode,
		stdout: stdout.join(''),
		stderr: stderr.join(''),
	});
	try {
		if (words.length === 0) {
			output.stdout(nameListing(listAll(director.kernel, new Set()), false));
			return result(0);
		}

		return result(processOptions(run, words, false));
	} catch (error) {
		if (error instanceof Exit) {
			return result(error.exitCode);
		}

		throw error;
	}
}
