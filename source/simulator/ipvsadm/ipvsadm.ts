/**
 * The program ipvsadm on a simulated kernel: 1.31 as Debian 12 builds it, or an older one.
 */

import type {CommandResult} from '../../director/port/port.ts';
import {formatConnectionListing} from '../../ipvs/format/connections.ts';
import {formatSyncDaemons, formatTimeouts} from '../../ipvs/format/settings.ts';
import type {Connection} from '../../ipvs/listing.ts';
import type {Kernel} from '../kernel.ts';
import {KernelError} from '../table/kernel-error.ts';
import {type Build, daemonsAs, savedAs} from './build.ts';
import type {CommandEntry} from './command-entry.ts';
import {checkEntry} from './entry-checks.ts';
import {serviceKeyOf} from './entry-rules.ts';
import {errorMessage} from './error-messages.ts';
import {Exit, failWithHint, type Output} from './exit.ts';
import {listAll, listService, saveAll} from './listings.ts';
import {nameListing, nameSavedRules} from './names.ts';
import {parseOptions} from './parse-options.ts';
import {requests} from './requests.ts';
import {readRestoreStream} from './restore-stream.ts';

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
