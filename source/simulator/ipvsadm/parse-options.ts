/**
 * Parses an argument vector of ipvsadm, with ipvsadm's own checks in ipvsadm's order.
 */
import {type Build, optionsOf} from './build.ts';
import {type CommandEntry, emptyEntry} from './command-entry.ts';
import {Exit, fail, failWithHint, type Output} from './exit.ts';
import {helpText, versionText} from './help.ts';
import {OptionReader} from './option-reader.ts';
import {applyOption, readTimeout} from './option-values.ts';
import {
	type CommandName,
	commandCompatibility,
	type OptionName,
	optionNames,
	type Tag,
} from './options.ts';
import {readSchedulerFlags} from './scheduler-flags.ts';

function isCommand(tag: Tag): tag is CommandName {
	return Object.hasOwn(commandCompatibility, tag);
}

/** Options that count as one when ipvsadm checks whether an option was given twice. */
const sharedNames: Readonly<Partial<Record<Tag, OptionName>>> = {
	'tcp-service': 'service-address',
	'udp-service': 'service-address',
	'sctp-service': 'service-address',
	'fwmark-service': 'service-address',
	masquerading: 'forwarding-method',
	ipip: 'forwarding-method',
	gatewaying: 'forwarding-method',
};

/** The name under which an option is counted; null for the two that are allowed anywhere and any number of times. */
function countedName(tag: Tag): OptionName | null {
	return sharedNames[tag] ?? optionNames.find(name => name === tag) ?? null;
}

function readRole(
	output: Output,
	command: 'start-daemon' | 'stop-daemon',
	text: string | null,
): 'master' | 'backup' {
	if (text === 'master' || text === 'backup') {
		return text;
	}

	return fail(
		output,
		command === 'start-daemon'
			? 'illegal start-daemon parameter specified'
			: 'illegal start_daemon specified',
	);
}

/** The program that was called. */
export interface Called {
	/** The name by which it was called. */
	readonly program: string;
	readonly build: Build;
}

/** Reads the command, which has to be the first option. */
function readCommand(
	output: Output,
	{program, build}: Called,
	reader: OptionReader<Tag>,
): CommandEntry {
	const first = reader.next();
	if (first.kind !== 'option') {
		return failWithHint(output, program);
	}

	if (first.tag === 'help' || first.tag === 'version') {
		output.stdout(first.tag === 'help' ? helpText(program, build) : versionText(build));
		throw new Exit(0);
	}

	if (!isCommand(first.tag)) {
		return failWithHint(output, program);
	}

	const entry = emptyEntry(first.tag);
	if (first.tag === 'start-daemon' || first.tag === 'stop-daemon') {
		entry.daemon.role = readRole(output, first.tag, first.argument);
	}

	return entry;
}

function readTimeouts(output: Output, reader: OptionReader<Tag>): CommandEntry['timeouts'] {
	const [tcp, tcpFin, udp] = [reader.takeLeftover(), reader.takeLeftover(), reader.takeLeftover()];
	if (tcp === null || tcpFin === null || udp === null) {
		return fail(output, '--set option requires 3 timeout values');
	}

	return [readTimeout(output, tcp, 0), readTimeout(output, tcpFin, 0), readTimeout(output, udp, 0)];
}

/**
 * Reads the arguments after the program's name. Null if an option after the command cannot be read: a restore continues
 * after that error, but not after others.
 * @throws {Exit} at any other error, and after printing help or version
 */
export function parseOptions(
	output: Output,
	called: Called,
	words: readonly string[],
): CommandEntry | null {
	const reader = new OptionReader(optionsOf(called.build), words);
	const entry = readCommand(output, called, reader);
	let found = reader.next();
	for (; found.kind === 'option'; found = reader.next()) {
		const {tag, argument} = found;
		if (isCommand(tag) || tag === 'help' || tag === 'version') {
			fail(output, `invalid option \`${reader.lastWord}'`);
		}

		const name = countedName(tag);
		if (name !== null && entry.options.has(name)) {
			fail(output, `multiple '${name}' options specified`);
		}

		if (name !== null) {
			entry.options.add(name);
		}

		applyOption(output, entry, tag, argument);
	}

	if (found.kind === 'error') {
		output.stderr(`${reader.lastWord}: ${found.reason}\n`);
		return null;
	}

	if (entry.command === 'set') {
		entry.timeouts = readTimeouts(output, reader);
	}

	const leftover = reader.takeLeftover();
	if (leftover !== null) {
		fail(output, `unexpected argument ${leftover}`);
	}

	entry.service.schedulerFlags = readSchedulerFlags(
		output,
		entry.service.schedulerFlagList,
		entry.service.scheduler,
	);
	return entry;
}
